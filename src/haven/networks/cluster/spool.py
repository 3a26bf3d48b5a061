"""What partitions keep between two stages, in a directory that all machines see.

Owns: the files, their names. Must not know: what is in them, Daft.

Partitions keep their rows in files rather than in dataframes, so that a shuffle moves messages, not the texts again.
A file appears whole or not at all: a stage that is run again after a failure writes the same file once more.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from haven.networks.corpus import COLUMNS, conform, from_records
from haven.records import AdRecord


@dataclass(frozen=True, slots=True)
class Spool:
    """Tables by name and partition under `directory`."""

    directory: Path

    def _path(self, name: str, part: int) -> Path:
        return self.directory / f"{name}-{part}.arrow"

    def write(self, name: str, part: int, table: pa.Table) -> None:
        """Keep a table."""
        path = self._path(name, part)
        draft = path.with_suffix(f".{os.getpid()}.draft")
        with pa.OSFile(str(draft), "wb") as file, pa.ipc.new_file(file, table.schema) as out:
            out.write_table(table)
        draft.replace(path)

    def read(self, name: str, part: int) -> pa.Table:
        """A kept table, mapped rather than read; its columns are each in one piece."""
        with pa.memory_map(str(self._path(name, part))) as file:
            return pa.ipc.open_file(file).read_all().combine_chunks()

    def has(self, name: str, part: int) -> bool:
        """Whether there is such a table."""
        return self._path(name, part).exists()

    def remove(self, name: str, part: int) -> None:
        """Forget a table."""
        self._path(name, part).unlink(missing_ok=True)

    def take_in(self, ads: Iterable[AdRecord] | Iterable[pa.RecordBatch], rows: int) -> int:
        """Keep ads as tables "ads" of so many rows; how many tables there are."""
        held: list[pa.RecordBatch] = []
        files = count = 0
        for batch in _batches(ads, rows):
            held.append(batch)
            count += batch.num_rows
            while count >= rows:
                table = pa.Table.from_batches(held)
                self.write("ads", files, table.slice(0, rows))
                held = table.slice(rows).combine_chunks().to_batches()
                files, count = files + 1, count - rows
        if count or not files:
            self.write("ads", files, pa.Table.from_batches(held, schema=COLUMNS))
            files += 1
        return files

    def ids(self, files: int) -> pa.Array:
        """The ids of all ads, sorted."""
        ids = pa.concat_arrays([self.read("ads", k)["id"].combine_chunks() for k in range(files)])
        return ids.take(pc.sort_indices(ids))


def _batches(ads: Iterable[AdRecord] | Iterable[pa.RecordBatch], rows: int) -> Iterable[pa.RecordBatch]:
    records: list[AdRecord] = []
    for item in ads:
        if isinstance(item, AdRecord):
            records.append(item)
            if len(records) == rows:
                yield from from_records(records).to_batches()
                records = []
        elif item.num_rows:
            yield conform(item)
    if records:
        yield from from_records(records).to_batches()
