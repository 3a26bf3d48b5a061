"""What screening is told of the site, and what is kept of its answer."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError
from django.utils import timezone

from haven.accounts.models import User
from haven.listings.actions.judging import judge, prices_nearby, what_the_site_knows
from haven.listings.models import Listing, ListingRevision, ListingState, Verdict
from tests.factories import a_category, a_listing, a_policy_version, a_revision, a_user

pytestmark = pytest.mark.django_db
HERE = (51.3, 12.4)


def new_words(poster: User | None = None, **words: object) -> ListingRevision:
    listing = Listing.objects.create(poster=poster or a_user())
    return a_revision(listing=listing, **words)  # type: ignore[arg-type]


def test_a_verdict_is_stored_with_its_policy_and_time() -> None:
    a_policy_version()
    revision = new_words()
    verdict = judge(revision)
    assert (verdict.revision, verdict.policy, verdict.outcome) == (revision, a_policy_version(), "publish")
    assert (verdict.ground, verdict.queue, verdict.failures) == ("", "", [])
    assert 0 < verdict.microseconds < 10_000_000


def test_where_the_site_cannot_say_what_it_knows_the_ad_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object, **__: object) -> None:
        raise DatabaseError("the index is gone")

    a_policy_version()
    monkeypatch.setattr("haven.listings.actions.judging.look_up", down)
    verdict = judge(new_words())
    assert (verdict.outcome, verdict.failures[0]["signal"]) == (Verdict.Outcome.HOLD, "large-network")


def test_a_new_poster_is_unknown() -> None:
    context = what_the_site_knows(new_words())
    assert (context.duplicates_of_others, context.author_ads_last_day, context.author_upheld_refusals) == (0, 0, 0)
    assert context.author_age_days == pytest.approx(0, abs=0.01)
    assert context.category_price_quantiles is None


def test_only_what_others_say_now_is_a_copy() -> None:
    poster = a_user()
    a_listing(title="Oak table", body="Solid oak.")
    a_listing(title="OAK TABLE", body="Solid  oak.")
    a_listing(title="Oak table", body="Solid oak.", poster=poster)
    a_listing(title="Oak table", body="Solid oak.", state=ListingState.WITHDRAWN)
    edited = a_listing(title="Pine table", body="Solid pine.")
    earlier = a_revision(listing=edited, title="Oak table", body="Solid oak.")
    assert earlier.number == 2
    context = what_the_site_knows(new_words(poster, title="Oak table", body="Solid oak."))
    assert context.duplicates_of_others == 2


def test_how_many_ads_a_poster_wrote_today() -> None:
    poster = a_user()
    for _ in range(3):
        a_revision(listing=a_listing(poster=poster), body="edited today")
    a_listing()
    User.objects.filter(pk=poster.pk).update(joined_at=timezone.now() - timedelta(days=10))
    poster.refresh_from_db()
    context = what_the_site_knows(new_words(poster))
    assert context.author_ads_last_day == 3
    assert context.author_age_days == pytest.approx(10, abs=0.01)


def test_refusals_count_where_a_person_confirmed_them() -> None:
    poster = a_user()
    a_listing(poster=poster, state=ListingState.REMOVED)
    a_listing(poster=poster, state=ListingState.REFUSED)
    by_a_person = a_listing(poster=poster, state=ListingState.HELD)
    by_a_person.become(ListingState.REFUSED)
    a_listing(state=ListingState.REMOVED)
    assert what_the_site_knows(new_words(poster)).author_upheld_refusals == 2


def test_prices_near_by() -> None:
    category = a_category("rooms", parent="housing")
    for number in range(1, 21):
        a_listing(category=category, price=Decimal(number * 100), at=HERE)
    a_listing(category=category, price=Decimal(999_999), at=(48.1, 11.6))
    a_listing(category=category, price=Decimal(0), at=HERE)
    a_listing(category=category, price=Decimal(999_999), at=HERE, state=ListingState.HELD)
    a_listing(category=a_category("furniture"), price=Decimal(999_999), at=HERE)
    quantiles = prices_nearby(new_words(category=category, price=Decimal(50), at=HERE))
    assert quantiles is not None
    assert tuple(quantiles) == pytest.approx((290, 1050, 1810))
    assert prices_nearby(new_words(category=category, price=None, at=HERE)) is None
    assert prices_nearby(new_words(category=category, price=Decimal(50))) is None
    assert prices_nearby(new_words(category=a_category("furniture"), price=Decimal(50), at=HERE)) is None
