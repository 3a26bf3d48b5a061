"""A mail whose worker was killed leaves all the same, once the clock finds its job."""

from django.core import mail as outbox
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from haven.listings.tasks import relink_all
from haven.mail.actions import queue_mail
from haven.mail.models import OutgoingMail
from haven.project.tasks import rescue_jobs
from tests.committed import work_off


def killed_at_work() -> None:
    """As if the worker that began every job had been killed long ago."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")


def test_a_job_that_a_killed_worker_left_is_done_by_the_next(committed: None) -> None:
    queue_mail(to="rosa@example.org", subject="Hello", text="Words.")
    killed_at_work()
    outbox.outbox = []
    rescue_jobs.configure(task_kwargs={"timestamp": 0}).defer()
    work_off()
    work_off()
    assert [sent.to for sent in outbox.outbox] == [["rosa@example.org"]]
    assert OutgoingMail.objects.get().sent_at is not None


def test_one_job_that_cannot_be_rescued_does_not_keep_the_others(committed: None) -> None:
    relink_all.defer()
    queue_mail(to="rosa@example.org", subject="Hello", text="Words.")
    killed_at_work()
    relink_all.configure(schedule_in={"hours": 1}).defer()  # only one may wait, and this one does
    outbox.outbox = []
    rescue_jobs.configure(task_kwargs={"timestamp": 0}).defer()
    work_off()
    work_off()
    assert [sent.to for sent in outbox.outbox] == [["rosa@example.org"]]
    sweeps = ProcrastinateJob.objects.filter(task_name=relink_all.name).order_by("id")
    assert [job.status for job in sweeps] == ["failed", "todo"]
