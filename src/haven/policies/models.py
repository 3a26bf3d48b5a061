"""The versions of the screening policy."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class PolicyVersion(models.Model):
    """One policy text and its state; at most one is live (database constraint).

    A version without an author is the one that ships with Haven.
    """

    class State(models.TextChoices):
        """Draft → shadow → live → retired."""

        DRAFT = "draft"
        SHADOW = "shadow"
        LIVE = "live"
        RETIRED = "retired"

    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    approver = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    live_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], name="one_live_policy", condition=Q(state="live")),
            models.CheckConstraint(
                name="author_is_not_approver",
                condition=Q(author__isnull=True) | Q(approver__isnull=True) | ~Q(author=models.F("approver")),
            ),
        ]

    def __str__(self) -> str:
        return f"policy {self.pk} ({self.state})"
