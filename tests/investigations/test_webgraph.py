"""A network as a drawing: each shared thing is one point, hubs are rings, and the places are the same each time."""

import io
import json
import re
from math import hypot

import networkx as nx
import pytest
from django.test import Client

from haven.accounts.models import Role, User
from haven.cases.models import Case
from haven.cases.pseudonyms import Naming, pseudonym
from haven.findings.index import entry, insert
from haven.findings.models import Identifier, Network, Template
from haven.investigations import webgraph
from haven.investigations.actions.views import in_time
from haven.investigations.expanding import Thread, thread_of
from haven.investigations.movement import movement_of
from haven.investigations.placing import place
from haven.investigations.sidebyside import compare
from haven.investigations.webgraph import Line, Point, Web, weave
from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing, Photo
from haven.networks.parameters import Parameters
from haven.records import AdRecord
from tests.factories import (
    a_case,
    a_link,
    a_listing,
    a_network,
    a_photo,
    a_place,
    a_revision_photo,
    a_sighting,
    a_template,
    a_user,
    an_identifier,
)
from tests.investigations.conftest import AsUser

LONG = "Quiet attic with slanted beams, oak floor, copper bath, walled garden, piano allowed, bicycles in the shed"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("american")]


@pytest.fixture
def ads() -> list[Listing]:
    return [a_listing(title=f"Room {n}", body="A sunny room with a view") for n in range(4)]


@pytest.fixture
def network(ads: list[Listing]) -> Network:
    """Three of the ads; two name one phone, all a hub; the fourth ad, outside, names the phone as well."""
    network = a_network(ads=tuple(ad.code for ad in ads[:3]))
    phone, hub = an_identifier(), an_identifier("hub@example.org", kind="email")
    Identifier.objects.filter(pk=hub.pk).update(hub=True)
    for ad in (ads[0], ads[1], ads[3]):
        a_sighting(identifier=phone, ad_id=ad.code)
    for ad in ads[:3]:
        a_sighting(identifier=hub, ad_id=ad.code)
    a_sighting(identifier=an_identifier("+12025550177"), ad_id=ads[0].code)
    a_link(network=network, a=ads[0].code, b=ads[1].code)
    template = a_template(network=network)
    template.ads = [ad.code for ad in ads[:2]]
    template.save()
    return network


@pytest.fixture
def client(enter: AsUser, lead: User) -> Client:
    return enter(lead)


@pytest.fixture
def at(case_of_two: Case, network: Network) -> str:
    return f"/investigations/cases/{case_of_two.pk}/networks/{network.pk}"


def threads(network: Network, case: Case, *words: str) -> list[Thread]:
    """What these words name in the network's drawing."""
    return [thread for one in words if (thread := thread_of(one, network, Naming(case)))]


def test_what_several_share_is_one_point_with_a_reason_on_every_line(network: Network, case_of_two: Case) -> None:
    web = weave(network, Naming(case_of_two))
    kinds = sorted((point.kind, point.hub) for point in web.points)
    assert kinds == [("ad", False)] * 3 + [("email", True), ("phone", False), ("text", False)]
    assert sorted(line.kind for line in web.lines) == ["contact"] * 2 + ["hub"] * 3 + ["text"] * 3
    assert all(line.why.endswith(".") for line in web.lines)


def test_expanding_a_contact_draws_the_ads_outside(network: Network, ads: list[Listing], case_of_two: Case) -> None:
    web = weave(network, Naming(case_of_two), threads(network, case_of_two, "phone:+12025550123"))
    (outside,) = [point for point in web.points if not point.inside]
    assert outside.key == ads[3].code
    phone = next(n for n, point in enumerate(web.points) if point.kind == "phone")
    assert sum(line.b == phone for line in web.lines) == 3


def test_no_more_is_drawn_than_stays_smooth(
    network: Network, case_of_two: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webgraph, "MOST_NODES", 2)
    web = weave(network, Naming(case_of_two))
    assert (len(web.points), web.left_out) == (2, 1)


def test_places_are_the_same_each_time_and_apart() -> None:
    lines = [(0, n) for n in range(1, 20)] + [(5, 6)]
    first = place(25, lines)
    assert first == place(25, lines)
    assert len(set(first)) == 25
    assert min(x for x, _ in first) == min(y for _, y in first) == 0
    assert place(0, []) == []
    assert place(1, []) == [(0, 0)]


def test_what_is_hidden_by_time_takes_with_it_what_only_it_shows() -> None:
    web = Web(
        [Point("a", "ad", "a", 10), Point("b", "ad", "b", 20), Point("p", "phone", "p")],
        [Line(0, 2, "contact", 1, "x.")],
    )
    assert in_time(web, 0, 15) == [True, False, True]
    assert in_time(web, 15, 25) == [False, True, False]


def expand(client: Client, at: str, *words: str) -> str:
    """Has these drawn, one after the other; the query of the address where they are."""
    query = ""
    for one in words:
        answer = client.post(f"{at}/expansions/{query}", {"more": one})
        assert answer.status_code == 302, answer.content
        query = "?" + answer["Location"].partition("?")[2]
    return query


def test_the_page_and_its_data(
    client: Client, at: str, network: Network, case_of_two: Case, ads: list[Listing]
) -> None:
    place = a_place(name="Leipzig")
    for ad in ads:
        Listing.objects.filter(pk=ad.pk).update(latitude=51.3, longitude=12.4, place=place)
    query = expand(client, at, "202-555-0123")
    page = client.get(f"{at}/drawing/{query}").content.decode()
    assert f"drawing.json{query}" in page
    assert "Movement" in page
    data = json.loads(client.get(f"{at}/drawing.json{query}").content)
    assert len(data["points"]) == 7
    assert {"x", "y", "label", "kind"} <= data["points"][0].keys()
    posters = {pseudonym(case_of_two.pk, ad.poster_id) for ad in ads if ad.poster_id}
    assert {point["who"] for point in data["points"] if point["kind"] == "ad"} == posters


def test_a_view_becomes_an_exhibit_with_its_picture(client: Client, at: str, case_of_two: Case) -> None:
    query = expand(client, at, "202-555-0123")
    answer = client.post(f"{at}/views/{query}", {"why": "One phone", "from": "0", "until": "x"}, follow=True)
    assert "Kept as exhibit 1." in answer.content.decode()
    exhibit = case_of_two.exhibits.get()
    assert (exhibit.kind, exhibit.why) == ("view", "One phone")
    assert exhibit.item
    facts = json.loads(exhibit.item.manifest)["facts"]
    assert facts["expanded"] == ["phone:+12025550123"]
    assert len(facts["points"]) == 7
    picture = client.get(f"/investigations/cases/{case_of_two.pk}/exhibits/1/files/view.svg").content.decode()
    assert picture.startswith("<svg")
    assert picture.count("<circle") == 7


def test_a_view_of_days_without_an_ad_is_no_exhibit(client: Client, at: str, case_of_two: Case) -> None:
    answer = client.post(f"{at}/views/", {"why": "Nothing", "from": "5", "until": "6"})
    assert answer.status_code == 422
    assert "No ad was posted in these days" in answer.content.decode()
    assert not case_of_two.exhibits.exists()


def test_what_a_view_shows_is_exported(client: Client, at: str, case_of_two: Case, ads: list[Listing]) -> None:
    query = expand(client, at, "202-555-0123")
    client.post(f"{at}/views/{query}", {"why": "One phone", "from": "0", "until": "x"})
    answer = client.post(f"/investigations/cases/{case_of_two.pk}/export/", {"form": "graphml"})
    graph = nx.read_graphml(io.BytesIO(answer.content))
    codes = [f"ad:{ad.code}" for ad in ads]
    assert set(codes) <= set(graph.nodes)
    assert {key for key in codes if graph.has_edge(key, "phone:+12025550123")} == {codes[0], codes[1], codes[3]}
    assert graph.edges[codes[0], codes[1]]["why"] == "Is written from text 1."
    posters = {f"poster:{pseudonym(case_of_two.pk, ad.poster_id)}" for ad in ads if ad.poster_id}
    assert posters <= set(graph.nodes)


