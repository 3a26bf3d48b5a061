"""`haven search` beside a site that is not running."""

from pathlib import Path

import pytest

from tests.serving import haven

pytestmark = pytest.mark.database


def test_an_index_is_made_and_its_state_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert haven(data, "migrate").returncode == 0
    before = haven(data, "search", "status")
    assert before.returncode == 2
    assert "there is no index" in before.stderr
    made = haven(data, "search", "rebuild")
    assert made.returncode == 0, made.stderr
    assert "0 ads" in made.stdout
    after = haven(data, "search", "status")
    assert after.returncode == 0
    assert "0 changes are waiting" in after.stdout
    assert (data / "search").stat().st_mode & 0o077 == 0
