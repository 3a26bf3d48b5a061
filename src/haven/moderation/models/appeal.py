"""A poster's answer to a decision."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from haven.moderation.models.decision import Decision


class Appeal(models.Model):
    """One appeal against one decision; answered by another person than the one who decided."""

    class State(models.TextChoices):
        """`upheld`: the decision stands; `reversed`: it was wrong."""

        OPEN = "open", "Someone else will look at it"
        UPHELD = "upheld", "The decision stands"
        REVERSED = "reversed", "The decision was reversed"

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    text = models.TextField(max_length=5000)
    filed_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=5000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["filed_at"], name="appeal_open", condition=Q(state="open"))]
        constraints = [
            models.CheckConstraint(
                name="answered_appeal_has_answer",
                condition=Q(state="open", answered_by=None) | ~Q(state="open") & Q(answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk} against decision {self.decision_id}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"appeal:{self.pk}"
