"""Delivering mail: each row leaves once, under a row lock, however often its job runs."""

import logging
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from haven.mail.models import OutgoingMail

logger = logging.getLogger(__name__)
_OVERDUE = timedelta(minutes=2)
_MOST_ATTEMPTS = 8


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
        EmailMessage(mail.subject, mail.text, mail.sender or None, [mail.recipient]).send()
        mail.sent_at = timezone.now()
        mail.save(update_fields=["sent_at"])


@app.periodic(cron="* * * * *")
@app.task(queue="mail", queueing_lock="mail.deliver_overdue")
def deliver_overdue(timestamp: int) -> None:  # noqa: ARG001 — procrastinate hands every periodic task its time
    """Find the mails whose own job was lost and queue them again."""
    overdue = OutgoingMail.objects.filter(
        sent_at=None,
        cancelled_at=None,
        send_after__lte=timezone.now() - _OVERDUE,
        attempts__lt=_MOST_ATTEMPTS,
    )
    for mail in overdue.order_by("send_after")[:200]:
        OutgoingMail.objects.filter(pk=mail.pk).update(attempts=mail.attempts + 1)
        deliver.defer(mail_id=mail.pk)
