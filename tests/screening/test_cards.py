"""The pages in docs/signals are what the code says."""

from pathlib import Path

import pytest

from haven.screening.cards import card, main, render_all
from haven.screening.catalogue import BY_SLUG
from haven.screening.measured import measurements, proven

DOCS = Path(__file__).parents[2] / "docs" / "signals"


def test_the_pages_are_in_step_with_the_code() -> None:
    written = {path.name: path.read_text("utf-8") for path in DOCS.glob("*.md")}
    assert written == render_all(), "run: python -m haven.screening.cards docs/signals"


@pytest.mark.parametrize("signal", BY_SLUG.values(), ids=lambda signal: signal.slug)
def test_a_page_tells_the_source_and_whether_it_is_proven(signal: object) -> None:
    known = BY_SLUG[signal.slug]  # type: ignore[attr-defined]
    page = card(known)
    assert all(source.title in page for source in known.sources)
    assert ("*unproven*" in page) is not proven(known.slug)


def test_measurements_name_only_known_signals_and_add_up() -> None:
    found = measurements()
    assert set(found.signals) <= set(BY_SLUG)
    for tallies in found.signals.values():
        assert set(tallies) <= set(found.corpora)
        for name, tally in tallies.items():
            assert tally.right <= tally.judged <= tally.fired <= found.corpora[name].texts


def test_pages_of_signals_that_are_gone_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("old")
    main(str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == set(render_all())
