"""A migrated site for the tests that need one: making it takes seconds, so they share it."""

from pathlib import Path

import pytest

from tests.making import made_once
from tests.serving import haven


def _migrate(path: Path) -> None:
    done = haven(path, "migrate")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a site with its tables and places, nobody in it, and nothing running."""
    return made_once(tmp_path_factory, "migrated", _migrate)
