"""What is thought to be so, and what speaks for and against it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Hypothesis(models.Model):
    """A sentence that may turn out wrong.

    It counts as supported only once somebody has said what would speak against it and what came of looking for that
    (`sought_against`), a constraint.
    """

    class State(models.TextChoices):
        """How it stands."""

        OPEN = "open", "Open"
        SUPPORTED = "supported", "Supported"
        DROPPED = "dropped", "Dropped"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="hypotheses")
    text = models.TextField(max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    sought_against = models.TextField(max_length=1000, blank=True)
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="supported_was_tried", condition=~Q(state="supported") | ~Q(sought_against="")),
        ]

    def __str__(self) -> str:
        return f"hypothesis {self.pk} of case {self.case_id}"


class Weighing(models.Model):
    """That an exhibit speaks for a hypothesis or against it, and why; the last word on each side counts."""

    hypothesis = models.ForeignKey(Hypothesis, on_delete=models.PROTECT, related_name="weighings")
    exhibit = models.ForeignKey("cases.Exhibit", on_delete=models.PROTECT, related_name="+")
    supports = models.BooleanField()
    why = models.TextField(max_length=1000)
    weighed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    weighed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["exhibit__number"]
        constraints = [models.UniqueConstraint(fields=["hypothesis", "exhibit", "supports"], name="weighed_once")]

    def __str__(self) -> str:
        return f"exhibit {self.exhibit_id} {'for' if self.supports else 'against'} {self.hypothesis_id}"
