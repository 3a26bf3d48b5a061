"""Shelves with their counts, and towns by name and by nearness."""

import pytest
from pytest_django import DjangoAssertNumQueries

from haven.listings.models import Category, ListingState
from haven.listings.queries import nearest_place, places_beginning, shelves
from tests.factories import a_category, a_listing, a_place

pytestmark = pytest.mark.django_db


def test_shelves_count_what_is_live_on_them_and_below(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number, slug in enumerate(["goods", "furniture", "devices", "housing", "rooms"]):
        parent = {"furniture": "goods", "devices": "goods", "rooms": "housing"}.get(slug)
        above = Category.objects.filter(slug=parent).first()
        Category.objects.create(slug=slug, name=slug.title(), position=number, parent=above)
    for slug, state in [("furniture", "published"), ("furniture", "published"), ("devices", "published")]:
        a_listing(category=a_category(slug), state=ListingState(state))
    a_listing(category=a_category("rooms"), state=ListingState.HELD)
    with django_assert_num_queries(2):
        tree = shelves()
    assert [(shelf.category.slug, shelf.count) for shelf in tree] == [("goods", 3), ("housing", 0)]
    assert [(shelf.category.slug, shelf.count) for shelf in tree[0].children] == [("furniture", 2), ("devices", 1)]


@pytest.mark.parametrize("typed", ["Köln", "koln", "KÖLN, DE", " köln ", "kol", "Cologne"])
def test_a_town_is_found_as_people_type_it(typed: str) -> None:
    town = a_place("Köln")
    a_place("Halle")
    assert places_beginning(typed) == ([] if typed == "Cologne" else [town])


def test_home_comes_first_then_the_most_populous() -> None:
    great = a_place("Frankfurt", country="DE", population=750_000)
    small = a_place("Frankfurt (Oder)", country="DE", population=58_000)
    abroad = a_place("Frankfort", country="US", population=28_000)
    home = a_place("Frankfurter", country="AT", population=10)
    assert places_beginning("frankf") == [great, small, abroad, home]
    assert places_beginning("frankf", countries=["AT"]) == [home, great, small, abroad]
    assert places_beginning("frankf", countries=["DE"], limit=1) == [great]
    assert places_beginning("") == places_beginning(" , DE") == []
    assert places_beginning("%") == places_beginning("_") == []


@pytest.mark.parametrize("at", [(51.3, 12.4), (51.6, 12.375), (51.34, 12.0)])
def test_the_nearest_town(at: tuple[float, float]) -> None:
    town = a_place("Leipzig", latitude=51.34, longitude=12.375)
    a_place("Dresden", latitude=51.05, longitude=13.74)
    assert nearest_place(*at) == town


def test_there_is_no_town_at_sea() -> None:
    a_place()
    assert nearest_place(0.0, -30.0) is None


def test_the_nearest_by_kilometres_not_by_degrees() -> None:
    """At 69° north a degree of longitude is a third of one of latitude."""
    a_place("North", latitude=69.3, longitude=18.9)
    east = a_place("East", latitude=69.0, longitude=19.4)
    assert nearest_place(69.0, 18.9) == east
