"""Many ads at once: judged like any other, in batches, as often as one likes."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError
from django.utils import timezone
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.actions.importing import BATCH, ImportReport, Incoming, import_ads
from haven.listings.actions.tidying import fault_of
from haven.listings.models import (
    Clearance,
    Listing,
    ListingState,
    ShadowScore,
    ShadowVerdict,
    SignalHit,
    Verdict,
)
from haven.listings.pictures import encode
from haven.listings.queries import SearchQuery, search
from haven.mail.models import OutgoingMail
from haven.records import AdRecord
from tests.factories import (
    a_category,
    a_classifier_version,
    a_picture_file,
    a_place,
    a_policy_version,
    a_user,
    an_ad_record,
    words,
)


def brought_in(ads: Iterable[AdRecord], *, source: str = "file.csv", author: User | None = None) -> ImportReport:
    author = author or a_user()
    a_policy_version()
    incoming = [Incoming(ad, author) for ad in ads]
    *_, report = import_ads(ads=incoming, category=a_category(), source=source, actor=author)
    return report


def only(ad: AdRecord) -> Listing:
    brought_in([ad])
    return Listing.objects.select_related("revision", "category", "place").get()


@pytest.mark.django_db
def test_more_than_one_batch_goes_in_and_a_second_time_nothing() -> None:
    ads = [an_ad_record(id=f"{n}", title=f"Garden chair {n}") for n in range(BATCH + 20)]
    report = brought_in(ads)
    assert (report.added, report.known, dict(report.states)) == (BATCH + 20, 0, {"published": BATCH + 20})
    assert Listing.objects.filter(state=ListingState.PUBLISHED).count() == BATCH + 20
    entries = LedgerEntry.objects.filter(action="listings.imported").order_by("id")
    assert [entry.details["count"] for entry in entries] == [BATCH, 20]
    again = brought_in([*ads, an_ad_record(id="new")])
    assert (again.added, again.known) == (1, BATCH + 20)
    assert Listing.objects.count() == BATCH + 21
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_the_same_id_from_elsewhere_is_another_ad() -> None:
    brought_in([an_ad_record(id="1")], source="one.csv")
    assert brought_in([an_ad_record(id="1")], source="two.csv").added == 1


@pytest.mark.django_db
def test_an_id_that_comes_twice_in_one_batch_is_taken_once() -> None:
    report = brought_in([an_ad_record(id="1", title="First"), an_ad_record(id="1", title="Second")])
    assert (report.added, report.known) == (1, 1)
    assert Listing.objects.get().title == "First"


@pytest.mark.django_db
def test_an_imported_ad_is_like_any_other() -> None:
    author, category, place = a_user(), a_category("rooms", parent="housing"), a_place("Halle")
    posted = timezone.now() - timedelta(days=30)
    ad = an_ad_record(
        title="Room in Halle", body="Quiet, sunny.", category="Rooms", posted_at=posted, price=320.5, currency="EUR",
        place="halle, de",
    )  # fmt: skip
    brought_in([ad], author=author)
    listing = Listing.objects.select_related("revision", "cleared").get()
    assert (listing.poster, listing.category, listing.place) == (author, category, place)
    assert (listing.price, listing.currency, listing.published_at) == (Decimal("320.50"), "EUR", posted)
    assert (listing.latitude, listing.longitude) == (place.latitude, place.longitude)
    assert listing.expires_at is not None
    assert listing.expires_at > timezone.now()
    assert listing.cleared_id == listing.revision_id == Clearance.objects.get().pk
    assert search(SearchQuery(words="sunny", category="housing", place=place)).listings == [listing]


@pytest.mark.django_db
def test_what_screening_holds_or_refuses_is_not_shown() -> None:
    report = brought_in([an_ad_record(body=words.TO_HOLD), an_ad_record(body=words.TO_REFUSE), an_ad_record()])
    assert dict(report.states) == {"held": 1, "refused": 1, "published": 1}
    held, refused = Listing.objects.get(state=ListingState.HELD), Listing.objects.get(state=ListingState.REFUSED)
    assert (held.cleared, held.published_at, refused.cleared, refused.published_at) == (None, None, None, None)
    assert held.held_at is not None
    assert refused.ended_at is not None
    assert Verdict.objects.filter(revision=held.revision).get().queue
    assert search(SearchQuery()).total == 1


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["Flat to let", "", "x" * 200, "  Flat \x00 to\n let  "])
def test_hits_stand_where_the_stored_text_has_them(title: str) -> None:
    listing = only(an_ad_record(title=title, body=f"\n\x00 {words.TO_HOLD} "))
    revision = listing.revision
    assert revision is not None
    text = f"{revision.title}\n\n{revision.body}"
    found = [text[hit.start : hit.end] for hit in SignalHit.objects.all()]
    assert any("deposit before viewing" in piece for piece in found)
    whole = f"{revision.title}\n\n{words.TO_HOLD}"  # a model's opinion may rest on a word of the title
    assert all(piece in whole and piece == piece.strip() for piece in found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("price", "kept"),
    [
        (0.0, Decimal(0)),
        (9.999, Decimal("10.00")),
        (1e9, Decimal(10**9)),
        (-1.0, None),
        (math.nan, None),
        (math.inf, None),
        (1e10, None),
        (9999999999.999, None),
        (1e300, None),
        (None, None),
    ],
)
def test_prices(price: float | None, kept: Decimal | None) -> None:
    assert only(an_ad_record(price=price)).price == kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"title": "a\x00b", "body": "c\x00d", "place": "Hal\x00le", "category": "ro\x00oms", "currency": "E\x00R"},
        {"id": "a\x00b"},
        {"id": "x" * 500},
        {"title": "", "body": "words"},
        {"title": "x" * 1000, "body": "y" * 50_000, "place": "z" * 500},
        {"currency": "EURO", "price": 5.0},
        {"latitude": 0.0, "longitude": 0.0},
        {"latitude": math.nan, "longitude": 12.0},
        {"posted_at": datetime(2200, 1, 1, tzinfo=UTC)},
        {"posted_at": datetime(1999, 1, 1, tzinfo=UTC)},
        {"category": "no such thing"},
    ],
)
def test_odd_ads_go_in_and_do_not_stop_the_others(values: dict[str, object]) -> None:
    odd = an_ad_record(**values)
    assert brought_in([an_ad_record(), odd, an_ad_record()]).added == 3
    assert brought_in([odd]).known == 1
    assert Listing.objects.filter(category=a_category()).count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"title": " ", "body": "\x00"}, "there are no words in it, nor in the title"),
        ({"body": "word " * 2_200_000}, "11,000,000 characters; an ad holds 100,000"),
    ],
)
def test_what_no_listing_can_hold_is_told_and_the_others_go_in(values: dict[str, str], what: str) -> None:
    report = brought_in([an_ad_record(), an_ad_record(id="odd", **values), an_ad_record()])
    assert (report.added, report.left_out, report.refused) == (2, 1, [("odd", "body", what)])


@pytest.mark.django_db
def test_a_long_title_is_cut_at_a_word() -> None:
    listing = only(an_ad_record(title="A very long title " * 20))
    assert len(listing.title) <= 120
    assert listing.title.endswith("title…") or listing.title.endswith("long…") or listing.title.endswith("very…")


@pytest.mark.django_db
def test_pictures_come_along_in_their_order() -> None:
    author = a_user()
    a_policy_version()
    picture = encode(a_picture_file())
    incoming = Incoming(an_ad_record(), author, ((picture, "A chair"), (picture, "The chair from behind")))
    list(import_ads(ads=[incoming], category=a_category(), source="demo", actor=author))
    revision = Listing.objects.get().revision
    assert revision is not None
    assert [shown.alt for shown in revision.shown_photos.all()] == ["A chair", "The chair from behind"]


@pytest.mark.django_db
def test_a_batch_is_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter([None, DatabaseError("the disk is full")])

    def index(_ids: list[int]) -> None:
        if error := next(calls):
            raise error

    monkeypatch.setattr("haven.listings.actions.importing.index_for_search", index)
    with pytest.raises(DatabaseError):
        brought_in(an_ad_record() for _ in range(BATCH + 5))
    assert Listing.objects.count() == BATCH
    assert Verdict.objects.count() == BATCH
    assert LedgerEntry.objects.filter(action="listings.imported").count() == 1


@pytest.mark.django_db
def test_a_batch_takes_few_statements(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    author, category = a_user(), a_category()
    a_policy_version()
    incoming = [Incoming(an_ad_record(), author) for _ in range(200)]
    with django_assert_max_num_queries(20):
        list(import_ads(ads=incoming, category=category, source="x", actor=author))


@pytest.mark.django_db
def test_what_is_in_shadow_watches_imported_ads_too() -> None:
    a_policy_version()
    policy, classifier = a_policy_version(state="shadow"), a_classifier_version()
    brought_in([an_ad_record(title="Flat", body="The owner is abroad, so the keys come by courier."), an_ad_record()])
    rows = ShadowVerdict.objects.filter(policy=policy)
    assert sorted(rows.values_list("verdict__revision__title", "outcome")) == sorted(
        Verdict.objects.values_list("revision__title", "outcome")
    )
    flat = ShadowScore.objects.get(classifier=classifier, verdict__revision__title="Flat")
    assert flat.probability == pytest.approx(0.953, abs=0.01)
    assert not SignalHit.objects.filter(signal="like-stopped-ads").exists()


@pytest.mark.django_db
def test_any_name_of_a_source_will_do() -> None:
    assert brought_in([an_ad_record()], source="a\nb\x00" + "c" * 100).added == 1


class TestAnything(TestCase):
    """Hypothesis and the database go together in a `TestCase` only."""

    @given(
        st.builds(
            AdRecord,
            id=st.text(max_size=20),
            title=st.text(max_size=200),
            body=st.text(max_size=200),
            category=st.none() | st.text(max_size=10),
            posted_at=st.none() | st.datetimes(timezones=st.just(UTC)),
            price=st.none() | st.floats(),
            currency=st.none() | st.text(max_size=5),
            place=st.none() | st.text(max_size=200),
            latitude=st.none() | st.floats(-90, 90),
            longitude=st.none() | st.floats(-180, 180),
        )
    )
    def test_every_record_becomes_an_ad(self, ad: AdRecord) -> None:
        assume(fault_of(ad) is None)
        listing = only(ad)
        assert listing.title.strip()
        assert listing.revision is not None
