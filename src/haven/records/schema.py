"""Ads as columns: the one form in which many of them are handed on.

Owns: the columns' names and types, and the way to `AdRecord`. Must not know: files.
"""

from collections.abc import Iterator

import pyarrow as pa

from haven.records.ad import AdRecord

AD_SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("body", pa.string(), nullable=False),
        pa.field("category", pa.string()),
        pa.field("posted_at", pa.timestamp("us", "UTC")),
        pa.field("price", pa.float64()),
        pa.field("currency", pa.string()),
        pa.field("place", pa.string()),
        pa.field("latitude", pa.float64()),
        pa.field("longitude", pa.float64()),
        pa.field("author", pa.string()),
        pa.field("contacts", pa.list_(pa.string()), nullable=False),
        pa.field("photo_hashes", pa.list_(pa.string()), nullable=False),
    ]
)
"""One column per field of `AdRecord`, of the same meaning and unit; no text is the empty string, no contact []."""


def to_records(batch: pa.RecordBatch) -> Iterator[AdRecord]:
    """The rows of a batch with the columns of `AD_SCHEMA`, one by one."""
    columns = {name: batch.column(name).to_pylist() for name in AD_SCHEMA.names}
    for name in ("contacts", "photo_hashes"):
        columns[name] = [tuple(values) for values in columns[name]]
    for row in zip(*columns.values(), strict=True):
        yield AdRecord(**dict(zip(columns, row, strict=True)))
