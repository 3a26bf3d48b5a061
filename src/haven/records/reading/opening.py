"""Files as they lie on disk: which there are, what they are called, and their bytes, unpacked.

Owns: suffixes and compression. Must not know: rows and columns.
"""

import io
import tempfile
from collections.abc import Container, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from haven.records.errors import ReadingError

FORMATS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
_PACKED = {".gz": "gzip", ".zst": "zstd"}
PLAIN = {".txt": "lines"}
"""Formats of messages only: a directory of ads may hold notes that are none."""
_READABLE = ".jsonl, .ndjson, .csv, .tsv, .parquet or .xml, each also with .gz or .zst"


def suffix_of(path: Path) -> str:
    """The suffix that says the format, lower case, compression aside."""
    return Path(path.stem if path.suffix.lower() in _PACKED else path.name).suffix.lower()


def stem_of(path: Path) -> str:
    """The file's name without format and compression."""
    return Path(path.stem if path.suffix.lower() in _PACKED else path.name).stem


def list_files(paths: Iterable[Path]) -> list[Path]:
    """The files meant by paths and directories (not searched deeper), in order; raises `ReadingError` for no file."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if suffix_of(p) in FORMATS and p.is_file())
            if not inside:
                raise ReadingError(f"{path}: no file in this directory ends in {_READABLE}")
            files += inside
        else:
            files.append(path)
    if not files:
        raise ReadingError("no file given")
    return files


def check(path: Path, formats: Container[str] = FORMATS) -> None:
    """Raise `ReadingError` for what is no readable, non-empty file of one of these formats."""
    if not path.exists():
        raise ReadingError(f"{path}: no such file")
    if suffix_of(path) not in formats:
        raise ReadingError(f"{path}: not a format that is read here; use {_READABLE}")
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise ReadingError(f"{path}: the file is empty")
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read ({error.strerror})") from error


class Counted(io.BufferedIOBase):
    """The file's bytes, unpacked, counting how many of it as packed have been used."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        packing = _PACKED.get(path.suffix.lower())
        packed = pa.PythonFile(self._file, "r")
        self._stream = pa.CompressedInputStream(packed, packing) if packing else self._file

    @property
    def used(self) -> int:
        """Bytes read from the disk so far."""
        return self._file.tell() if not self._file.closed else 0

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to `size` unpacked bytes."""
        return bytes(self._stream.read(size if size is not None and size >= 0 else None))

    def read1(self, size: int = -1, /) -> bytes:
        """As `read`, a megabyte at a time when no size is given."""
        return self.read(size if size >= 0 else 1 << 20)

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer with unpacked bytes."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()


def unpacked(path: Path) -> BinaryIO:
    """A seekable file of the unpacked bytes: the file itself, or a temporary copy that vanishes when closed."""
    if path.suffix.lower() not in _PACKED:
        return path.open("rb")
    with ExitStack() as on_failure, Counted(path) as packed:
        copy = on_failure.enter_context(tempfile.TemporaryFile())
        while chunk := packed.read(1 << 20):
            copy.write(chunk)
        copy.seek(0)
        on_failure.pop_all()
        return copy


def total_size(files: Sequence[Path]) -> int:
    """Bytes on disk."""
    return sum(path.stat().st_size for path in files)
