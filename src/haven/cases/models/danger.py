"""That the police were told of a threat to somebody's life or safety."""

from django.db import models
from django.utils import timezone


class DangerReport(models.Model):
    """Who was told what, when and why (EU DSA art. 18); `subject` is the ad it was seen in, as the ledger names it.

    `recipient` and `reached_at` are copied from the directory: it says later, too, where it really went.
    """

    subject = models.CharField(max_length=80, db_index=True)
    suspicion = models.TextField(max_length=1000)
    recipient = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    reached_at = models.CharField(max_length=200)
    told = models.TextField(max_length=4000)
    reference = models.CharField(max_length=80, blank=True)
    told_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"danger {self.pk} told to {self.recipient}"

    @property
    def name(self) -> str:
        """How the ledger names it."""
        return f"danger:{self.pk}"
