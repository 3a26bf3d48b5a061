"""New ads on top of an earlier result's.

Owns: which of the earlier ads still count. Must not know: where the new ads come from, how networks are found.
"""

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from haven.networks.stored import StoredResult


class Continued:
    """New ads, then the earlier ones: iterate once for record batches.

    An earlier ad whose id is among the new ones is replaced by it. Sweeping this equals sweeping all the files at once.
    """

    def __init__(self, new: Iterable[pa.RecordBatch], earlier: StoredResult) -> None:
        """Take the new ads' batches, and the result that keeps the earlier ones."""
        self._new, self._earlier = new, earlier
        self.kept = 0
        """How many earlier ads still count, once all were handed on."""
        self.replaced = 0
        """How many earlier ads were replaced by new ones of the same id."""

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        ids = []
        for batch in self._new:
            ids.append(batch.column(batch.schema.get_field_index("id")).cast(pa.string()))
            yield batch
        known = pa.chunked_array(ids, pa.string()).combine_chunks()
        for batch in self._earlier.ads():
            kept = batch.filter(pc.invert(pc.is_in(batch.column(batch.schema.get_field_index("id")), value_set=known)))
            self.kept += kept.num_rows
            self.replaced += batch.num_rows - kept.num_rows
            yield kept