def test_two_ads_side_by_side(client: Client, case_of_two: Case, network: Network, ads: list[Listing]) -> None:
    at = f"/investigations/cases/{case_of_two.pk}/compare/"
    page = client.get(f"{at}?a={ads[0].code}&b={ads[1].code}").content.decode()
    assert "<mark>" in page
    assert "+12025550123" in page
    assert "The same words." in page
    assert client.get(f"{at}?a={ads[0].code}&b=nosuchcode").status_code == 404
    assert "Name two ads" in client.get(at).content.decode()


@pytest.mark.parametrize("kind", ["text", "photo", "poster"])
def test_whatever_ties_ads_can_be_expanded(network: Network, ads: list[Listing], case_of_two: Case, kind: str) -> None:
    """The fourth ad, outside, reads like the others, has the poster of the first and a photo that is almost hers."""
    Listing.objects.filter(pk=ads[3].pk).update(poster=ads[0].poster)
    for ad, last in ((ads[0], "0"), (ads[1], "0"), (ads[3], "1")):
        photo = a_photo(listing=ad)
        Photo.objects.filter(pk=photo.pk).update(pdq="5" * 63 + last)
        assert ad.revision
        a_revision_photo(revision=ad.revision, photo=photo)
    template = network.templates.get()
    Template.objects.filter(pk=template.pk).update(columns=[{"constant": LONG}])
    insert([entry(AdRecord(id=ads[3].code, body=LONG), Parameters(region="US"))])
    key = {"text": f"text:{template.pk}", "photo": f"photo:{'5' * 63}0", "poster": f"poster:{ads[0].code}"}[kind]
    web = weave(network, Naming(case_of_two), threads(network, case_of_two, key))
    (at,) = [n for n, point in enumerate(web.points) if not point.inside]
    assert web.points[at].key == ads[3].code
    (line,) = [line for line in web.lines if line.a == at and line.kind == kind]
    assert web.points[line.b].kind == kind
    assert sum(other.b == line.b for other in web.lines) >= 2


def test_a_name_of_nothing_expands_nothing(network: Network, case_of_two: Case) -> None:
    other = a_template(network=a_network("n-other", ads=("xxxxxxxxxx", "yyyyyyyyyy")))
    assert threads(network, case_of_two, f"text:{other.pk}", "photo:12", "poster:nosuchcode", "hello", ":") == []


def test_a_byte_that_no_text_holds_is_passed_over(client: Client, at: str) -> None:
    assert expand(client, at, "202-555\x00-0123") == expand(client, at, "202-555-0123")
    assert client.post(f"{at}/expansions/", {"more": "photo:\x00"}).status_code == 422


def test_what_a_drawing_is_expanded_by_is_in_the_log_as_a_digest(client: Client, at: str) -> None:
    client.get(f"{at}/drawing.json{expand(client, at, '202-555-0123')}")
    entry = LedgerEntry.objects.filter(action="graph.read").latest("pk")
    assert entry.details["expanded"] == 1
    assert "0123" not in json.dumps(entry.details)


