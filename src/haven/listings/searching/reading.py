"""The index as a web worker has it open: read-only, and always the one in use.

Owns when it is opened and when a commit is noticed, which costs a search two looks at the time of a file. One for each
process; threads share it.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from tantivy import Index, Query, Schema, Searcher

from haven.listings.searching import home
from haven.listings.searching.analysis import stemmed_languages

logger = logging.getLogger(__name__)


class IndexUnusable(Exception):
    """There is no index, or it cannot be read: PostgreSQL answers instead."""


@dataclass(frozen=True)
class Snapshot:
    """An index as it was at one commit; `number` is another one after every commit that was noticed."""

    index_id: UUID
    index: Index
    searcher: Searcher
    fields: Schema
    languages: tuple[str, ...]
    number: int


class _Open:
    """What this process has open."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: tuple[object, ...] = ()
        self._index: Index | None = None
        self._snapshot: Snapshot | None = None
        self._number = 0
        self._languages: tuple[str, ...] = ()

    def snapshot(self) -> Snapshot:
        """The newest commit of the index in use.

        Raises:
            IndexUnusable: there is none.
        """
        with self._lock:
            self._look()
            if self._snapshot is None:
                raise IndexUnusable
            return self._snapshot

    def drop(self, index_id: UUID) -> None:
        """Read no more from an index that turned out to be broken, and tell its keeper."""
        home.call_broken(index_id)
        with self._lock:
            self._snapshot = self._index = None

    def _look(self) -> None:
        index_id = self._snapshot.index_id if self._snapshot else home.named()
        seen = (home.home(), home.changed_at(), _committed_at(index_id))
        if seen == self._seen:
            return
        same = self._seen[:2] == seen[:2] and self._index is not None
        self._seen = seen
        if not same:
            index_id = home.current()
            self._index = _opened(index_id)
            self._languages = stemmed_languages()  # its own, until it is replaced: the site may have others by then
            self._seen = (*seen[:2], _committed_at(index_id))
        if self._index is None or index_id is None:
            self._snapshot = None
            return
        if same:
            self._index.reload()
        self._number += 1
        self._snapshot = Snapshot(
            index_id, self._index, self._index.searcher(), self._index.schema, self._languages, self._number
        )


_open = _Open()


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """The newest commit of the index in use; whatever goes wrong with it inside is `IndexUnusable`.

    Raises:
        IndexUnusable: there is none, or it is broken; its keeper then makes another.
    """
    found = _open_snapshot()
    try:
        yield found
    except BaseException as error:  # the library's panics are no Exception
        if not isinstance(error, ValueError | OSError) and type(error).__name__ != "PanicException":
            raise
        logger.exception("PostgreSQL answers a search that the index could not")
        if not _is_sound(found.index_id):
            _open.drop(found.index_id)
        raise IndexUnusable from error


def _is_sound(index_id: UUID) -> bool:
    """Whether the index can be opened and asked at all: if so, it was the question."""
    try:
        opened = _opened(index_id)
        return opened is not None and opened.searcher().search(Query.all_query(), 1).hits is not None
    except (ValueError, OSError):
        return False


def _open_snapshot() -> Snapshot:
    try:
        return _open.snapshot()
    except (ValueError, OSError) as error:
        index_id = home.named()
        logger.warning("The search index %s cannot be opened, PostgreSQL answers: %s", index_id, error)
        if index_id:
            _open.drop(index_id)
        raise IndexUnusable from error


def _opened(index_id: UUID | None) -> Index | None:
    if index_id is None or home.is_broken(index_id):
        return None
    index = Index.open(str(home.path_of(index_id)))
    index.config_reader("manual")
    return index


def _committed_at(index_id: UUID | None) -> tuple[int, int]:
    if index_id is None:
        return 0, 0
    try:
        found = (home.path_of(index_id) / "meta.json").stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino
