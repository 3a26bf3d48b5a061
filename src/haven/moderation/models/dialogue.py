"""Words between the desk and posters: a question before a decision, and what counts against an account."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from haven.moderation.models.decision import Decision

ANSWER_TIME = timedelta(hours=72)
"""How long a poster has to answer before the ad comes back to the desk without."""

STRIKES_COUNT = timedelta(days=365)
"""How long a strike counts."""


class Question(models.Model):
    """What the poster was asked (in `decision.facts`), and what came back; until then the ad leaves the queue."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="question")
    waits_until = models.DateTimeField()
    answer = models.TextField(max_length=5000, blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"question of decision {self.decision_id}"

    @property
    def is_open(self) -> bool:
        """Whether the poster may still answer."""
        return self.answered_at is None and self.decision.undone_at is None


class Strike(models.Model):
    """One decision that counts against an account for a year, unless it is reversed."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="strike")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="strikes")
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"strike against {self.user_id}"


class Escalation(models.Model):
    """An ad that a moderator hands to the investigators, with why. What they make of it moderators do not learn."""

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    raised_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"escalation of {self.listing_id}"
