"""Exports: read back by other programs' readers, pseudonymous until somebody is revealed, on record."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from haven.accounts.models import Role, User
from haven.cases.actions.collecting import read_collection
from haven.cases.actions.revealing import ask_identity, reveal_identity
from haven.cases.collected.opened import Opened
from haven.cases.models import Case
from haven.investigations.actions.gathering import exhibit_ad, exhibit_network
from haven.investigations.exports.entities import Ad, Entities, Tie
from haven.investigations.exports.followthemoney import write
from haven.investigations.exports.graphs import gexf, graphml
from haven.ledger.models import LedgerEntry
from tests.factories import a_collection, a_listing, a_network, a_user
from tests.investigations.conftest import AsUser

SCHEMA = json.loads((Path(__file__).parent / "ftm_schema.json").read_text())
WORDS = st.text(max_size=30)


def some(text: str = "Oak & <pine>", contact: str = "+12025550123") -> Entities:
    found = Entities("Two ads")
    ads = [Ad(key, text or key, text, datetime(2026, 3, 1, tzinfo=UTC), "Leipzig", "", "Person K7Q2M",
              (("phone", contact), ("handle", "telegram:jo"), ("url", "example.org/a"), ("wallet", "bc1q")))
           for key in ("a1", "a2")]  # fmt: skip
    found.add(ads, [Tie("a1", "a2", "text", 0.75, "The same words"), Tie("a1", "zz", "text", 1.0, "gone")])
    return found


def entities(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().splitlines()]


def check(rows: list[dict[str, Any]]) -> None:
    """The rules of FollowTheMoney's public schema: known properties, the required ones, links to what is here."""
    kinds = {row["id"]: row["schema"] for row in rows}
    assert len(kinds) == len(rows)
    for row in rows:
        rules = SCHEMA[row["schema"]]
        assert set(row["properties"]) <= set(rules["properties"])
        assert set(rules["required"]) <= set(row["properties"])
        for name, values in row["properties"].items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            kind, _, wanted = rules["properties"][name].partition(":")
            if kind == "entity":
                assert all(wanted in SCHEMA[kinds[value]]["is"] for value in values)


def test_followthemoney_is_as_its_schema_says() -> None:
    rows = entities(write(some(), salt="s"))
    check(rows)
    assert sum(row["schema"] == "PlainText" for row in rows) == 2
    assert sum(row["schema"] == "UserAccount" for row in rows) == 2
    assert "a1" not in {row["id"] for row in rows}
    assert write(some(), salt="s") == write(some(), salt="s")
    assert {row["id"] for row in rows}.isdisjoint(row["id"] for row in entities(write(some(), salt="t")))


REFUSED = {"phone": ["+447700900123", "+999", "07700 900123"], "email": ["jo@203.0.113.7", "jo@localhost"]}
"""Numbers reserved for plays, what is none, and addresses without a name of a host: real ads name such."""


def test_what_other_programs_refuse_stands_in_the_notes() -> None:
    for kind, values in REFUSED.items():
        for value in values:
            rows = entities(write(_naming(kind, value), salt="s"))
            check(rows)
            (contact,) = [row for row in rows if row["schema"] == "LegalEntity"]
            assert contact["properties"]["name"] == [value]
            assert kind not in contact["properties"]
            (ad,) = [row for row in rows if row["schema"] == "PlainText"]
            for row in (contact, ad):
                (note,) = row["properties"]["notes"]
                assert note.startswith(f"{kind}: {value} (")
                assert "kept as it was named" in note
            assert f"{kind}Mentioned" not in ad["properties"]


def test_what_is_in_use_stands_where_programs_look_for_it() -> None:
    rows = entities(write(_naming("phone", "+12025550123"), salt="s"))
    assert {"phone", "phoneMentioned"} <= {name for row in rows for name in row["properties"]}
    assert not any("notes" in row["properties"] for row in rows)


def test_the_library_takes_it_and_drops_nothing() -> None:
    followthemoney = pytest.importorskip("followthemoney")
    made = [_naming(kind, value) for kind, values in REFUSED.items() for value in values]
    for one in (some(), *made):
        for row in entities(write(one, salt="s")):
            proxy = followthemoney.model.get_proxy(row, cleaned=False)
            proxy.schema.validate(row)
            kept = {name: len(values) for name, values in proxy.to_dict()["properties"].items()}
            assert kept == {name: len(values) for name, values in row["properties"].items()}


