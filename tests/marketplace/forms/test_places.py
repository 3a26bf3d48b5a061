"""Reading places."""

import pytest

from haven.marketplace.forms.places import guess_place

pytestmark = pytest.mark.usefixtures("market")


@pytest.mark.parametrize(
    ("words", "picked", "place"),
    [
        ("Leipzig", None, 2879139),
        ("leipzig, de", None, 2879139),
        ("  LEIPZIG ", None, 2879139),
        ("Leip", None, 2879139),
        ("Springfield, US", 4951788, 4951788),
        ("Springf", 4951788, 4951788),
        ("Bristol", 2879139, 2654675),  # a stale pick does not outvote the words
        ("Bristol", 987654, 2654675),
        ("Springfield", None, None),
        ("Xyzzyville", None, None),
        ("", None, None),
        (",", None, None),
    ],
)
def test_the_place_that_is_meant(words: str, picked: int | None, place: int | None) -> None:
    found = guess_place(words, picked).place
    assert (found.pk if found else None) == place


def test_places_that_share_a_name_are_all_offered() -> None:
    assert [place.pk for place in guess_place("Springfield").choices] == [4409896, 4951788]
