"""Mails that are to leave."""

from datetime import datetime

from django.utils import timezone

from haven.mail.models import OutgoingMail


def an_outgoing_mail(
    *, to: str = "reader@example.org", topic: str = "", send_after: datetime | None = None, attempts: int = 0
) -> OutgoingMail:
    """A mail that waits, without the job that would deliver it."""
    return OutgoingMail.objects.create(
        recipient=to,
        subject="Hello",
        text="A few words.\n",
        topic=topic,
        attempts=attempts,
        send_after=send_after or timezone.now(),
    )
