"""The ads of one sweep as columns: one table, and one byte buffer of their texts.

Owns: bringing records and record batches into that form. Must not know: files, words, links.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from haven.networks.arrays import I64, U8
from haven.networks.compiled import kernel
from haven.networks.errors import DuplicateIdsError
from haven.records import AdRecord
from haven.records.schema import AD_SCHEMA

# Texts with 64-bit offsets, for a million of them are more than a string column holds.
COLUMNS = pa.schema(
    [f.with_type(pa.large_string()) if f.name in {"title", "body"} else f.with_nullable(True) for f in AD_SCHEMA]
)


class Corpus(NamedTuple):
    """Ads 0..n-1: row t of `table`, whose text (title, blank line, body) is `data[bounds[t]:bounds[t+1]]`."""

    table: pa.Table
    data: U8
    bounds: I64

    def text(self, ad: int) -> str:
        """The ad's text; bytes that are no UTF-8 read as U+FFFD."""
        return self.data[self.bounds[ad] : self.bounds[ad + 1]].tobytes().decode("utf-8", "replace")


def from_records(records: Iterable[AdRecord]) -> pa.Table:
    """A table of `COLUMNS`."""
    names = [f.name for f in fields(AdRecord)]
    rows = list(records)
    columns = {name: [getattr(row, name) for row in rows] for name in names}
    for name in ("title", "body"):
        columns[name] = [text.encode("utf-8", "replace").decode() for text in columns[name]]
    return pa.table([pa.array(columns[name], COLUMNS.field(name).type) for name in COLUMNS.names], schema=COLUMNS)


def conform(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with every column of `COLUMNS`, absent ones null."""
    columns = []
    for field in COLUMNS:
        if field.name not in batch.schema.names:
            columns.append(pa.nulls(batch.num_rows, field.type))
            continue
        column = batch[field.name]
        if pa.types.is_timestamp(column.type) and column.type.tz is None:
            column = column.cast(pa.timestamp("us")).cast(field.type)
        columns.append(column if column.type == field.type else column.cast(field.type))
    return pa.record_batch(columns, schema=COLUMNS)


def _refuse_duplicates(ids: pa.ChunkedArray) -> None:
    if pc.count_distinct(ids).as_py() == len(ids):
        return
    counts = ids.value_counts()
    repeated = counts.filter(pc.greater(pc.struct_field(counts, "counts"), 1))
    raise DuplicateIdsError(sorted(str(i) for i in pc.struct_field(repeated, "values").to_pylist()))


def _joined(batch: pa.RecordBatch) -> pa.LargeStringArray:
    """Title, blank line, body; the body alone where there is no title."""
    title, body = (pc.fill_null(batch[name], "") for name in ("title", "body"))
    both = pc.binary_join_element_wise(title, body, pa.scalar("\n\n", pa.large_string()))
    return pc.if_else(pc.equal(title, ""), body, both)


class _Texts:
    """Texts one behind the other, in memory that grows in place."""

    def __init__(self) -> None:
        self._data, self._lengths = bytearray(), [np.zeros(1, np.int64)]

    def add(self, texts: pa.LargeStringArray) -> None:
        """Put some more texts behind the others."""
        _, offsets, data = texts.buffers()
        bounds = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
        self._lengths.append(np.diff(bounds))
        if len(texts) and bounds[-1] > bounds[0]:
            self._data += memoryview(data)[bounds[0] : bounds[-1]]

    def all(self) -> tuple[U8, I64]:
        """The bytes, and where each text's begin."""
        data = np.frombuffer(self._data, np.uint8) if self._data else np.empty(0, np.uint8)
        return data, np.cumsum(np.concatenate(self._lengths))


@kernel
def _in_order(data: U8, bounds: I64, order: I64) -> tuple[U8, I64]:
    out, ends = np.empty(len(data), np.uint8), np.zeros(len(order) + 1, np.int64)
    for k in range(len(order)):
        begin, end = bounds[order[k]], bounds[order[k] + 1]
        ends[k + 1] = ends[k] + end - begin
        out[ends[k] : ends[k + 1]] = data[begin:end]
    return out, ends


def _batches(ads: Iterable[AdRecord] | Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    stream: Iterator[AdRecord | pa.RecordBatch] = iter(ads)
    first = next(stream, None)
    if first is None or isinstance(first, AdRecord):
        yield from from_records(chain([] if first is None else [first], stream)).to_batches()
    else:
        yield from map(conform, chain([first], stream))


def gather(ads: Iterable[AdRecord] | Iterable[pa.RecordBatch]) -> Corpus:
    """Columns of all ads in the order of their ids, so that the order they came in changes nothing.

    The table keeps every column but the body, which is in the text.

    Raises:
        DuplicateIdsError: two ads carry one id.
    """
    rest, texts = [], _Texts()
    for batch in _batches(ads):
        texts.add(_joined(batch))
        rest.append(batch.drop_columns(["body"]))
    table = pa.Table.from_batches(rest, schema=COLUMNS.remove(COLUMNS.get_field_index("body")))
    _refuse_duplicates(table["id"])
    data, bounds = texts.all()
    order = pc.sort_indices(table["id"]).to_numpy().astype(np.int64)
    if (np.diff(order) != 1).any():
        table = table.take(order)
        data, bounds = _in_order(data, bounds, order)
    return Corpus(table, data, bounds)
