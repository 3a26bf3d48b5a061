"""The ad: its state, what of it the public may search, and the draft it began as."""

import secrets
from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haven.listings.errors import WrongState

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    """An opaque public identifier: 10 of 31 letters that are not mistaken for each other."""
    return "".join(secrets.choice(_LETTERS) for _ in range(10))


class ListingState(models.TextChoices):
    """Where an ad is in its life."""

    DRAFT = "draft", _("Draft")
    PENDING = "pending", _("Waiting for your e-mail click")
    PUBLISHED = "published", _("Live")
    HELD = "held", _("Held for review")
    REFUSED = "refused", _("Refused")
    PAUSED = "paused", _("Paused")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SOLD = "sold", _("Sold")
    REMOVED = "removed", _("Removed")


S = ListingState
# `published` is reached through `publish` alone, which the database ties to a clearance.
_MAY_BECOME: dict[str, set[str]] = {
    S.DRAFT: {S.PENDING, S.HELD, S.REFUSED, S.PUBLISHED},
    S.PENDING: {S.DRAFT, S.HELD, S.REFUSED, S.PUBLISHED},
    S.PUBLISHED: {S.PUBLISHED, S.HELD, S.REFUSED, S.PAUSED, S.EXPIRED, S.WITHDRAWN, S.SOLD, S.REMOVED},
    S.PAUSED: {S.PUBLISHED, S.HELD, S.REFUSED, S.EXPIRED, S.WITHDRAWN, S.SOLD, S.REMOVED},
    S.HELD: {S.HELD, S.PUBLISHED, S.REFUSED, S.REMOVED, S.WITHDRAWN},
    S.REFUSED: {S.PUBLISHED, S.HELD, S.REFUSED},
    S.EXPIRED: {S.PUBLISHED, S.HELD, S.REFUSED, S.WITHDRAWN, S.REMOVED},
    S.WITHDRAWN: {S.PUBLISHED, S.HELD, S.REFUSED, S.REMOVED},
    S.SOLD: {S.PUBLISHED, S.WITHDRAWN, S.REMOVED},
    S.REMOVED: {S.PUBLISHED, S.HELD, S.PAUSED, S.EXPIRED, S.WITHDRAWN, S.SOLD},
}


class Listing(models.Model):
    """One ad.

    `revision` is the text that counts, `cleared` the clearance of exactly that text: the database refuses
    `published` without it. `title` to `search` copy the revision for searching. `published_at` is when it last came
    to the top of the list, `renewed_at` when that was by renewing; `reserved_at` marks a live ad that is promised to
    somebody; `warned_at` is when its poster was told that it expires soon. An ad with `limited_at` is
    public, but neither search nor lists show it.
    """

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    state = models.CharField(max_length=10, choices=ListingState, default=ListingState.DRAFT)
    poster = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="listings")
    category = models.ForeignKey("listings.Category", on_delete=models.PROTECT, null=True)
    revision = models.ForeignKey("listings.ListingRevision", on_delete=models.PROTECT, null=True, related_name="+")
    cleared = models.ForeignKey("listings.Clearance", on_delete=models.PROTECT, null=True, related_name="+")

    title = models.CharField(max_length=120, blank=True)
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    details = models.JSONField(default=dict, blank=True)
    place = models.ForeignKey("listings.Place", on_delete=models.PROTECT, null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    search = SearchVectorField(null=True)

    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    renewed_at = models.DateTimeField(null=True)
    reserved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    review_asked_at = models.DateTimeField(null=True)
    limited_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="published_is_cleared",
                condition=~Q(state="published")
                | Q(cleared__isnull=False, revision__isnull=False, cleared_id=F("revision_id")),
            ),
            models.CheckConstraint(
                name="submitted_has_revision_and_poster",
                condition=Q(state__in=["draft", "pending"]) | Q(revision__isnull=False, poster__isnull=False),
            ),
            models.UniqueConstraint(fields=["source", "source_id"], name="imported_once", condition=~Q(source_id="")),
        ]
        indexes = [
            GinIndex(fields=["search"], name="listing_search", condition=Q(state="published")),
            models.Index(fields=["-published_at", "-id"], name="listing_newest", condition=Q(state="published")),
            models.Index(
                fields=["category", "-published_at"],
                name="listing_by_category",
                condition=Q(state="published"),
            ),
            models.Index(fields=["latitude", "longitude"], name="listing_where", condition=Q(state="published")),
            models.Index(fields=["held_at"], name="listing_held", condition=Q(state="held")),
            models.Index(
                fields=["expires_at"], name="listing_expiring", condition=Q(state__in=["published", "paused"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def subject(self) -> str:
        """How the ledger and the engines name this ad."""
        return f"listing:{self.code}"

    @property
    def refused_by_machine(self) -> bool:
        """Whether screening alone refused the present words and no person was asked to read them yet."""
        if self.state != ListingState.REFUSED or self.revision is None or self.review_asked_at is not None:
            return False
        verdict = self.revision.verdicts.order_by("-created_at").first()
        return verdict is not None and verdict.outcome == "refuse"

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it."""
        return self.state == ListingState.PUBLISHED

    @property
    def can_go_live(self) -> bool:
        """Whether exactly its present words are cleared, so that it needs no new judgement to be public."""
        return self.revision_id is not None and self.cleared_id == self.revision_id

    @property
    def is_editable(self) -> bool:
        """Whether its words may still be changed: not once it was removed, nor once the poster called it sold."""
        return self.state not in {ListingState.REMOVED, ListingState.SOLD}

    def lock(self) -> Self:
        """Read the row anew and hold it until the transaction ends: what was read before may be over by now."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        return self

    def become(self, state: ListingState) -> None:
        """Move to another state and keep its times; saves.

        Raises:
            WrongState: from here the life of an ad does not lead there.
        """
        if state not in _MAY_BECOME[self.state]:
            raise WrongState(
                _("This cannot be done to the ad now: it is “%(state)s”.") % {"state": self.get_state_display()}
            )
        now, before = timezone.now(), self.state
        self.state = state
        self.held_at = now if state is ListingState.HELD else None
        self.ended_at = None if state in {S.PUBLISHED, S.HELD, S.PAUSED, S.DRAFT, S.PENDING} else now
        self.reserved_at = self.reserved_at if state in {S.PUBLISHED, S.PAUSED} else None
        if state is ListingState.PUBLISHED:
            self.published_at = self.published_at or now
        self.save()
        self.tell(before=before)

    def tell(self, *, before: str) -> None:
        """Tell the poster's programs what became of the ad; part of the transaction that changes it."""
        from haven.listings.telling import tell  # noqa: PLC0415 — jobs can be queued once all apps are there

        tell(
            poster=self.poster_id,
            code=self.code,
            state=self.state,
            before=before,
            reserved=self.reserved_at is not None,
        )


class ListingDraft(models.Model):
    """The words typed so far, mutable until they are submitted; also the edit of an ad that is live.

    `place_words` is what was typed where no place of the gazetteer has been picked yet.
    """

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, related_name="draft")
    category = models.ForeignKey("listings.Category", on_delete=models.PROTECT, null=True)
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField(max_length=20_000, blank=True)
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    details = models.JSONField(default=dict, blank=True)
    place = models.ForeignKey("listings.Place", on_delete=models.PROTECT, null=True)
    place_words = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    display_name = models.CharField(max_length=60, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"draft of {self.listing_id}: {self.title}"
