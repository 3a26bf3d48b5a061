"""Files of ads become listings; a dry run does all of it and keeps nothing."""

import json
from pathlib import Path

import pytest

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.fields import field_names
from haven.listings.models import Listing
from haven.project.commands.import_ads import Asked, ImportFailed, imported
from haven.records.reading import read_ads
from tests.factories import a_category, a_policy_version

pytestmark = pytest.mark.django_db

ADS = [
    {"id": "1", "title": "Sunny flat", "body": "Near the park.", "category": "flats", "area": "75 sqm", "rooms": "3"},
    {"id": "2", "title": "Small flat", "body": "Third floor.", "category": "flats", "area": "enormous", "rooms": "2"},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    a_policy_version()
    a_category(slug="flats")
    path = tmp_path / "ads.jsonl"
    path.write_text("".join(json.dumps(ad) + "\n" for ad in ADS))
    return path


def asked(*, category: str = "flats", poster: str = "poster@example.org", dry_run: bool = False) -> Asked:
    return Asked(category, poster, "ads.jsonl", dry_run)


def test_columns_that_are_called_like_fields_are_their_values(file: Path) -> None:
    *_, report = imported(read_ads([file], kept=field_names()), asked())
    flat = Listing.objects.get(source_id="1")
    assert (flat.details["area"], flat.details["rooms"]) == (75, 3)
    assert "area" not in Listing.objects.get(source_id="2").details
    assert [(ad, name) for ad, name, _ in report.unread] == [("2", "area")]


def test_a_dry_run_tells_the_same_and_keeps_nothing(file: Path) -> None:
    before = LedgerEntry.objects.count()
    *_, report = imported(read_ads([file], kept=field_names()), asked(dry_run=True))
    assert (dict(report.states), [ad for ad, _, _ in report.unread]) == ({"published": 2}, ["2"])
    assert not Listing.objects.exists()
    assert not User.objects.filter(email="poster@example.org").exists()
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize(
    ("wrong", "told"),
    [(asked(category="castles"), "there are flats"), (asked(poster="nobody"), "give an e-mail address")],
)
def test_what_is_asked_wrongly_is_one_sentence(file: Path, wrong: Asked, told: str) -> None:
    with pytest.raises(ImportFailed, match=told):
        list(imported(read_ads([file]), wrong))
