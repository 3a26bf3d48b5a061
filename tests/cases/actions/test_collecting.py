"""Ads from elsewhere: kept byte for byte, made readable, refused with a sentence where they cannot be."""

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import DatabaseError, transaction

from haven.accounts.models import User
from haven.cases.actions.collecting import CollectedFile, Said, changed_files, read_collection, take_collection
from haven.cases.actions.opening import close_case
from haven.cases.collected import building
from haven.cases.collected.building import FILES, BadCollection, build
from haven.cases.collected.child import build_apart
from haven.cases.collected.opened import Opened
from haven.cases.errors import CaseError
from haven.cases.models import Case, Collection
from haven.evidence.digests import sha256
from haven.ledger.models import LedgerEntry
from haven.networks import Parameters, sweep
from haven.networks.store import write
from haven.records.reading import read_ads
from tests.factories import a_collection, a_user

pytestmark = pytest.mark.django_db
SAID = Said(title="An archive", origin="A newsroom", lawful="Its permission")


@pytest.fixture(autouse=True)
def american(settings: pytest.FixtureRequest) -> None:
    settings.SITE_REGION = "US"  # type: ignore[attr-defined]


def swept(directory: Path, *, texts: bool = True) -> dict[str, bytes]:
    """The files of a sweep of the factory's ads."""
    ads = a_collection()
    found = sweep(read_ads([ads.directory / FILES / "ads.csv"]), parameters=Parameters(region="US", workers=1))
    write(found, directory / "out", title="ads", keep_texts=texts)
    return {path.name: path.read_bytes() for path in sorted((directory / "out").iterdir())}


def test_files_of_ads_are_swept_here(case: Case) -> None:
    row = read_collection(collection=a_collection(case=case))
    assert (row.state, row.ads, row.networks, row.problem) == ("open", 3, 1, "")
    assert row.files[0]["sha256"] == sha256((row.directory / FILES / "ads.csv").read_bytes())
    opened = Opened(row.directory)
    (network,) = opened.networks
    assert sorted(network.ads) == ["c1", "c2"]
    assert opened.naming("phone", "+12025550147") == ["c3"]
    assert opened.naming("phone", "+12025550123") == ["c1", "c2"]
    assert [ad.title for ad in opened.ads(["c2", "c1"])] == ["Room 1", "Room 2"]
    assert opened.links(network.network)
    assert opened.templates(network.network)[0]["ads"] == ["c1", "c2"]
    assert opened.ad("c9") is None
    assert read_collection(collection=row).pk == row.pk
    taken = LedgerEntry.objects.get(action="collection.taken")
    assert "newsroom" not in str(taken.details)


def test_a_sweeps_directory_is_opened_as_it_is(case: Case, tmp_path: Path) -> None:
    row = read_collection(collection=a_collection(case=case, files=swept(tmp_path)))
    assert (row.state, row.ads, row.networks) == ("open", 3, 1)
    assert not (row.directory / "result").exists()
    assert Opened(row.directory).naming("phone", "+12025550147") == ["c3"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"found.parquet": None}, "found.parquet of the result is missing"),
        ({"links.parquet": b"no parquet"}, "links.parquet"),
        ({"ads.parquet": None}, "keeps no texts"),
        ({"summary.json": b"{"}, "summary.json"),
        ({"summary.json": b'{"format": 99}'}, "another format"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_broken_result_says_what_is_wrong(
    case: Case, tmp_path: Path, broken: dict[str, bytes | None], told: str
) -> None:
    files: dict[str, bytes | None] = {**swept(tmp_path), **broken}
    row = read_collection(collection=a_collection(case=case, files={n: d for n, d in files.items() if d is not None}))
    assert row.state == "failed"
    assert told in row.problem
    assert str(row.directory) not in row.problem


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"ads.csv": b""}, "ads.csv: the file is empty"),
        ({"photo.png": b"\x89PNG"}, "No file of these ends in"),
        ({"ads.csv": b"price\n12\n"}, "ads.csv"),
        ({"ads.parquet": b"PAR1"}, "ads.parquet"),
        ({"ads.csv": b"\x00\xff junk"}, "ads.csv"),
    ],
)
def test_a_broken_file_of_ads_says_what_is_wrong(case: Case, files: dict[str, bytes], told: str) -> None:
    row = read_collection(collection=a_collection(case=case, files=files))
    assert (row.state, told in row.problem) == ("failed", True), row.problem


