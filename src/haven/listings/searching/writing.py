"""Writing the index: changes in small batches, or everything anew.

Owns the one writer that an index can have. What is committed survives a kill at any moment; what is not is taken from
the outbox again. Must not know which process it runs in.
"""

from collections.abc import Iterator
from types import TracebackType
from typing import Self
from uuid import UUID, uuid4

from tantivy import Index, IndexWriter, Query

from haven.listings.searching import home, outbox
from haven.listings.searching.analysis import stemmed_languages
from haven.listings.searching.document import document, live_ads, register_analysers, schema

BATCH = 200  # changes: less than half a second's work, so that a new ad behind them is found within one
_HEAP = 50_000_000  # bytes that wait for a commit
_HEAP_FOR_ALL = 200_000_000
_AT_ONCE = 2000


class Keeper:
    """The writer of one index. Use it in `with`: leaving waits until its files are in order."""

    def __init__(self, index_id: UUID, *, heap: int = _HEAP) -> None:
        """Raises `ValueError` where the index cannot be opened or another process writes it."""
        self.index_id = index_id
        self._languages = stemmed_languages()
        path = str(home.path_of(index_id))
        self._index = Index.open(path) if Index.exists(path) else Index(schema(self._languages), path=path)
        register_analysers(self._index, self._languages)
        self._writer: IndexWriter = self._index.writer(heap_size=heap, num_threads=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._writer.wait_merging_threads()

    def catch_up(self) -> int:
        """Bring in one batch of changes and commit it.

        Returns:
            How many ads that were; 0 when nothing is waiting.
        """
        taken = outbox.take(self.index_id, BATCH)
        changed = {listing_id for _, listing_id in taken}
        # by a query: asked to delete by a term, the library takes the number for a signed one and finds nothing
        self._writer.delete_documents_by_query(Query.term_set_query(self._index.schema, "id", sorted(changed)))
        for ad in live_ads(changed):
            self._writer.add_document(document(ad, self._index.schema, self._languages))
        if taken:
            self._writer.commit()
            outbox.acknowledge(row for row, _ in taken)
        return len(changed)

    def fill(self) -> Iterator[int]:
        """Bring in every live ad; yields how many there are so far. The index must be empty."""
        last, count = 0, 0
        while ads := live_ads(beyond=last, limit=_AT_ONCE):
            for ad in ads:
                self._writer.add_document(document(ad, self._index.schema, self._languages))
            last, count = ads[-1].id, count + len(ads)
            yield count
        self._writer.commit()


def rebuild() -> Iterator[int]:
    """Make a new index of all live ads and put it in use; yields how many ads are in it so far.

    Searches go on with the old one meanwhile. Killed, it leaves a directory that the next one removes.

    Raises:
        BlockingIOError: another process is making one.
    """
    with home.building() as alone:
        if not alone:
            raise BlockingIOError("another process is making a new index")
        for left in home.leftovers():
            outbox.forget(left)
            home.remove(left)
        before, index_id = home.named(), uuid4()
        home.make(index_id)
        outbox.ask_to_be_told(index_id)
        with Keeper(index_id, heap=_HEAP_FOR_ALL) as keeper:
            yield from keeper.fill()
            while keeper.catch_up():
                pass
        home.Stamp.wanted().write(home.path_of(index_id))
        home.put_in_use(index_id)
        if before:
            outbox.forget(before)
            home.remove(before)
