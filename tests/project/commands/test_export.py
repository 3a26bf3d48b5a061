"""What is exported comes back by an import as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from haven.listings.models import Listing, ListingState
from haven.listings.queries.exporting import public_rows
from haven.project.commands.export import ExportFailed, replace_by, write_csv, write_lines
from haven.project.commands.import_ads import Asked, imported
from haven.records.reading import read_ads
from tests.factories import a_category, a_listing, a_policy_version

WRITERS = [("ads.jsonl", write_lines), ("ads.csv", write_csv)]


def fingerprint(listing: Listing) -> tuple[object, ...]:
    words = listing.revision
    assert words is not None
    return words.title, words.body, words.category.slug, words.price, words.currency, words.details


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_there_and_back(tmp_path: Path, name: str, write: Callable[..., None]) -> None:
    a_policy_version()
    a_category(slug="flats")
    source = tmp_path / "source.jsonl"
    source.write_text(
        '{"id": "1", "title": "Sunny, \\"quiet\\" flat", "body": "Two lines,\\nand café.", "category": "flats", '
        '"price": "950.50", "area": "75", "rooms": "2.5", "furnished": "yes", "features": ["balcony", "lift"]}\n'
        '{"id": "2", "title": "A flat", "body": "Plain.", "category": "flats"}\n'
    )
    fields = ("area", "rooms", "furnished", "features")
    list(imported(read_ads([source], kept=fields), Asked("flats", "one@example.org", "one", dry_run=False)))
    before = [fingerprint(listing) for listing in Listing.objects.order_by("id")]
    out = tmp_path / name
    replace_by(out, lambda file: write(file, public_rows()))
    list(imported(read_ads([out], kept=fields), Asked("flats", "two@example.org", "two", dry_run=False)))
    after = [fingerprint(listing) for listing in Listing.objects.filter(source="two").order_by("id")]
    assert after == before
    assert "one@example.org" not in out.read_text()


@pytest.mark.django_db
@pytest.mark.parametrize("state", [state for state in ListingState if state is not ListingState.PUBLISHED])
def test_only_what_is_public_is_written(state: ListingState) -> None:
    a_listing(state=state)
    shown = a_listing(state=ListingState.PUBLISHED)
    assert [row["id"] for row in public_rows()] == [shown.code]


def test_an_export_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "ads.jsonl"
    out.write_text("old")

    def fail(file: IO[str]) -> None:
        file.write("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportFailed, match="No space left on device"):
        replace_by(out, fail)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("ads.jsonl", "old")]
