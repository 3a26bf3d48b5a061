"""Ads with everything that the database wants beside them."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from haven.accounts.models import User
from haven.listings.actions.publishing import index_for_search
from haven.listings.models import (
    Category,
    Clearance,
    DailyViews,
    Listing,
    ListingDraft,
    ListingRevision,
    ListingState,
    Place,
    ShadowScore,
    ShadowVerdict,
    SignalHit,
    Verdict,
)
from haven.listings.records import folded_sha256
from haven.policies.models import ClassifierVersion, PolicyVersion
from tests.factories.people import a_user
from tests.factories.policies import a_classifier_version, a_policy_version

_SUBMITTED = set(ListingState) - {ListingState.DRAFT, ListingState.PENDING}


@dataclass(frozen=True, kw_only=True)
class Words:
    """What an ad says; the coordinates are those of the place unless given."""

    title: str = "Oak table for the kitchen"
    body: str = "A solid oak table, six chairs fit around it. It has a few scratches."
    price: Decimal | None = Decimal("120.00")
    currency: str = "EUR"


def a_category(slug: str = "furniture", *, parent: str = "goods") -> Category:
    """A shelf of the lower level, and the one above it."""
    above, _ = Category.objects.get_or_create(slug=parent, defaults={"name": parent.title()})
    below, _ = Category.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "parent": above})
    return below


def a_place(
    name: str = "Leipzig",
    *,
    latitude: float = 51.34,
    longitude: float = 12.375,
    country: str = "DE",
    population: int = 500_000,
) -> Place:
    """A town of the gazetteer."""
    from haven.listings.place_names import fold_name

    last = Place.objects.order_by("-id").values_list("id", flat=True).first() or 0
    values = {"folded": fold_name(name), "country": country, "population": population}
    return Place.objects.create(id=last + 1, name=name, latitude=latitude, longitude=longitude, **values)


def a_draft(
    *,
    listing: Listing | None = None,
    title: str = Words.title,
    body: str = Words.body,
    email: str = "poster@example.org",
    place_words: str = "Leipzig",
    price: Decimal | None = Words.price,
) -> ListingDraft:
    """A complete draft of an ad that nobody has seen yet."""
    category = a_category()
    return ListingDraft.objects.create(
        listing=listing or Listing.objects.create(category=category),
        category=category,
        title=title,
        body=body,
        email=email,
        place_words=place_words,
        price=price,
        currency="EUR",
    )


def a_revision(
    *,
    listing: Listing | None = None,
    title: str = Words.title,
    body: str = Words.body,
    category: Category | None = None,
    price: Decimal | None = Words.price,
    currency: str = "EUR",
    place: Place | None = None,
    at: tuple[float, float] | None = None,
    details: dict[str, object] | None = None,
) -> ListingRevision:
    """The words of an ad; not yet judged."""
    listing = listing or Listing.objects.create(poster=a_user())
    at = at or ((place.latitude, place.longitude) if place else None)
    return ListingRevision.objects.create(
        listing=listing,
        number=listing.revisions.count() + 1,
        category=category or a_category(),
        title=title,
        body=body,
        price=price,
        currency=currency if price is not None or details else "",
        place=place,
        details=details or {},
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        folded_sha256=folded_sha256(title, body),
    )


def a_verdict(
    *,
    revision: ListingRevision | None = None,
    outcome: str = Verdict.Outcome.PUBLISH,
    failures: list[str] | None = None,
    queue: str = "rules",
) -> Verdict:
    """What screening said of a revision."""
    return Verdict.objects.create(
        revision=revision or a_revision(),
        policy=a_policy_version(),
        outcome=outcome,
        queue="" if outcome == Verdict.Outcome.PUBLISH else queue,
        failures=failures or [],
    )


def a_signal_hit(
    *, verdict: Verdict | None = None, start: int = 0, end: int = 3, signal: str = "absent-owner", why: str = "So."
) -> SignalHit:
    """One signal that fired."""
    verdict = verdict or a_verdict(outcome=Verdict.Outcome.HOLD)
    return SignalHit.objects.create(verdict=verdict, signal=signal, weight=20, start=start, end=end, why=why)


def a_shadow_verdict(*, verdict: Verdict | None = None, policy: PolicyVersion | None = None) -> ShadowVerdict:
    """What a policy in shadow would have done: hold."""
    verdict = verdict or a_verdict()
    policy = policy or a_policy_version(state="shadow")
    return ShadowVerdict.objects.create(verdict=verdict, policy=policy, outcome="hold", queue="fraud", rule="so")


def a_shadow_score(
    *, verdict: Verdict | None = None, probability: float | None = 0.9, classifier: ClassifierVersion | None = None
) -> ShadowScore:
    """What a classifier in shadow makes of an ad."""
    verdict, classifier = verdict or a_verdict(), classifier or a_classifier_version()
    return ShadowScore.objects.create(verdict=verdict, classifier=classifier, probability=probability)


def a_clearance(*, revision: ListingRevision | None = None, moderator: User | None = None) -> Clearance:
    """A revision's right to be public: from a moderator where one is named, else from a verdict."""
    revision = revision or a_revision()
    if moderator is not None:
        return Clearance.objects.create(revision=revision, decided_by=moderator)
    return Clearance.objects.create(revision=revision, verdict=a_verdict(revision=revision))


def a_day_of_views(*, listing: Listing | None = None, views: int = 3) -> DailyViews:
    """How often an ad was looked at today."""
    return DailyViews.objects.create(listing=listing or a_listing(), day=timezone.localdate(), views=views)


def a_listing(
    *,
    state: str = ListingState.PUBLISHED,
    poster: User | None = None,
    category: Category | None = None,
    title: str = Words.title,
    body: str = Words.body,
    price: Decimal | None = Words.price,
    currency: str = "EUR",
    place: Place | None = None,
    at: tuple[float, float] | None = None,
    details: dict[str, object] | None = None,
) -> Listing:
    """An ad in this state, with the revision, the verdict and the clearance that belong to it."""
    if state not in _SUBMITTED:
        return Listing.objects.create(state=state, category=category or a_category(), poster=poster)
    listing = Listing.objects.create(poster=poster or a_user())
    revision = a_revision(
        listing=listing, title=title, body=body, category=category, price=price, currency=currency, place=place, at=at,
        details=details,
    )  # fmt: skip
    ended = state not in {ListingState.PUBLISHED, ListingState.HELD, ListingState.PAUSED}
    if state in {ListingState.HELD, ListingState.REFUSED}:
        a_verdict(revision=revision, outcome="hold" if state == ListingState.HELD else "refuse")
    else:
        clearance = a_clearance(revision=revision)
        listing.cleared = None if state == ListingState.REMOVED else clearance
        listing.published_at = timezone.now()
        listing.expires_at = timezone.now() + timedelta(days=60)
    for name in ("category", "title", "price", "currency", "details", "place", "latitude", "longitude"):
        setattr(listing, name, getattr(revision, name))
    listing.state, listing.revision = state, revision
    listing.held_at = timezone.now() if state == ListingState.HELD else None
    listing.ended_at = timezone.now() if ended else None
    listing.save()
    index_for_search([listing.pk])
    return listing