def test_a_view_that_cannot_be_kept_keeps_what_was_typed(client: Client, at: str) -> None:
    query = expand(client, at, "202-555-0123")
    answer = client.post(f"{at}/views/{query}", {"why": "x" * 1001, "from": "5", "until": "9"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{"x" * 1001}"' in page
    assert 'data-from="5" data-until="9"' in page
    assert "1 ad outside, dashed" in page


def test_a_kept_view_shows_its_drawing_and_tables(client: Client, at: str, case_of_two: Case) -> None:
    client.post(f"{at}/views/", {"why": "", "from": "0", "until": "x"})
    page = client.get(f"/investigations/cases/{case_of_two.pk}/exhibits/1/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "Names the phone +12025550123, as others do." in page
    assert "&quot;" not in page


def test_what_is_expanded_says_what_came_of_it(client: Client, at: str) -> None:
    query = expand(client, at, "202-555-0123", "202-555-0177")
    answer = client.post(f"{at}/expansions/{query}", {"more": "hello"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 ad outside, dashed" in page
    assert "no other ad shows it" in page
    assert "no number, address, account or wallet" in page
    assert 'value="hello"' in page


def test_no_address_says_what_is_expanded_and_members_share_it(
    client: Client, at: str, case_of_two: Case, second: User, enter: AsUser, ads: list[Listing]
) -> None:
    query = expand(client, at, "202-555-0123", f"poster:{ads[0].code}")
    assert re.fullmatch(r"\?with=[\w-]+", query)
    assert query == expand(client, at, "(202) 555 0123", f"poster:{ads[0].code}"), "the same is the same address"
    page = client.get(f"{at}/drawing/{query}").content.decode()
    addresses = re.findall(r'(?:href|action|src|data-source)="([^"]*)"', page)
    assert any(query in address for address in addresses)
    assert not [address for address in addresses if "555" in address or "poster:" in address]
    assert "1 ad outside, dashed" in enter(second).get(f"{at}/drawing/{query}").content.decode()
    auditor = enter(a_user(Role.AUDITOR))
    assert "1 ad outside, dashed" in auditor.get(f"{at}/drawing/{query}").content.decode()
    assert auditor.post(f"{at}/expansions/", {"more": "202-555-0123"}).status_code == 403


def test_an_address_of_another_case_expands_nothing_and_says_so(
    client: Client, at: str, case_of_two: Case, lead: User, network: Network
) -> None:
    query = expand(client, at, "202-555-0123")
    other = f"/investigations/cases/{a_case(lead).pk}/networks/{network.pk}"
    for address in (f"{other}/drawing/{query}", f"{at}/drawing/{query[:-3]}", f"{at}/drawing/?with=é"):
        page = client.get(address).content.decode()
        assert "cannot be read" in page, address
        assert "outside, dashed" not in page
    assert client.get(f"{at}/drawing.json{query[:-3]}").status_code == 200


def test_the_oldest_of_many_gives_way(client: Client, at: str) -> None:
    query = expand(client, at, *(f"202-555-01{n}0" for n in range(6)))
    page = client.get(f"{at}/drawing/{query}").content.decode()
    assert page.count("no other ad shows it") == 5
    assert "+12025550100</span>" not in page


def test_side_by_side_marks_words_and_wants_two_ads(client: Client, case_of_two: Case, ads: list[Listing]) -> None:
    at = f"/investigations/cases/{case_of_two.pk}/compare/"
    assert "one ad twice" in client.get(f"{at}?a={ads[0].code}&b={ads[0].code}").content.decode()
    other = a_listing(title="Flat", body="The old house, a quiet yard with a view")
    said = compare(ads[0], other)
    assert [piece.text for piece in said.words_b if piece.is_hit] == ["with a view"]


def test_the_head_of_an_arrow_is_not_under_the_circle_it_points_at(case_of_two: Case, ads: list[Listing]) -> None:
    leipzig, halle = a_place(name="Leipzig"), a_place(name="Halle")
    Listing.objects.filter(pk=ads[0].pk).update(latitude=51.3, longitude=12.4, place=leipzig)
    Listing.objects.filter(pk=ads[1].pk).update(latitude=52.5, longitude=13.4, place=halle, poster=ads[0].poster)
    both = list(Listing.objects.filter(pk__in=[ads[0].pk, ads[1].pk]).order_by("pk"))
    movement = movement_of([(ad, ad.created_at) for ad in both], Naming(case_of_two))
    assert movement
    (move,) = movement.moves
    near = min(hypot(move.x2 - circle.x, move.y2 - circle.y) - circle.radius for circle in movement.map.clusters)
    assert 0 < near < 30


def test_the_places_of_the_ads_are_named_before_larger_ones_between_them(case_of_two: Case, ads: list[Listing]) -> None:
    """Where somebody went had no name, for forty larger towns had theirs."""
    small = a_place(name="Wurzen", latitude=51.3, longitude=12.6, population=900)
    for number in range(60):
        north, east = 51.3 + 0.04 * (number // 8), 12.6 + 0.06 * (number % 8)
        a_place(name=f"Large {number}", latitude=north, longitude=east, population=1_000_000)
    Listing.objects.filter(pk=ads[0].pk).update(latitude=51.3, longitude=12.6, place=small)
    Listing.objects.filter(pk=ads[1].pk).update(latitude=51.6, longitude=13.0, place=None)
    both = list(Listing.objects.filter(pk__in=[ads[0].pk, ads[1].pk]).order_by("pk"))
    movement = movement_of([(ad, ad.created_at) for ad in both], Naming(case_of_two))
    assert movement
    assert "Wurzen" in {label.name for label in movement.map.labels}
