"""The public side of the log: anyone may follow it, nobody sees what is in it."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.keyring import Trust
from haven.evidence.merkle import root
from haven.evidence.tiles import nodes_of
from haven.ledger.signing import sign_head
from tests.factories import a_ledger_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.LEDGER_KEYS = tmp_path / "ledger.keys"


def test_there_is_nothing_before_the_first_head(client: Client) -> None:
    assert client.get("/log/checkpoint").status_code == 404


def test_anyone_computes_the_signed_root_from_the_tiles(client: Client) -> None:
    for _ in range(300):
        a_ledger_entry()
    sign_head()
    note = client.get("/log/checkpoint").content.decode()
    head: Checkpoint = Trust.parse(client.get("/log/keys").content.decode()).open(note)[0]
    parts = {(0, 0): "0/000", (0, 1): "0/001.p/44", (1, 0): "1/000.p/1"}
    tiles = {key: client.get(f"/log/tile/{path}").content for key, path in parts.items()}
    assert head.size == 300
    assert root(nodes_of(lambda level, number: tiles[level, number]), 300) == head.root


@pytest.mark.parametrize(
    "path", ["entries/000", "entries/000.p/1", "0/000", "0/000.p/2", "0/001", "9/000", "x", "0/../0/000", "0/000.p/1/"]
)
def test_entries_and_what_is_not_there_are_not_served(client: Client, path: str) -> None:
    a_ledger_entry()
    sign_head()
    assert client.get("/log/tile/0/000.p/1").status_code == 200
    assert client.get(f"/log/tile/{path}").status_code == 404
