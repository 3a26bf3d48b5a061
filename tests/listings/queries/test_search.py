"""Finding live ads: by words, shelf, price and distance, in every order, page by page; by the index and without it."""

import math
import tempfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from haven.listings import queries
from haven.listings.models import Category, Listing, ListingState, Photo, Place, RevisionPhoto
from haven.listings.queries import Results, SearchQuery, Sort, similar
from haven.listings.searching.query import PAGE, Cursor
from haven.listings.searching.writing import rebuild
from tests.factories import a_category, a_listing, a_place
from tests.indexing import catch_up, search, titles

EARTH_KM = 6371.0
NEAR = st.sampled_from(range(60))
ASIDE = st.tuples(*[st.floats(-1.5, 1.5).map(lambda degrees: round(degrees, 6))] * 2)
RADIUS = st.floats(0.1, 400)


def by_slug(found: Results) -> dict[str, int]:
    """The counts by category."""
    slugs = dict(Category.objects.values_list("pk", "slug"))
    return {slugs[pk]: count for pk, count in found.counts.categories.items()}


def everything(query: SearchQuery) -> list[int]:
    """All pages, one after the other."""
    found: list[int] = []
    while True:
        page = search(query)
        assert page.passed == len(found)
        found += [listing.pk for listing in page.listings]
        if page.after is None:
            return found
        query = replace(query, after=Cursor.read(str(page.after)))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance by the chord between two points of the sphere: not the formula that is tested."""
    points = []
    for latitude, longitude in (one, other):
        phi, lam = math.radians(latitude), math.radians(longitude)
        points.append((math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)))
    return EARTH_KM * 2 * math.asin(min(1.0, math.dist(*points) / 2))


@pytest.mark.usefixtures("engine")
def test_only_live_ads_are_found() -> None:
    for state in ListingState:
        a_listing(state=state)
    assert [listing.state for listing in search(SearchQuery()).listings] == [ListingState.PUBLISHED]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("oak", {"Oak table", "Chair"}),
        ("OAK tables", {"Oak table"}),
        ("oak -table", {"Chair"}),
        ('"garden chair"', {"Chair"}),
        ('"chair garden"', set()),
        ("table or chair", {"Oak table", "Chair"}),
        ("leipzig", {"Oak table"}),
        ("unicorn", set()),
        ("'); DROP TABLE x; --", set()),
        ('"unclosed oak', set()),
        ("", {"Oak table", "Chair"}),
        ("   ", {"Oak table", "Chair"}),
    ],
)
def test_words(words: str, found: set[str]) -> None:
    a_listing(title="Oak table", body="Solid, for the kitchen.", place=a_place("Leipzig"))
    a_listing(title="Chair", body="A garden chair of oak.")
    assert set(titles(SearchQuery(words=words))) == found


@pytest.mark.usefixtures("engine")
def test_a_word_in_the_title_weighs_more() -> None:
    a_listing(title="A lamp", body="It stood on a piano.")
    a_listing(title="Piano", body="Black, upright.")
    a_listing(title="A stool", body="For whoever plays the piano.")
    assert titles(SearchQuery(words="piano", sort=Sort.RELEVANCE))[0] == "Piano"
    assert titles(SearchQuery(sort=Sort.RELEVANCE)) == titles(SearchQuery(sort=Sort.NEWEST))


@pytest.mark.usefixtures("engine")
def test_a_shelf_includes_those_below_it() -> None:
    a_listing(title="Sofa", category=a_category("furniture", parent="goods"))
    a_listing(title="Radio", category=a_category("devices", parent="goods"))
    a_listing(title="Room", category=a_category("rooms", parent="housing"))
    assert set(titles(SearchQuery(category="goods"))) == {"Sofa", "Radio"}
    assert titles(SearchQuery(category="rooms")) == ["Room"]
    nothing = search(SearchQuery(category="no-such-shelf"))
    assert (nothing.listings, nothing.total, nothing.after) == ([], 0, None)
    assert by_slug(nothing) == {"furniture": 1, "devices": 1, "rooms": 1}


@pytest.mark.usefixtures("engine")
def test_facets_say_what_each_shelf_would_show() -> None:
    for slug, parent, count in (("furniture", "goods", 3), ("devices", "goods", 2), ("rooms", "housing", 4)):
        for number in range(count):
            a_listing(title=f"Blue {slug} {number}", category=a_category(slug, parent=parent), price=Decimal(number))
    query = SearchQuery(words="blue", price_min=Decimal(1))
    facets = by_slug(search(query))
    assert facets == {"furniture": 2, "devices": 1, "rooms": 3}
    for slug, count in facets.items():
        narrowed = search(SearchQuery(words="blue", price_min=Decimal(1), category=slug))
        assert narrowed.total == len(narrowed.listings) == count
        assert by_slug(narrowed) == facets


@pytest.mark.usefixtures("engine")
def test_prices_are_inclusive_and_ads_without_one_are_left_out() -> None:
    for price in (None, Decimal(0), Decimal("9.99"), Decimal(10), Decimal(20)):
        a_listing(title=str(price), price=price)
    assert set(titles(SearchQuery(price_min=Decimal("9.99"), price_max=Decimal(10)))) == {"9.99", "10"}
    assert set(titles(SearchQuery(price_max=Decimal(0)))) == {"0"}
    assert titles(SearchQuery(sort=Sort.CHEAPEST)) == ["0", "9.99", "10", "20", "None"]
    assert titles(SearchQuery(sort=Sort.DEAREST)) == ["20", "10", "9.99", "0", "None"]


@pytest.mark.usefixtures("engine")
def test_the_newest_come_first() -> None:
    now = timezone.now()
    for hours in (3, 1, 2):
        Listing.objects.filter(pk=a_listing(title=f"{hours}").pk).update(published_at=now - timedelta(hours=hours))
    assert titles(SearchQuery()) == ["1", "2", "3"]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("sort", list(Sort))
def test_the_pages_hold_every_ad_exactly_once(sort: Sort) -> None:
    """Even where all are equally new, cheap and relevant."""
    now = timezone.now()
    for number in range(PAGE * 2 + 5):
        a_listing(title="Garden chair", category=a_category(), price=Decimal(number % 3))
    Listing.objects.update(published_at=now)
    found = everything(SearchQuery(words="chair", category="goods", sort=sort))
    assert len(found) == len(set(found)) == PAGE * 2 + 5
    assert search(SearchQuery(words="chair")).total == PAGE * 2 + 5


@pytest.mark.usefixtures("engine")
def test_a_page_takes_the_same_few_statements_however_many_ads_it_shows(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    place = a_place()
    for _ in range(PAGE):
        a_listing(place=place)
    catch_up()
    with django_assert_max_num_queries(9):
        for listing in queries.search(SearchQuery(words="oak", category="goods", place=place)).listings:
            assert listing.category
            assert listing.place
            assert listing.revision
            assert listing.revision.first_photo is None


@pytest.mark.usefixtures("engine")
def test_the_first_photo_of_each_ad_comes_with_it() -> None:
    place = a_place()
    shown, bare = a_listing(place=place), a_listing(place=place)
    assert shown.revision
    keys = ["first", "second"]
    photos = [
        Photo.objects.create(listing=shown, key=key, width=8, height=6, sha256=key, pdq="0" * 64, widths=[8])
        for key in keys
    ]
    for position, photo in reversed(list(enumerate(photos))):
        RevisionPhoto.objects.create(revision=shown.revision, photo=photo, position=position)
    found = {row.pk: row for row in search(SearchQuery()).listings}
    first = [row.revision.first_photo for pk in (shown.pk, bare.pk) if (row := found[pk]).revision]
    assert [photo and photo.photo.key for photo in first] == ["first", None]


@pytest.mark.usefixtures("engine")
def test_the_nearest_come_first_with_their_distance() -> None:
    leipzig = a_place("Leipzig", latitude=51.34, longitude=12.375)
    for title, at in {"Halle": (51.4828, 11.9697), "Leipzig": (51.34, 12.375), "Dresden": (51.0504, 13.7373)}.items():
        a_listing(title=title, at=at)
    a_listing(title="nowhere")
    found = search(SearchQuery(place=leipzig, radius_km=50, sort=Sort.NEAREST)).listings
    assert [listing.title for listing in found] == ["Leipzig", "Halle"]
    assert found[0].distance_km == pytest.approx(0, abs=1e-6)  # type: ignore[attr-defined]
    assert found[1].distance_km == pytest.approx(32.3, abs=0.3)  # type: ignore[attr-defined]
    assert titles(SearchQuery(place=leipzig, radius_km=200, sort=Sort.NEAREST)) == ["Leipzig", "Halle", "Dresden"]
    assert len(titles(SearchQuery(sort=Sort.NEAREST))) == 4


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("middle", "ad"),
    [
        ((-16.8, 179.98), (-16.8, -179.98)),
        ((-16.8, -179.98), (-16.8, 179.98)),
        ((89.9, 0.0), (89.9, 180.0)),
        ((-89.95, 10.0), (-89.95, -100.0)),
        ((78.2, 15.6), (78.3, 16.5)),
    ],
)
def test_neighbours_across_the_date_line_and_at_the_poles(middle: tuple[float, float], ad: tuple[float, float]) -> None:
    a_listing(at=ad)
    radius = distance_km(middle, ad) * 1.01
    place = a_place(latitude=middle[0], longitude=middle[1])
    assert search(SearchQuery(place=place, radius_km=radius)).total == 1
    assert search(SearchQuery(place=place, radius_km=radius * 0.9)).total == 0


class Circles(TestCase):
    """Hypothesis and the database go together in a `TestCase` only."""

    __test__ = False

    middle: Place
    points: list[tuple[float, float]]

    @classmethod
    def setUpTestData(cls) -> None:
        """Sixty ads around the places that maps get wrong."""
        cls.middle = a_place()
        around = [(51.3, 12.4), (0.0, 0.0), (-17.0, 179.9), (70.0, -179.5), (88.0, 30.0), (-33.9, 151.2)]
        cls.points = [
            (max(-90, min(90, lat + (n % 5 - 2) * 0.37)), (lon + (n % 7 - 3) * 0.41 + 180) % 360 - 180)
            for lat, lon in around
            for n in range(10)
        ]
        for number, point in enumerate(cls.points):
            a_listing(title=str(number), at=point)

    def check(self, near: int, aside: tuple[float, float], radius: float) -> None:
        latitude, longitude = self.points[near]
        middle = (max(-90, min(90, latitude + aside[0])), (longitude + aside[1] + 180) % 360 - 180)
        place = Place(pk=self.middle.pk, name="x", latitude=middle[0], longitude=middle[1])
        away = [distance_km(middle, point) for point in self.points]
        found = search(SearchQuery(place=place, radius_km=radius, sort=Sort.NEAREST))
        inside = {str(n) for n, km in enumerate(away) if km <= radius - 1e-6}
        at_most = {str(n) for n, km in enumerate(away) if km <= radius + 1e-6}
        assert len(inside) <= found.total <= len(at_most)
        shown = [listing.title for listing in found.listings]
        assert set(shown) <= at_most
        assert len(inside) > PAGE or inside <= set(shown)


class TestCirclesWithoutIndex(Circles):
    """Answered by PostgreSQL."""

    __test__ = True

    @given(near=NEAR, aside=ASIDE, radius=RADIUS)
    def test_a_circle_holds_what_a_brute_force_says(self, near: int, aside: tuple[float, float], radius: float) -> None:
        self.check(near, aside, radius)


class TestCirclesInTheIndex(Circles):
    """The same circles, answered by the index."""

    __test__ = True

    @classmethod
    def setUpClass(cls) -> None:
        """The index lasts as long as the ads."""
        cls.enterClassContext(
            override_settings(SEARCH_DIRECTORY=Path(cls.enterClassContext(tempfile.TemporaryDirectory())))
        )
        super().setUpClass()

    @classmethod
    def setUpTestData(cls) -> None:
        """The same ads, indexed."""
        super().setUpTestData()
        for _ in rebuild():
            pass

    @given(near=NEAR, aside=ASIDE, radius=RADIUS)
    def test_a_circle_holds_what_a_brute_force_says(self, near: int, aside: tuple[float, float], radius: float) -> None:
        self.check(near, aside, radius)


@pytest.mark.django_db
def test_similar_ads_share_words_and_the_shelf() -> None:
    bike = a_listing(title="Blue touring bicycle", category=a_category("bicycles"))
    near = a_listing(title="Red touring bicycle", category=a_category("bicycles"))
    far = a_listing(title="Pump", category=a_category("bicycles"))
    a_listing(title="Touring bicycle", category=a_category("furniture"))
    a_listing(title="Touring bicycle", category=a_category("bicycles"), state=ListingState.HELD)
    assert similar(bike) == [near, far]
    assert similar(bike, limit=1) == [near]


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["!!! ???", "a b c", "or or or", "'", "\\", "x" * 120])
def test_any_title_can_be_compared(title: str) -> None:
    assert similar(a_listing(title=title)) == []
