"""What a person decided about one revision of an ad."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from haven.listings.models import ListingState


class Outcome(models.TextChoices):
    """What can be decided: `publish` or `refuse` an ad that is held, `keep` or `remove` one that was public."""

    PUBLISH = "publish", "Publish"
    REFUSE = "refuse", "Refuse"
    KEEP = "keep", "Keep"
    REMOVE = "remove", "Remove"

    @property
    def restricts(self) -> bool:
        """Whether the poster is owed a statement of reasons."""
        return self in {Outcome.REFUSE, Outcome.REMOVE}


class Decision(models.Model):
    """One decision of one person; `ground` and `facts` are what the poster is told where it restricts the ad.

    `state_before` is the ad's state that undoing brings back, `claimed_at` when the moderator took it in hand.
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="decisions")
    revision = models.ForeignKey("listings.ListingRevision", on_delete=models.PROTECT, related_name="decisions")
    moderator = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    ground = models.SlugField(blank=True)
    ground_sentence = models.TextField(blank=True)
    facts = models.TextField(max_length=5000, blank=True)
    state_before = models.CharField(max_length=10, choices=ListingState)
    claimed_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["moderator", "-decided_at"], name="decisions_of_moderator")]
        constraints = [
            models.CheckConstraint(
                name="restriction_has_reasons",
                condition=~Q(outcome__in=["refuse", "remove"]) | ~Q(ground="") & ~Q(facts=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.listing_id}"

    @property
    def topic(self) -> str:
        """What its mails are cancelled and its notices reopened by; also how the ledger names it."""
        return f"decision:{self.pk}"

    @property
    def final_at(self) -> datetime:
        """When it can no longer be undone, and its mails leave."""
        return self.decided_at + timedelta(seconds=settings.UNDO_SECONDS)

    @property
    def seconds_left(self) -> int:
        """Whole seconds in which it can still be undone."""
        if self.undone_at is not None:
            return 0
        return max(0, int((self.final_at - timezone.now()).total_seconds()))

    @property
    def restricts(self) -> bool:
        """Whether the poster is owed a statement of reasons."""
        return Outcome(self.outcome).restricts

    @property
    def verb(self) -> str:
        """What was done to the ad: `published`, `refused`, `kept`, `removed`."""
        return {"publish": "published", "refuse": "refused", "keep": "kept", "remove": "removed"}[self.outcome]
