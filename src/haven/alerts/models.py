"""Saved searches, the keys they are found by, and what they found."""

import secrets

from django.contrib.postgres.search import SearchQueryField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haven.accounts.models import acting_language


def new_feed_key() -> str:
    """What stands in the address of a private feed: 160 random bits."""
    return secrets.token_hex(20)


class Every(models.TextChoices):
    """How often a saved search tells of what it found."""

    INSTANT = "instant", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Not by mail: I read the feed")


class SavedSearch(models.Model):
    """What somebody looks for, and wants to be told of.

    Unconfirmed until the link in the mail is opened: `confirmed_at`. `asked` is the search page's query string, `name`
    the search in words. `query` is what the database makes of `words`, `narrowed` what it asks of typed fields (see
    `haven.listings.searching.details.path`). Prices are bounded in `currency`. `place` with `radius_km` is a circle, 0
    for ads that name exactly this place; `south` to `east` are a part of the map instead, in degrees. Unsubscribing
    deletes the row: nothing is kept of who wants nothing.
    """

    email = models.EmailField(db_index=True)
    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, null=True, related_name="saved_searches")
    every = models.CharField(max_length=10, choices=Every, default=Every.DAILY)
    feed_key = models.CharField(max_length=40, unique=True, default=new_feed_key, editable=False)
    name = models.CharField(max_length=500)
    asked = models.CharField(max_length=4000)

    words = models.CharField(max_length=200, blank=True)
    query = SearchQueryField(null=True)
    category = models.ForeignKey("listings.Category", on_delete=models.CASCADE, null=True, related_name="+")
    price_min = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    price_max = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    place = models.ForeignKey("listings.Place", on_delete=models.PROTECT, null=True, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    radius_km = models.FloatField(null=True)
    south = models.FloatField(null=True)
    west = models.FloatField(null=True)
    north = models.FloatField(null=True)
    east = models.FloatField(null=True)
    narrowed = models.TextField(blank=True, max_length=4000, db_default="", default="")

    language = models.CharField(max_length=10, default=acting_language)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="search_circle_is_whole",
                condition=Q(place=None, latitude=None, longitude=None, radius_km=None)
                | Q(place__isnull=False, latitude__isnull=False, longitude__isnull=False, radius_km__gte=0),
            ),
            models.CheckConstraint(
                name="search_asks_for_something",
                condition=Q(query__isnull=False)
                | Q(category__isnull=False)
                | Q(place__isnull=False)
                | Q(south__isnull=False),
            ),
            models.CheckConstraint(
                name="search_frame_is_whole",
                condition=Q(south=None, west=None, north=None, east=None)
                | Q(south__isnull=False, west__isnull=False, north__isnull=False, east__isnull=False, place=None),
            ),
        ]

    def __str__(self) -> str:
        return f"saved search {self.pk}: {self.name}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"search:{self.pk}"


class Anchor(models.Model):
    """One key that a saved search hangs on (see `haven.alerts.anchors`); derived, written with the search."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="anchors")
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "search"], name="one_anchor_per_key")]

    def __str__(self) -> str:
        return f"{self.key} of search {self.search_id}"


class Find(models.Model):
    """One ad that one saved search found, once; `told_at` is when the mail about it was written.

    The database does not check that both are there: there are hundreds of rows for one ad, written in the transaction
    that read both, and checking each took as long as finding them.
    """

    search = models.ForeignKey(
        SavedSearch, on_delete=models.CASCADE, related_name="finds", db_index=False, db_constraint=False
    )
    listing = models.ForeignKey("listings.Listing", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    found_at = models.DateTimeField(default=timezone.now, editable=False)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "listing"], name="found_once")]
        indexes = [models.Index(fields=["search"], name="find_untold", condition=Q(told_at=None))]

    def __str__(self) -> str:
        return f"search {self.search_id} found {self.listing_id}"


class NewAd(models.Model):
    """An ad whose present words are to be matched; a trigger writes the row with the publication, whoever publishes."""

    listing = models.OneToOneField("listings.Listing", on_delete=models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.listing_id} since {self.since:%H:%M:%S}"
