"""The documents name what there is."""

from haven.screening.signals import BY_SLUG
from tests.architecture.sources import PACKAGE, ROOT

DOCS = ROOT / "docs"


def test_every_signal_has_its_card() -> None:
    """What stands on them, and that there are no others, is the business of tests/screening/test_cards.py."""
    cards = {path.stem for path in (DOCS / "signals").glob("*.md")}
    assert set(BY_SLUG) - cards == set()


def test_every_card_is_in_the_index() -> None:
    index = (DOCS / "signals" / "index.md").read_text(encoding="utf-8")
    assert [slug for slug in BY_SLUG if f"({slug}.md)" not in index] == []


def test_the_map_shows_every_package() -> None:
    shown = (DOCS / "architecture.md").read_text(encoding="utf-8").partition("```")[2].partition("```")[0]
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert [package for package in sorted(packages) if package not in shown] == []


def test_decisions_are_numbered_in_a_row() -> None:
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "adr").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
