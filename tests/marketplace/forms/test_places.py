"""Reading places."""

import pytest
from django.http import QueryDict
from pytest_django.fixtures import Settings

from haven.listings.models import Place
from haven.listings.place_names import fold_name
from haven.marketplace.forms.places import guess_place
from haven.marketplace.forms.search import SearchForm

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


def a_town(name: str, country: str, population: int) -> Place:
    number = Place.objects.order_by("-pk")[0].pk + 1
    sizes = {"population": population, "latitude": 1.0, "longitude": 1.0}
    return Place.objects.create(pk=number, name=name, folded=fold_name(name), country=country, **sizes)


def test_a_name_means_a_town_at_home_before_a_larger_one_abroad(settings: Settings) -> None:
    """A reader in Britain who typed Newcastle and pressed Enter was shown the ads around Newcastle, Australia."""
    settings.SITE_REGION = "GB"
    abroad, village = a_town("Newcastle", "AU", 508_437), a_town("Newcastle", "GB", 7_444)
    a_town("Newcastle Emlyn", "GB", 1_883)
    tyne = a_town("Newcastle upon Tyne", "GB", 300_125)
    assert guess_place("newcastle").choices == (tyne, village, abroad)
    assert SearchForm(QueryDict("place=newcastle")).town == tyne
    far, near = a_town("Perth", "AU", 2_141_834), a_town("Perth", "GB", 47_180)
    assert guess_place("Perth").choices == (near, far)
    assert SearchForm(QueryDict("place=Perth,AU")).town == far
    cork = a_town("Cork", "IE", 190_384)
    a_town("Corkerhill", "GB", 4_000)
    assert guess_place("Cork").place == cork


def test_a_name_that_is_a_town_s_own_is_not_taken_for_the_beginning_of_another(settings: Settings) -> None:
    """Whoever typed Southam searched around Southampton, and their ad was put there."""
    settings.SITE_REGION = "GB"
    southam = a_town("Southam", "GB", 6_567)
    a_town("Southampton", "GB", 269_781)
    assert guess_place("Southam").place == southam
    assert SearchForm(QueryDict("place=southam")).town == southam
    small, large = a_town("Stockton", "GB", 1_347), a_town("Stockton-on-Tees", "GB", 79_957)
    assert guess_place("Stockton").choices == (large, small)  # an ad from the small one stays there: its poster picks
