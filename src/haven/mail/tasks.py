"""Delivering mail: each row leaves once, under a row lock, however often its job runs."""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from haven.mail.models import OutgoingMail

_OVERDUE = timedelta(minutes=2)
_MOST_ATTEMPTS = 8
_HEADERS = {"Auto-Submitted": "auto-generated"}  # RFC 3834: so that no answering machine answers


@app.task(queue="mail", retry=RetryStrategy(max_attempts=_MOST_ATTEMPTS, exponential_wait=4), pass_context=False)
def deliver(*, mail_id: int) -> None:
    """Send the mail unless it was sent, cancelled, or is not due yet.

    Raises:
        OSError: the mail server did not take it; the job is tried again later.
    """
    with transaction.atomic():
        mail = (
            OutgoingMail.objects.select_for_update(skip_locked=True)
            .filter(pk=mail_id, sent_at=None, cancelled_at=None, send_after__lte=timezone.now())
            .first()
        )
        if mail is None:
            return
        EmailMessage(
            mail.subject, mail.text, mail.sender or None, [mail.recipient], headers=_HEADERS | mail.headers
        ).send()
        mail.sent_at = timezone.now()
        mail.save(update_fields=["sent_at"])


@app.periodic(cron="* * * * *")
@app.task(queue="mail", queueing_lock="mail.deliver_overdue")
def deliver_overdue(timestamp: int) -> None:
    """Find the mails whose own job was lost, or gave up, and queue them again."""
    alive = ProcrastinateJob.objects.filter(task_name=deliver.name, status__in=["todo", "doing"])
    overdue = OutgoingMail.objects.filter(
        sent_at=None,
        cancelled_at=None,
        send_after__lte=timezone.now() - _OVERDUE,
        attempts__lt=_MOST_ATTEMPTS,
    ).exclude(pk__in=alive.annotate(mail=Cast("args__mail_id", BigIntegerField())).values("mail"))
    for mail in overdue.order_by("send_after")[:200]:
        OutgoingMail.objects.filter(pk=mail.pk).update(attempts=mail.attempts + 1)
        deliver.defer(mail_id=mail.pk)
