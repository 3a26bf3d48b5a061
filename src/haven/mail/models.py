"""The table of mails that are to leave, or have left."""

from django.db import models
from django.utils import timezone


class OutgoingMail(models.Model):
    """One mail to one address.

    `headers` are Haven's own, never from what somebody typed. `topic` groups mails that are cancelled together
    (`decision:17`). `attempts` counts how often its job was lost, or gave up, and it was queued again.
    """

    recipient = models.EmailField()
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    headers = models.JSONField(default=dict)
    topic = models.CharField(max_length=80, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    send_after = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["send_after"],
                name="mail_waiting",
                condition=models.Q(sent_at=None, cancelled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"
