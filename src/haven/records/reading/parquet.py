"""Parquet files."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from haven.records.errors import ReadingError
from haven.records.reading.opening import unpacked
from haven.records.reading.source import BATCH_ROWS, Rows, Tell


class Parquet:
    """An open `.parquet` file. Raises `ReadingError` for anything else."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size = path.stat().st_size
        self._done = 0
        try:
            self._bytes = unpacked(path)
        except OSError as error:
            raise ReadingError(f"{path}: cannot be unpacked ({_one_line(error)})") from error
        try:
            # Without pre-buffering, memory holds a batch's pages and not a row group's.
            self._file = pq.ParquetFile(self._bytes, pre_buffer=False)
        except (pa.ArrowException, OSError) as error:
            self._bytes.close()
            raise ReadingError(f"{path}: not a Parquet file ({_one_line(error)})") from error
        self.names = self._file.schema_arrow.names

    @property
    def used(self) -> int:
        """Bytes of the file read so far, as the share of its rows."""
        return self._size * self._done // max(1, int(self._file.metadata.num_rows))

    def close(self) -> None:
        """Close the file."""
        self._bytes.close()

    def rows(self, wanted: AbstractSet[str], tell: Tell) -> Iterator[Rows]:
        """The wanted columns with the types they have."""
        try:
            for batch in self._ahead(wanted):
                lines = range(self._done + 1, self._done + batch.num_rows + 1)
                self._done += batch.num_rows
                yield Rows({name: _sound(batch.column(name), lines, tell) for name in wanted}, lines)
        except (pa.ArrowException, OSError) as error:
            raise ReadingError(f"{self._path}: broken after row {self._done} ({_one_line(error)})") from error

    def _ahead(self, wanted: AbstractSet[str]) -> Iterator[pa.RecordBatch]:
        """The file's batches, each read while the one before is worked on."""
        batches = self._file.iter_batches(BATCH_ROWS, columns=sorted(wanted), use_threads=False)
        with ThreadPoolExecutor(1) as reading:
            coming = reading.submit(next, batches, None)
            while (batch := coming.result()) is not None:
                coming = reading.submit(next, batches, None)
                yield batch


def _sound(array: pa.Array, lines: range, tell: Tell) -> pa.Array:
    """The column, its strings proven to be UTF-8: Arrow takes the file's word for it."""
    if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
        return array
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        values = array.cast(pa.large_binary()).to_pylist()
        mended = [value if value is None else value.decode("utf-8", "replace") for value in values]
        for line, value, text in zip(lines, values, mended, strict=True):
            if text is not None and text.encode() != value:
                tell(line, "text that is not in the file's encoding", False)
        return pa.array(mended, pa.string())
    return array


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
