"""An index of a test's own, and keeping it up to date as the site's own process does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings

from haven.listings import queries
from haven.listings.queries import Results, SearchQuery
from haven.listings.searching import home
from haven.listings.searching.writing import Keeper, rebuild


@contextmanager
def an_index(directory: Path) -> Iterator[None]:
    """Searches are answered by an index in this directory, of what is live now."""
    with override_settings(SEARCH_DIRECTORY=directory):
        for _ in rebuild():
            pass
        yield


def catch_up() -> int:
    """Bring the index up to date, where there is one; how many ads changed."""
    index_id = home.current()
    if index_id is None:
        return 0
    changed = 0
    with Keeper(index_id) as keeper:
        while batch := keeper.catch_up():
            changed += batch
    return changed


def search(query: SearchQuery) -> Results:
    """The search, once the index knows what the test has done."""
    catch_up()
    return queries.search(query)


def titles(query: SearchQuery) -> list[str]:
    """The titles of the first page, in their order."""
    return [listing.title for listing in search(query).listings]
