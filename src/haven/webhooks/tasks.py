"""What the worker does for webhooks."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from haven.webhooks.delivering import deliver_one
from haven.webhooks.models import Delivery

_OVERDUE = timedelta(minutes=2)
_KEPT = timedelta(days=30)


@app.task(queue="webhooks")
def deliver(*, delivery_id: int) -> None:
    """Try a delivery, and queue the next try where one is due."""
    with transaction.atomic():
        again = deliver_one(delivery_id)
        if again is not None:
            deliver.configure(schedule_at=again).defer(delivery_id=delivery_id)


@app.periodic(cron="* * * * *")
@app.task(queue="webhooks", queueing_lock="webhooks.overdue")
def deliver_overdue(timestamp: int) -> None:
    """Try what is overdue: its own job was lost."""
    open_ones = Delivery.objects.filter(delivered_at=None, cancelled_at=None, given_up_at=None)
    overdue = open_ones.filter(due_at__lte=timezone.now() - _OVERDUE, endpoint__disabled_at=None)
    for pk in overdue.order_by("due_at").values_list("pk", flat=True)[:200]:
        deliver_one(pk)


@app.periodic(cron="23 3 * * *")
@app.task(queue="webhooks", queueing_lock="webhooks.forget")
def forget(timestamp: int) -> None:
    """Delete what was told more than a month ago."""
    Delivery.objects.filter(created_at__lt=timezone.now() - _KEPT).delete()
