"""Help lines: what ships, what the operator says instead, and what is too old."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from haven.notices.errors import NoticesError
from haven.notices.help_lines import help_lines, old_lines, shipped_lines
from tests.architecture.sources import PACKAGE

COUNTRIES = sorted(path.stem for path in (PACKAGE / "notices" / "help_files").glob("*.yaml"))


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_line_that_ships_has_a_source_a_day_and_somebody_for_the_young(country: str) -> None:
    lines = shipped_lines([country]) if country != "EU" else shipped_lines(["PL"])
    assert lines
    assert all(line.source and line.checked and line.place for line in lines)
    assert any(line.young for line in lines)
    assert len({line.number for line in lines}) == len(lines)


def test_a_country_without_a_file_has_what_holds_in_all_of_the_union_or_nothing() -> None:
    assert {line.number for line in shipped_lines(["PL"])} == {"116 111", "116 000"}
    assert shipped_lines(["BR"]) == []
    assert len(shipped_lines(["PL", "IT"])) == 2  # once


def test_the_operators_own_file_takes_their_place(settings: Settings, tmp_path: Path) -> None:
    settings.HELP_LINES = tmp_path / "help_lines.yaml"
    assert {line.place for line in help_lines()} == {"United Kingdom"}
    settings.HELP_LINES.write_text(
        "- {helps: People who are exploited, name: A line, number: 555-0100, source: us, checked: 2026-01-02}\n"
        "- {helps: Children, name: Another, number: 555-0101, source: example.org}\n"
        "- {helps: Others, name: A third, number: 555-0102, checked: 2026-01-02}\n"
    )
    assert [line.number for line in help_lines()] == ["555-0100"]
    assert old_lines(date(2027, 1, 2)) == []
    assert [line.number for line in old_lines(date(2027, 1, 3))] == ["555-0100"]
    settings.HELP_LINES.write_text("- {helps: Nobody, number: call us}")
    with pytest.raises(NoticesError, match="no list of help lines"):
        help_lines()


def test_what_ships_grows_old_too() -> None:
    lines = help_lines()
    newest = max(line.checked for line in lines if line.checked)
    assert len(old_lines(newest + timedelta(days=366))) == len(lines)
