"""Parquet files."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from haven.records.errors import ReadingError
from haven.records.reading.opening import unpacked
from haven.records.reading.source import BATCH_ROWS, LOST, WRONG_ENCODING, Rows, Tell, whole

_TEXT = (
    pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view(),
)  # fmt: skip


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
                yield Rows({name: _sound(batch.column(name), lines, tell, name) for name in wanted}, lines)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise ReadingError(f"{self._path}: broken after row {self._done} ({_one_line(error)})") from error

    def _ahead(self, wanted: AbstractSet[str]) -> Iterator[pa.RecordBatch]:
        """The file's batches, each read while the one before is worked on."""
        batches = self._file.iter_batches(BATCH_ROWS, columns=sorted(wanted), use_threads=False)
        with ThreadPoolExecutor(1) as reading:
            coming = reading.submit(next, batches, None)
            while (batch := coming.result()) is not None:
                coming = reading.submit(next, batches, None)
                yield batch


def _sound(array: pa.Array, lines: range, tell: Tell, name: str) -> pa.Array:
    """The column, its text as strings that are proven to be UTF-8: Arrow takes the file's word for it."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    as_bytes, as_text = _retyped(array.type, pa.binary()), _retyped(array.type, pa.string())
    if as_bytes == as_text:
        return array
    try:
        array.validate(full=True)
        return array.cast(as_text)
    except pa.ArrowInvalid:
        values = [_decoded(value) for value in array.cast(as_bytes).to_pylist()]
    for line, (_, lost) in zip(lines, values, strict=True):
        if lost:
            tell(line, WRONG_ENCODING, False, name)
    return pa.array([value for value, _ in values], as_text)


def _retyped(kind: pa.DataType, text: pa.DataType) -> pa.DataType:
    """The type with `text` for all that is text or bytes in it."""
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(_retyped(kind.value_type, text))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_retyped(field.type, text)) for field in kind])
    return text if kind in _TEXT else kind


def _decoded(value: Any) -> tuple[Any, bool]:
    """The value with strings for bytes, and whether letters of it were lost."""
    if isinstance(value, bytes):
        text = value.decode("utf-8", LOST)
        mended = whole(text)
        return mended, mended != text
    if isinstance(value, list):
        items = [_decoded(item) for item in value]
        return [item for item, _ in items], any(lost for _, lost in items)
    if isinstance(value, dict):
        fields = {key: _decoded(item) for key, item in value.items()}
        return {key: item for key, (item, _) in fields.items()}, any(lost for _, lost in fields.values())
    return value, False


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