def test_bad_rows_are_told_and_the_good_ones_kept(case: Case) -> None:
    data = b'{"id": "1", "text": "A good ad"}\n{"id": \n{"id": "2", "text": "Another"}\n'
    row = read_collection(collection=a_collection(case=case, files={"ads.jsonl": data}))
    assert (row.state, row.ads, row.left_out, len(row.problems)) == ("open", 2, 1, 1)
    assert row.problems[0].startswith("ads.jsonl:2")


@pytest.mark.parametrize("missing", ["title", "origin", "lawful"])
def test_nothing_is_taken_without_a_word_about_it(case: Case, lead: User, missing: str) -> None:
    said = Said(**{"title": "A", "origin": "B", "lawful": "C", missing: " "})
    with pytest.raises(CaseError, match="lawfully"):
        take_collection(case=case, said=said, files=[CollectedFile("a.csv", b"x")], by=lead)


@pytest.mark.parametrize("names", [[], ["../a.csv"], [".hidden"], ["a.csv", "a.csv"], ["a/b.csv"]])
def test_names_that_are_not_kept(case: Case, lead: User, names: list[str]) -> None:
    with pytest.raises(CaseError):
        take_collection(case=case, said=SAID, files=[CollectedFile(name, b"x") for name in names], by=lead)
    assert not Collection.objects.exists()


def test_members_of_an_open_case_only(case: Case, lead: User) -> None:
    with pytest.raises(CaseError):
        take_collection(case=case, said=SAID, files=[CollectedFile("a.csv", b"x")], by=a_user())
    close_case(case=case, words="Done", by=lead)
    with pytest.raises(CaseError):
        take_collection(case=case, said=SAID, files=[CollectedFile("a.csv", b"x")], by=lead)


def test_what_was_changed_on_the_disk_is_not_opened_and_the_row_never_changes(case: Case) -> None:
    row = a_collection(case=case)
    (row.directory / FILES / "ads.csv").write_bytes(b"id,text\n1,Another\n")
    assert changed_files(row) == ["ads.csv"]
    row = read_collection(collection=row)
    assert "changed on the disk" in row.problem
    for change in (lambda: Collection.objects.update(lawful="x"), lambda: Collection.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_unpacks_to_too_much_is_refused_before_it_is_read(
    case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(building, "MOST_UNPACKED", 5_000_000)
    packed = gzip.compress(b"id,text\n" + b"1,an ad\n" * 1_000_000)
    assert len(packed) < 100_000
    row = a_collection(case=case, files={"ads.csv.gz": packed})
    with pytest.raises(BadCollection, match=r"ads\.csv\.gz unpacks to more"):
        build(row.directory, region="US")
    table = pa.table({"id": [str(n) for n in range(20_000)], "text": ["words " * 60] * 20_000})
    pq.write_table(table, tmp_path / "bomb.parquet", compression="zstd")
    data = (tmp_path / "bomb.parquet").read_bytes()
    assert len(data) < 500_000
    bomb = a_collection(case=case, files={"bomb.parquet": data})
    with pytest.raises(BadCollection, match="unpacked"):
        build(bomb.directory, region="US")


def test_too_many_ads_are_refused_while_they_are_read(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_ADS", 2)
    with pytest.raises(BadCollection, match="2 ads at most"):
        build(a_collection(case=case).directory, region="US")


def test_a_table_of_a_result_that_is_too_large_is_refused(
    case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(building, "MOST_TABLE", 10)
    row = a_collection(case=case, files=swept(tmp_path))
    with pytest.raises(BadCollection, match="larger than a collection"):
        build(row.directory, region="US")


def test_a_child_that_takes_too_much_memory_ends_alone(case: Case) -> None:
    with pytest.raises(BadCollection, match="more memory"):
        build_apart(a_collection(case=case).directory, region="US", memory=200 * 2**20)
