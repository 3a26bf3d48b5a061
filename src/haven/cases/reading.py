"""Whether somebody is reading a collection now. Asks the queue; changes nothing."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from haven.cases.models import Collection
from haven.cases.tasks import open_collection

_SILENT = timedelta(seconds=30)  # a worker says more often than this that it lives


def is_at_it(collection: Collection) -> bool:
    """Whether a worker that lives is reading it; if not, it waits for one, or for the next."""
    jobs = ProcrastinateJob.objects.filter(task_name=open_collection.name, args__collection_id=collection.pk)
    return jobs.filter(status="doing", worker__last_heartbeat__gt=timezone.now() - _SILENT).exists()
