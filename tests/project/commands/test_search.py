"""`haven search` beside a site that is not running."""

from pathlib import Path

import pytest

from tests.serving import haven

pytestmark = pytest.mark.database


def test_an_index_is_made_and_its_state_told(migrated: Path) -> None:
    before = haven(migrated, "search", "status")
    assert before.returncode == 2
    assert "there is no index" in before.stderr
    made = haven(migrated, "search", "rebuild")
    assert made.returncode == 0, made.stderr
    assert "0 ads" in made.stdout
    after = haven(migrated, "search", "status")
    assert after.returncode == 0
    assert "0 changes are waiting" in after.stdout
    assert (migrated / "search").stat().st_mode & 0o077 == 0
