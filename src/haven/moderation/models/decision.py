"""What a person decided about one revision of an ad."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from haven.listings.models import ListingState

APPEAL_DAYS = 183
"""Six months, in which a decision can be appealed against (EU DSA, art. 20(1))."""


class Outcome(models.TextChoices):
    """What can be decided.

    `publish` or `refuse` an ad that is held, `keep` or `remove` one that was public, `limit` it to who has its
    address, `ask` the poster and hold it until the answer; `close` the poster's account, which takes two people.
    """

    PUBLISH = "publish", "Publish"
    KEEP = "keep", "Keep"
    ASK = "ask", "Ask the poster"
    LIMIT = "limit", "Limit"
    REFUSE = "refuse", "Refuse"
    REMOVE = "remove", "Remove"
    CLOSE = "close", "Close the account"

    @property
    def restricts(self) -> bool:
        """Whether the poster is owed a statement of reasons."""
        return self in {Outcome.LIMIT, Outcome.REFUSE, Outcome.REMOVE, Outcome.CLOSE}

    @property
    def settles_reports(self) -> bool:
        """Whether the open reports about the ad are answered by it."""
        return self is not Outcome.ASK

    @property
    def verb(self) -> str:
        """What was done to the ad: `published`, `kept`, `asked about`, …"""
        return _VERBS[self]

    @property
    def participle(self) -> str:
        """The same where nobody is named before it, or by whom: `published`, `account closed`."""
        return "account closed" if self is Outcome.CLOSE else self.verb


_VERBS = {
    Outcome.PUBLISH: "published",
    Outcome.KEEP: "kept",
    Outcome.ASK: "asked about",
    Outcome.LIMIT: "limited",
    Outcome.REFUSE: "refused",
    Outcome.REMOVE: "removed",
    Outcome.CLOSE: "closed the account over",
}


class Decision(models.Model):
    """One decision; `ground` and `facts` are what the poster is told where it restricts the ad.

    `facts` of an `ask` are the question. `second` is the other person where two were needed. `state_before` is the
    ad's state that undoing brings back, `claimed_at` when the moderator took it in hand.
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="decisions")
    revision = models.ForeignKey("listings.ListingRevision", on_delete=models.PROTECT, related_name="decisions")
    moderator = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    proposal = models.ForeignKey(
        "moderation.Proposal", on_delete=models.PROTECT, null=True, related_name="decisions"
    )  # fmt: skip
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
                condition=~Q(outcome__in=["limit", "refuse", "remove", "close"]) | ~Q(ground="") & ~Q(facts=""),
            ),
            models.CheckConstraint(
                name="account_closed_by_two",
                condition=~Q(outcome="close") | Q(second__isnull=False) & ~Q(second=F("moderator")),
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
    def appeal_ends(self) -> datetime:
        """When the six months are over; pages name the day, so that it counts to its end."""
        return self.final_at + timedelta(days=APPEAL_DAYS)

    @property
    def can_be_appealed(self) -> bool:
        """Whether the six months are not over."""
        return timezone.localdate() <= timezone.localdate(self.appeal_ends)

    @property
    def restricts(self) -> bool:
        """Whether the poster is owed a statement of reasons."""
        return Outcome(self.outcome).restricts

    @property
    def verb(self) -> str:
        """What was done to the ad."""
        return Outcome(self.outcome).verb

    @property
    def participle(self) -> str:
        """What was done, as it is said before "by"."""
        return Outcome(self.outcome).participle
