"""`haven import` of files that are wrong in places, in every format: all that is bad is named, the rest comes in."""

import gzip
import random
from pathlib import Path

import pytest

from haven.ledger.models import LedgerEntry
from haven.listings.fields import field_names
from haven.listings.models import Listing
from haven.project.commands.import_ads import Asked, imported
from haven.records.errors import ReadingError
from haven.records.reading import AdReader, read_ads
from haven.records.reading.source import WRONG_ENCODING
from tests.factories import a_category, a_policy_version
from tests.records.reading.test_encodings import mixed
from tests.records.reading.writers import FORMATS, Format

pytestmark = pytest.mark.django_db
ROWS = [
    ("1", "A good one", "Words."),
    ("", "", ""),
    ("2", "Too long", "word " * 2_200_000),
    ("1", "Again", "Words."),
    ("3", "Odd \u202e {{ 7*7 }}", "<b>bold</b> ' OR 1=1 --"),
    ("4", "The last", "Words."),
]


@pytest.fixture(autouse=True)
def shelf() -> None:
    a_policy_version()
    a_category(slug="flats")


def bring(path: Path, *, dry_run: bool = False) -> tuple[AdReader, list[str]]:
    """The reader after the import, and every bad row as it was named."""
    named: list[str] = []
    reader = read_ads([path], kept=field_names())
    reader.problems.told = lambda problem: named.append(f"{problem.line}: {problem.what}")
    for report in imported(reader, Asked("flats", "poster@example.org", "file", dry_run)):
        named += [f"{field}: {what}" for _, field, what in report.refused]
    return reader, named


@pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)
def test_good_rows_come_in_and_a_dry_run_names_the_others_and_writes_nothing(tmp_path: Path, made: Format) -> None:
    path = tmp_path / f"ads{made.suffix}"
    path.write_text(made.write(ROWS))
    before = LedgerEntry.objects.count()
    _, named = bring(path, dry_run=True)
    assert not Listing.objects.exists()
    assert LedgerEntry.objects.count() == before
    first = 1 if made.suffix == ".jsonl" else 2
    assert f"{first + 1}: no text" in named
    assert f"{first + 3}: an id that an earlier ad has" in named
    assert "body: 11,000,000 characters; an ad holds 100,000" in named or "body: 10,999,999" in " ".join(named)
    assert "body: there are no words in it, nor in the title" in named
    assert bring(path)[1] == named
    assert sorted(Listing.objects.values_list("source_id", flat=True)) == ["1", "3", "4"]


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl", "x.parquet"])
def test_what_was_not_read_whole_waits_for_a_person(tmp_path: Path, name: str) -> None:
    _, named = bring(mixed(tmp_path / name))
    assert named == [f"{3 if name == 'x.csv' else 2}: {WRONG_ENCODING}"]
    states = dict(Listing.objects.values_list("source_id", "state"))
    assert states == {"1": "published", "2": "held", "3": "published"}


@pytest.mark.parametrize("name", sorted(name for name, made in FORMATS.items() if made.is_xml))
def test_what_stands_before_a_break_is_in(tmp_path: Path, name: str) -> None:
    made = FORMATS[name]
    path = tmp_path / f"ads{made.suffix}"
    whole = made.write([("1", "One", "Words."), ("2", "Two", "Words."), ("3", "Three", "Words.")])
    path.write_text(whole[: whole.index("Three")])
    with pytest.raises(ReadingError, match="broken after the item"):
        bring(path)
    assert sorted(Listing.objects.values_list("source_id", flat=True)) == ["1", "2"]
    path.write_text(whole)
    bring(path)
    assert Listing.objects.count() == 3


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_what_came_out_of_a_packed_file_that_breaks_off_is_in(tmp_path: Path, name: str) -> None:
    chance = random.Random(11)  # a text that packs badly, so that some of it comes out before the break
    rows = [(str(number), f"Chair {number}", chance.randbytes(1200).hex(" ", 4)) for number in range(700)]
    packed = gzip.compress(FORMATS[name].write(rows).encode())
    path = tmp_path / f"ads{FORMATS[name].suffix}.gz"
    path.write_bytes(packed[: int(len(packed) * 0.9)])
    with pytest.raises(ReadingError):
        bring(path)
    assert 0 < Listing.objects.count() < 700
    path.write_bytes(packed)
    bring(path)
    assert Listing.objects.count() == 700
