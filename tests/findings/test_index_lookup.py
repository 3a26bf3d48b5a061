"""Which network an ad would join, asked before it is published."""

import pytest

from haven.findings import actions
from haven.findings.lookup import look_up
from haven.findings.models import Identifier, Link, Membership, Network, TextKey
from haven.records import AdRecord
from tests.findings.planting import REGION, Shelf

pytestmark = pytest.mark.django_db

ROOM = "Quiet room with a balcony above the old harbour, ten minutes on foot from the tram, heating included"
LIST = (
    "amber basket candle drawer engine falcon garden hammer island jacket kettle ladder marble needle orchid pepper "
    "quiver ribbon saddle timber umpire velvet walnut yellow zipper anchor bridge copper desert enamel"
)
WORDS = LIST.split()


def own_words(number: int, count: int = 24) -> str:
    """A text that shares no phrase with that of another number."""
    return " ".join(
        WORDS[(number * 7 + k * (number + 1)) % len(WORDS)] + "abcdefghij"[number % 10] for k in range(count)
    )


def ask(body: str, id: str = "new") -> tuple[str | None, int, list[tuple[str, str]]]:  # noqa: A002
    found = look_up(AdRecord(id=id, body=body), region=REGION)
    return found.network, found.size, [(link.kind, link.b) for link in found.links]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf([])


def test_an_ad_like_no_other_joins_nothing(shelf: Shelf) -> None:
    assert ask(ROOM) == (None, 1, [])
    shelf.link(AdRecord(id="other", body=own_words(1)))
    assert ask(ROOM) == (None, 1, [])


def test_the_first_two_ads_would_make_a_network_that_has_no_name_yet(shelf: Shelf) -> None:
    shelf.link(AdRecord(id="one", body=f"{ROOM} for 950"))
    assert ask(f"{ROOM} for 870 a month") == (None, 2, [("text", "one")])


def test_the_answer_is_what_linking_then_does(shelf: Shelf) -> None:
    for k in range(3):
        shelf.link(AdRecord(id=f"ad-{k}", body=f"{ROOM} for {900 + k} {WORDS[k]}"))
    network, size, links = ask(f"{ROOM} for 870 a month")
    assert shelf.link(AdRecord(id="new", body=f"{ROOM} for 870 a month")) == network
    assert size == Network.objects.get(pk=network).size == 4
    assert {other for _, other in links} == {"ad-0", "ad-1", "ad-2"}


def test_asking_again_about_a_member_counts_it_once(shelf: Shelf) -> None:
    for k in range(3):
        shelf.link(AdRecord(id=f"ad-{k}", body=f"{ROOM} for {900 + k} {WORDS[k]}"))
    assert ask(f"{ROOM} for 870", id="ad-1")[1] == 3


def test_asking_changes_nothing(shelf: Shelf) -> None:
    shelf.link(AdRecord(id="one", body=ROOM))
    before = TextKey.objects.count(), Network.objects.count(), Identifier.objects.count()
    ask(f"{ROOM}, call 202-555-0142")
    assert (TextKey.objects.count(), Network.objects.count(), Identifier.objects.count()) == before


def test_a_shared_number_ties_other_words_and_says_so(shelf: Shelf) -> None:
    shelf.link(AdRecord(id="one", body=f"{own_words(1)} call 202-555-0142"))
    shelf.link(AdRecord(id="two", body=f"{own_words(2)} ring 2 0 2 5 5 5 0 1 4 2"))
    found = look_up(AdRecord(id="new", body=f"{own_words(3)} tel (202) 555 0142"), region=REGION)
    assert found.size == 3
    assert {link.kind for link in found.links} == {"contact"}
    assert found.links[0].why == "Both name the phone +1 202-555-0142"


def test_one_ad_may_tie_two_networks_and_the_greater_one_gives_the_name(shelf: Shelf) -> None:
    for k in range(3):
        shelf.link(AdRecord(id=f"room-{k}", body=f"{ROOM} for {900 + k} {WORDS[k]}"))
    for k in (1, 2):
        shelf.link(AdRecord(id=f"phone-{k}", body=f"{own_words(k)} call 202-555-0142"))
    found = look_up(AdRecord(id="new", body=f"{ROOM} call 202-555-0142"), region=REGION)
    rooms = Membership.objects.get(ad_id="room-0").network_id
    assert (found.network, found.size, len(found.joined)) == (rooms, 6, 2)


def test_a_hub_ties_nothing(shelf: Shelf) -> None:
    categories = ["housing", "jobs", "services", "vehicles", "goods", "community"]
    for k in range(28):
        shelf.link(AdRecord(id=f"ad-{k:02}", category=categories[k % 6], body=f"{own_words(k)} call 202-555-0142"))
    assert Identifier.objects.get().hub
    assert not Network.objects.exists()
    assert ask(f"{own_words(28)} call 202-555-0142") == (None, 1, [])


def test_boilerplate_ties_nothing(shelf: Shelf) -> None:
    stock = "please note that every viewing is by appointment only and that pets are welcome in the whole building"
    for k in range(16):
        shelf.link(AdRecord(id=f"ad-{k:02}", body=f"{own_words(k)} {stock}"))
    assert ask(f"{own_words(17)} {stock}") == (None, 1, [])


def test_a_group_is_seen_before_the_worker_has_linked_it(shelf: Shelf) -> None:
    from haven.findings.index import entry, insert
    from haven.networks import Parameters

    ads = [AdRecord(id=f"ad-{k}", body=f"{ROOM} for {900 + k} {WORDS[k]}") for k in range(9)]
    insert(entry(ad, Parameters(region=REGION)) for ad in ads)
    assert ask(f"{ROOM} for 870")[1] == 10


def test_an_ad_joins_a_very_large_network_as_it_stands(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    for k in range(4):
        shelf.link(AdRecord(id=f"ad-{k}", body=f"{ROOM} for {900 + k} {WORDS[k]}"))
    monkeypatch.setattr(actions, "_LARGE", 3)
    network = shelf.link(AdRecord(id="new", body=f"{ROOM} for 870"))
    assert Membership.objects.get(ad_id="new").network_id == network
    assert Network.objects.get(pk=network).size == 5 == Membership.objects.count()
    assert Link.objects.filter(network=network, a="new").exists()
    shelf.link(AdRecord(id="new", body=f"{ROOM} for 880"))
    assert Network.objects.get(pk=network).size == 5 == Membership.objects.count()