def _naming(kind: str, value: str) -> Entities:
    found = Entities("One ad")
    found.add([Ad("a1", "An ad", "Its words", contacts=((kind, value),))])
    return found


@given(text=WORDS, contact=st.text(min_size=1, max_size=30))
def test_whatever_is_written_other_readers_read_it(text: str, contact: str) -> None:
    made = some(text, contact)
    check(entities(write(made, salt="s")))
    for graph in (nx.read_graphml(io.BytesIO(graphml(made))), nx.read_gexf(io.BytesIO(gexf(made)))):
        assert len(graph.nodes) == len(made.graph()[0])
        assert graph.has_edge("ad:a1", "ad:a2")


def test_a_graph_says_what_everything_is() -> None:
    read = nx.read_graphml(io.BytesIO(graphml(some())))
    assert read.nodes["ad:a1"] == {"label": "Oak & <pine>", "kind": "ad"}
    assert read.edges["ad:a1", "ad:a2"]["why"] == "The same words"
    assert read.edges["ad:a1", "ad:a2"]["weight"] == 0.75
    other = nx.read_gexf(io.BytesIO(gexf(some())))
    assert other.nodes["phone:+12025550123"]["kind"] == "phone"
    assert set(other.edges) == set(read.edges)


@pytest.mark.django_db
def test_pseudonyms_until_two_members_agree(enter: AsUser, case_of_two: Case, lead: User, second: User) -> None:
    listing = a_listing()
    exhibit_ad(case=case_of_two, code=listing.code, why="", by=lead)
    client, url = enter(lead), reverse("investigations:export", args=[case_of_two.pk])
    poster = listing.poster
    assert poster is not None
    before = client.post(url, {"form": "ftm"})
    assert before["Content-Disposition"].endswith('exhibits.ftm.json"')
    check(entities(before.content))
    assert "Person " in before.content.decode()
    assert poster.email not in before.content.decode()
    reveal = ask_identity(case=case_of_two, who=poster, why="To warn", by=lead)
    reveal_identity(reveal=reveal, by=second)
    assert poster.email in client.post(url, {"form": "ftm"}).content.decode()
    entry = LedgerEntry.objects.filter(action="entities.exported").latest("id")
    assert entry.details["ads"] == 1
    assert poster.email not in str(entry.details)


@pytest.mark.django_db
def test_a_network_of_the_site_and_one_of_a_collection(enter: AsUser, case_of_two: Case, lead: User) -> None:
    client, url = enter(lead), reverse("investigations:export", args=[case_of_two.pk])
    network = a_network()
    exhibit_network(case=case_of_two, network_id=network.pk, why="", by=lead)
    for form in ("graphml", "gexf"):
        assert client.post(url, {"form": form}).status_code == 200
    row = read_collection(collection=a_collection(case=case_of_two))
    name = Opened(row.directory).networks[0].network
    answer = client.post(url, {"form": "graphml", "collection": row.pk, "network": name})
    graph = nx.read_graphml(io.BytesIO(answer.content))
    assert {"ad:c1", "ad:c2"} <= set(graph.nodes)
    assert any(key.startswith("poster:Author ") for key in graph.nodes)
    assert client.post(url, {"form": "graphml", "collection": row.pk, "network": "none"}).status_code == 404


@pytest.mark.django_db
def test_nothing_to_export_no_such_form_and_no_member(enter: AsUser, case_of_two: Case, lead: User) -> None:
    url = reverse("investigations:export", args=[case_of_two.pk])
    assert "nothing to export" in enter(lead).post(url, {"form": "ftm"}, follow=True).content.decode()
    assert "Choose a form" in enter(lead).post(url, {"form": "exe"}, follow=True).content.decode()
    assert enter(a_user(Role.INVESTIGATOR)).post(url, {"form": "ftm"}).status_code == 404
    assert not LedgerEntry.objects.filter(action="entities.exported").exists()
