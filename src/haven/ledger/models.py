"""The log's one table; the database itself refuses to change or delete a row (see the migrations)."""

from django.db import models
from django.utils import timezone


class LedgerEntry(models.Model):
    """One thing that was done or read.

    `actor` is `person:<id>`, `visitor` or `machine:<part>`; `action` is `<noun>.<past participle>`; `subject` is
    `<kind>:<identifier>`. None is a foreign key: entries outlive what they name.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["action", "at"]),
            models.Index(fields=["actor", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor} {self.action} {self.subject}"
