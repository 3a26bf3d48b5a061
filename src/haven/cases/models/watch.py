"""What a case waits for, and what has come."""

from django.db import models
from django.utils import timezone


class Watch(models.Model):
    """A contact (`kind`, `value`) or a text (`kind` is `text`, `words` an ad written from it) that a case waits for."""

    TEXT = "text"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="watches")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=320)
    words = models.TextField(blank=True)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "value"], name="watched_once", condition=models.Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"watch {self.pk} of case {self.case_id}"


class FoundAgain(models.Model):
    """Where a watch met what it waits for (`listing:…`, `notice:…`); `known` was there when the watch began."""

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="finds")
    subject = models.CharField(max_length=80)
    known = models.BooleanField(default=False)
    found_at = models.DateTimeField(default=timezone.now, editable=False)
    seen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["watch", "subject"], name="found_again_once")]

    def __str__(self) -> str:
        return f"{self.subject} for watch {self.watch_id}"
