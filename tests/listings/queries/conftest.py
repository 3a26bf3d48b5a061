"""Searches are answered twice: by the index, and by PostgreSQL because there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from haven.listings.searching import home
from tests.indexing import an_index


@pytest.fixture(params=["index", "database"])
def engine(request: pytest.FixtureRequest, db: None, tmp_path: Path) -> Iterator[str]:
    """What answers: the index, or PostgreSQL because there is none."""
    if request.param == "database":
        yield "database"
        return
    with an_index(tmp_path / "search"):
        yield "index"
        assert (index_id := home.current())
        assert not home.is_broken(index_id)
