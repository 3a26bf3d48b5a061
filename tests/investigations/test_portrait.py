"""What the page of a network knows."""

import pytest

from haven.cases.pseudonyms import Naming
from haven.findings.models import Network
from haven.investigations import portrait
from haven.investigations.portrait import Portrait, portrait_of
from haven.investigations.sidebyside import compare
from haven.investigations.webgraph import weave
from haven.listings.models import Listing, Photo
from tests.factories import a_link, a_listing, a_network, a_photo, a_revision_photo, a_template, a_user

pytestmark = pytest.mark.django_db
NOBODY = Naming(None)


@pytest.fixture
def ads() -> list[Listing]:
    poster = a_user(display_name="Vera")
    return [a_listing(poster=poster), a_listing(state="held", poster=poster), a_listing()]


@pytest.fixture
def network(ads: list[Listing]) -> Network:
    return a_network(ads=tuple(ad.code for ad in ads))


def test_ads_are_numbered_from_the_oldest_also_those_that_are_not_public(network: Network, ads: list[Listing]) -> None:
    shown = portrait_of(network, NOBODY)
    assert sorted(shown.ads, key=lambda ad: ad.pk) == ads
    assert sorted(shown.numbers.values()) == [1, 2, 3]
    assert shown.posters == 2
    assert len(shown.nodes) == 3
    assert {name for name, _ in shown.circles} == {f"Person {ad.poster_id}" for ad in ads}
    assert shown.timeline
    assert sum(bar.count for bar in shown.timeline.bars) == 3


def test_ties_between_ads_that_are_gone_are_passed_over(network: Network, ads: list[Listing]) -> None:
    a_link(network=network, a=ads[0].code, b=ads[1].code)
    a_link(network=network, a=ads[0].code, b="gone")
    shown = portrait_of(network, NOBODY)
    assert len(shown.ties) == len(shown.edges) == 1
    assert shown.ties[0].link.why == "The same words."


def test_a_large_network_is_drawn_in_part(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portrait, "MOST_DRAWN", 2)
    assert len(portrait_of(network, NOBODY).nodes) == 2


def test_why_in_one_sentence(network: Network) -> None:
    assert portrait_of(network, NOBODY).why == "3 ads by 2 posters belong together: their texts are alike."
    a_template(network=network)
    network.ties = ["contact", "photo", "text"]
    network.contacts = ["phone:+12025550123", "phone:+12025550199", "photo:00"]
    why = portrait_of(network, NOBODY).why
    assert "they are written from one text (80 % of an average ad is the same words)" in why
    assert "several of them name the same phone number" in why
    assert why.endswith("and several of them show the same photo.")
    a_template(network=network)
    assert "they are written from 2 texts, and" in portrait_of(network, NOBODY).why
    network.ties = []
    network.templates.all().delete()
    assert portrait_of(network, NOBODY).why == "3 ads by 2 posters belong together."


def show(ad: Listing, pdq: str) -> Photo:
    photo = a_photo(listing=ad)
    Photo.objects.filter(pk=photo.pk).update(pdq=pdq)
    a_revision_photo(revision=ad.revision, photo=photo)
    return photo


def test_contacts_and_photos_are_kept_apart(network: Network, ads: list[Listing]) -> None:
    network.contacts = ["url:https://example.org/a:b", f"photo:{'0' * 64}", "photo:unknown"]
    assert portrait_of(network, NOBODY).contacts == [("url", "https://example.org/a:b")]


def test_photos_are_paired_also_where_one_was_saved_anew(network: Network, ads: list[Listing]) -> None:
    first, second = show(ads[0], "0" * 64), show(ads[1], "0" * 62 + "ff")
    show(ads[2], "f" * 64)
    show(a_listing(), "0" * 64)
    ((one, named),) = portrait_of(network, NOBODY).photo_pairs
    assert list(one.shown.values()) == [first, second]
    assert named == [(1, ads[0].code), (2, ads[1].code)]
    assert compare(ads[0], ads[1]).photos == [(first, second)]
    assert compare(ads[0], ads[2]).photos == []
    assert sorted(point.kind for point in weave(network, NOBODY).points) == ["ad", "ad", "ad", "photo"]


def test_whoever_is_unknown_is_no_poster(network: Network, ads: list[Listing]) -> None:
    """Files of ads may name no author; on the site every ad has one."""
    ads[2].poster_id = None
    dated = [(ad, ad.created_at) for ad in ads]
    why = Portrait(network, dated, NOBODY).why
    assert why == "3 ads by one known poster belong together: their texts are alike."
    for ad in ads:
        ad.poster_id = None
    why = Portrait(network, dated, NOBODY).why
    assert why == "3 ads, whose posters are unknown, belong together: their texts are alike."
