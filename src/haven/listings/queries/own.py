"""A poster's own ads: the same again, what an ad cost before, and how often it was looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from haven.accounts.models import User
from haven.listings.models import (
    Conversation,
    DailyViews,
    Listing,
    ListingDraft,
    ListingRevision,
    ListingState,
    Message,
)
from haven.listings.place_names import fold_name
from haven.listings.records import folded_sha256

_LIVE = [ListingState.PUBLISHED, ListingState.PAUSED]
_MOST_TWINS = 200


@dataclass(frozen=True, slots=True)
class Twin:
    """A live ad of the same poster that is much like a draft; `same` when it says exactly the same."""

    listing: Listing
    same: bool


@dataclass(frozen=True, slots=True)
class PriceStep:
    """What an ad asked for from a moment on, in major units of `currency`."""

    amount: Decimal
    currency: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """What happened about one ad, or several, on one day of the site's time."""

    day: date
    views: int
    contacts: int
    messages: int


def twin_of(draft: ListingDraft, poster: User) -> Twin | None:
    """The poster's ad that the draft would double: the same words anywhere, or the same title on the same shelf."""
    theirs = Listing.objects.filter(poster=poster, state__in=_LIVE).exclude(pk=draft.listing_id)
    same = theirs.filter(revision__folded_sha256=folded_sha256(draft.title, draft.body)).first()
    if same is not None:
        return Twin(same, same=True)
    title = fold_name(" ".join(draft.title.split()))
    on_the_shelf = theirs.filter(category=draft.category).order_by("-published_at")[:_MOST_TWINS]
    alike = next((ad for ad in on_the_shelf if fold_name(ad.title) == title), None)
    return Twin(alike, same=False) if alike else None


def price_steps(listing: Listing) -> list[PriceStep]:
    """The prices that the public saw, the oldest first: of revisions that were cleared, where the price changed."""
    shown = ListingRevision.objects.filter(listing=listing, clearance__isnull=False, price__isnull=False)
    steps: list[PriceStep] = []
    for revision in shown.select_related("clearance").order_by("number"):
        if revision.price is None or (
            steps and (steps[-1].amount, steps[-1].currency) == (revision.price, revision.currency)
        ):
            continue
        steps.append(PriceStep(revision.price, revision.currency, revision.clearance.created_at))
    return steps


def days_of(listings: Iterable[Listing], *, days: int = 30) -> list[Day]:
    """Views, first messages and messages about these ads for each of the last days, today last."""
    today = timezone.localdate()
    first = today - timedelta(days=days - 1)
    views: dict[date, int] = {}
    for row in DailyViews.objects.filter(listing__in=listings, day__gte=first):
        views[row.day] = views.get(row.day, 0) + row.views
    contacts = _by_day(Conversation.objects.filter(listing__in=listings), first)
    messages = _by_day(Message.objects.filter(conversation__listing__in=listings), first)
    every = (first + timedelta(days=n) for n in range(days))
    return [Day(day, views.get(day, 0), contacts.get(day, 0), messages.get(day, 0)) for day in every]


def _by_day(rows: QuerySet[Any], first: date) -> dict[date, int]:
    recent = rows.filter(created_at__date__gte=first).annotate(day=TruncDate("created_at"))
    return {row["day"]: row["n"] for row in recent.values("day").annotate(n=Count("id")).order_by()}
