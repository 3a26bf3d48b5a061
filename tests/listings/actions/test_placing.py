"""Where an imported ad stands."""

import pytest
from pytest_django import DjangoAssertNumQueries

from haven.listings.actions.placing import Placing
from tests.factories import a_place, an_ad_record

pytestmark = pytest.mark.django_db


def test_coordinates_say_more_than_a_name() -> None:
    leipzig, _ = a_place("Leipzig"), a_place("Halle", latitude=51.48, longitude=11.97)
    assert Placing().place(an_ad_record(latitude=51.35, longitude=12.4, place="Halle")) == leipzig


@pytest.mark.parametrize(
    ("words", "country"), [("Frankfurt", "DE"), ("frankfurt, us", "US"), (" FRANKFURT ,DE ", "DE")]
)
def test_a_name_means_the_most_populous_place_of_exactly_that_name(words: str, country: str) -> None:
    a_place("Frankfurt am Main", population=900_000)
    for code, population in (("US", 1_000), ("DE", 58_000)):
        a_place("Frankfurt", country=code, population=population)
    found = Placing().place(an_ad_record(place=words))
    assert found is not None
    assert (found.name, found.country) == ("Frankfurt", country)


@pytest.mark.parametrize("words", [None, "", "  ", ",", "Nowhere", "Frank", "%"])
def test_what_no_map_knows(words: str | None) -> None:
    a_place("Frankfurt")
    assert Placing().place(an_ad_record(place=words)) is None


def test_the_same_place_is_looked_up_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    a_place()
    placing = Placing()
    with django_assert_num_queries(2):
        for _ in range(5):
            placing.place(an_ad_record(place="Leipzig"))
            placing.place(an_ad_record(latitude=51.3401, longitude=12.3749))
