"""The words that a reader may have meant are read once, however many ask at the same moment."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast
from uuid import uuid4

import pytest
from tantivy import Schema

from haven.listings.searching import spelling
from haven.listings.searching.reading import Snapshot
from haven.listings.searching.words import read

THREADS = 4


class SlowSearcher:
    """Gives its words so slowly that everybody has asked before the first has them."""

    def __init__(self) -> None:
        self.asked = 0

    def terms_with_prefix(self, *_field: str, **_limit: int) -> list[tuple[str, int]]:
        self.asked += 1
        time.sleep(0.1)
        return [("bicycle", 9), ("table", 7)]


def test_the_words_are_read_once_for_all_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_known", None)
    searcher = SlowSearcher()
    now = Snapshot(uuid4(), cast("Any", None), cast("Any", searcher), cast("Schema", None), ("en",), 1)
    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(lambda _n: spelling.near_words(read("bicylce"), now), range(THREADS)))
    assert found == [{"bicylce": ["bicycle"]}] * THREADS
    assert searcher.asked == 1
