"""What is decided about many ads at once, or about an account: seen beforehand, and by two people where it is large."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from haven.moderation.models.decision import Outcome

LARGE = 20
"""From so many ads on, a second person must agree."""


class Proposal(models.Model):
    """One outcome for many ads, or for an account (`close`), with one set of reasons.

    `reason` is for colleagues and the log: why these, why at once. The database lets nothing that needs a second
    person be carried out by the first alone.
    """

    class State(models.TextChoices):
        """Whether it was done."""

        OPEN = "open", "Waits for a second person"
        DONE = "done", "Carried out"
        DECLINED = "declined", "Declined"

    outcome = models.CharField(max_length=10, choices=Outcome)
    ground = models.SlugField(blank=True)
    facts = models.TextField(max_length=5000, blank=True)
    reason = models.TextField(max_length=2000)
    needs_second = models.BooleanField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["proposed_at"], name="proposal_open", condition=Q(state="open"))]
        constraints = [
            models.CheckConstraint(
                name="large_steps_take_two",
                condition=~Q(state="done")
                | Q(needs_second=False)
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(name="proposal_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} ({self.state})"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"proposal:{self.pk}"


class ProposedAd(models.Model):
    """One ad of a proposal, in the words that were proposed about; `problem` says why it was left out in the end."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="ads")
    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey("listings.ListingRevision", on_delete=models.PROTECT, related_name="+")
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "listing"], name="proposed_once")]

    def __str__(self) -> str:
        return f"{self.listing_id} in proposal {self.proposal_id}"


class ClosedAd(models.Model):
    """An ad that was taken down with its poster's account, and the state that a reversal brings back."""

    decision = models.ForeignKey("moderation.Decision", on_delete=models.CASCADE, related_name="closed_ads")
    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="+")
    state_before = models.CharField(max_length=10)

    def __str__(self) -> str:
        return f"{self.listing_id} closed by {self.decision_id}"
