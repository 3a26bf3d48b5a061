"""What auditors have looked at of what staff have read."""

from django.db import models
from django.utils import timezone


class ReadReview(models.Model):
    """An auditor's verdict on one read; the entry of the ledger is named by its number alone."""

    entry_id = models.BigIntegerField(unique=True)
    reader_id = models.BigIntegerField()
    in_order = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    reviewed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"review of entry {self.entry_id}"
