"""A migrated site for the tests that need one: making it takes seconds, so they share it."""

from pathlib import Path

import pytest

from tests.serving import haven


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a site with its tables and places, nobody in it, and nothing running."""
    path = tmp_path_factory.mktemp("migrated") / "data"
    done = haven(path, "migrate")
    assert done.returncode == 0, done.stderr
    return path
