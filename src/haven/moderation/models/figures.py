"""What was counted by night and is shown by day."""

from django.db import models
from django.utils import timezone


class SignalRun(models.Model):
    """One count of all signals (`queries.signals`), without anybody's words; the latest is shown."""

    counted_at = models.DateTimeField(default=timezone.now, editable=False)
    figures = models.JSONField()

    class Meta:
        get_latest_by = "id"

    def __str__(self) -> str:
        return f"signals as of {self.counted_at:%Y-%m-%d}"
