"""The keeper in its own thread, beside writers that commit: nothing is lost, nothing is left over."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from haven.listings.models import Listing, SearchChange, SearchIndex
from haven.listings.searching import home
from haven.listings.searching.following import follow
from haven.listings.searching.reading import IndexUnusable, snapshot
from tests.committed import at_once
from tests.factories import a_listing

PATIENCE = 60  # seconds, for a busy machine


@contextmanager
def a_keeper() -> Iterator[None]:
    """Follows until the block ends."""
    over = threading.Event()

    def run() -> None:
        try:
            follow(over.is_set)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def wait_for(ads: int) -> None:
    """Until the index has so many ads and no change is waiting."""
    until, pause = monotonic() + PATIENCE, threading.Event()
    while monotonic() < until:
        pause.wait(0.05)
        try:
            with snapshot() as now:
                if now.searcher.num_docs == ads and not SearchChange.objects.exists():
                    return
        except IndexUnusable:
            continue
    raise AssertionError(f"the index never had {ads} ads")


@pytest.mark.usefixtures("committed")
def test_it_makes_an_index_follows_writers_at_once_and_replaces_a_broken_one(
    tmp_path: Path, settings: Settings
) -> None:
    settings.SEARCH_DIRECTORY = tmp_path / "search"
    first = a_listing()
    with a_keeper():
        wait_for(1)
        assert all(isinstance(made, Listing) for made in at_once(*[a_listing] * 4))
        wait_for(5)
        Listing.objects.filter(pk=first.pk).update(state="withdrawn")
        wait_for(4)
        before = home.current()
        assert before
        home.call_broken(before)
        a_listing()
        wait_for(5)
        assert home.current() != before
        made = home.current()
        SearchIndex.objects.all().delete()
    a_listing()
    with a_keeper():
        wait_for(6)
        assert home.current() != made
