"""What is kept of an ad so that others can be compared with it, and that nothing is kept of one that is gone."""

from collections.abc import Iterable

import pytest

from haven.findings.actions import rebuild, unlink_ad
from haven.findings.index import Entry, bearers, entry, forget, insert, similar, some
from haven.findings.models import Identifier, IndexedAd, Membership, Network, Sighting, TextKey
from haven.networks import Parameters
from haven.records import AdRecord
from tests.findings.planting import REGION, Shelf

pytestmark = pytest.mark.django_db

ROOM = "Quiet room with a balcony above the old harbour, ten minutes on foot from the tram, call 202-555-0142"
BIKE = "Blue touring bicycle with two panniers and new tyres, ridden twice along the canal and never in the rain"


def indexed(id: str, body: str) -> Entry:  # noqa: A002
    one = entry(AdRecord(id=id, body=body), Parameters(region=REGION))
    insert([one])
    return one


def keys() -> set[tuple[str, int]]:
    codes = dict(IndexedAd.objects.values_list("pk", "ad_id"))
    return {(codes[ad], key) for key, ad in TextKey.objects.values_list("key", "ad")}


def things() -> Iterable[tuple[str, str]]:
    return Sighting.objects.order_by("ad_id").values_list("ad_id", "identifier__value")


def test_an_ad_is_found_by_its_words_and_by_its_contact() -> None:
    indexed("room", ROOM)
    indexed("bike", BIKE)
    asked = entry(AdRecord(id="new", body=f"{ROOM} or write"), Parameters(region=REGION))
    assert [other.ad for other in similar(asked, most=5)] == ["room"]
    assert [(found.ad, found.contact, found.hub) for found in bearers(asked, most=5)] == [
        ("room", ("phone", "+12025550142"), False)
    ]


def test_as_many_are_drawn_at_random_though_most_ads_ever_indexed_are_gone() -> None:
    """Few of the numbers up to the last are in use after a while: one ad was swept with hardly any others beside it."""
    assert some("seed", most=10) == []
    numbers = [*range(5_000, 5_100), *range(5_101, 5_300, 2)]
    IndexedAd.objects.bulk_create(IndexedAd(pk=n, ad_id=f"ad{n}", tokens=b"", keys=[]) for n in numbers)
    drawn = some("seed", most=60)
    assert len(set(drawn)) == 60
    assert drawn == some("seed", most=60)
    assert drawn != some("other", most=60)
    assert any(ad < "ad5100" for ad in drawn)
    assert any(ad > "ad5100" for ad in drawn)
    assert len(some("seed", most=1000)) == len(numbers)


def test_an_ad_is_not_compared_with_itself() -> None:
    one = indexed("room", ROOM)
    assert similar(one, most=5) == []
    assert bearers(one, most=5) == []


def test_storing_an_ad_again_replaces_what_was_known() -> None:
    indexed("ad", ROOM)
    indexed("ad", BIKE)
    one = entry(AdRecord(id="ad", body=BIKE), Parameters(region=REGION))
    assert keys() == {("ad", key) for key in one.keys.tolist()}
    assert not Sighting.objects.exists()
    before = keys()
    insert([one, one])
    assert keys() == before


def test_an_ad_without_words_is_kept_and_like_no_other() -> None:
    assert similar(indexed("empty", ""), most=5) == []
    assert similar(indexed("none", "\x00\ud800 …"), most=5) == []
    assert IndexedAd.objects.count() == 2


def test_nothing_is_left_of_an_ad_that_is_gone() -> None:
    shelf = Shelf([])
    network = shelf.link(AdRecord(id="one", body=ROOM)) or shelf.link(AdRecord(id="two", body=ROOM))
    assert network
    unlink_ad(ad_id="one")
    assert not IndexedAd.objects.filter(ad_id="one").exists()
    assert {ad for ad, _ in keys()} == {"two"}
    assert [ad for ad, _ in things()] == ["two"]
    assert not Network.objects.exists()
    assert not Membership.objects.exists()
    forget("two")
    assert not IndexedAd.objects.exists()
    assert not TextKey.objects.exists()
    assert not Sighting.objects.exists()


def test_a_key_or_contact_on_many_ads_gives_a_bounded_number() -> None:
    for number in range(80):
        indexed(f"ad-{number:02}", f"{ROOM} {'abcdefgh'[number % 8]}{number}")
    asked = entry(AdRecord(id="new", body=ROOM), Parameters(region=REGION))
    assert len(similar(asked, most=32)) == 32
    assert len(bearers(asked, most=10)) == 10


def test_filling_the_index_at_once_gives_the_same_rows_as_one_by_one() -> None:
    ads = [AdRecord(id="room", body=ROOM), AdRecord(id="bike", title="Bicycle", body=BIKE), AdRecord(id="empty")]
    ads.append(AdRecord(id="beside", body="Nothing else", contacts=("someone@example.com",)))
    insert(entry(ad, Parameters(region=REGION)) for ad in ads)
    one_by_one = keys(), list(things()), dict(IndexedAd.objects.values_list("ad_id", "tokens"))
    rebuild(ads=ads, region=REGION)
    at_once = keys(), list(things()), dict(IndexedAd.objects.values_list("ad_id", "tokens"))
    assert at_once == one_by_one
    assert list(Identifier.objects.order_by("kind").values_list("kind", flat=True)) == ["email", "phone"]
    indexed("next", ROOM)
    assert IndexedAd.objects.count() == 5
    rebuild(ads=[], region=REGION)
    assert not keys()
    indexed("first", ROOM)
    assert similar(entry(AdRecord(id="new", body=ROOM), Parameters(region=REGION)), most=5)[0].ad == "first"
