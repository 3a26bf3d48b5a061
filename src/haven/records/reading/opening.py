"""Files as they lie on disk: which there are, what they are called, and their bytes, unpacked.

Owns: suffixes and compression. Must not know: rows and columns.
"""

import codecs
import io
import tempfile
from collections.abc import Container, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from haven.records.errors import ReadingError
from haven.records.reading.source import LOST

FORMATS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
_PACKED = {".gz": "gzip", ".zst": "zstd"}
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Without a mark: where the zeros of two plain letters are (RFC 4627, section 3).
_ZEROS: dict[tuple[bool, ...], str] = {
    (True, False, False, False): "utf-32-le", (False, False, False, True): "utf-32-be",
    (True, False, True, False): "utf-16-le", (False, True, False, True): "utf-16-be",
}  # fmt: skip
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
        hint = "; a file of messages needs --messages" if suffix_of(path) in PLAIN else ""
        raise ReadingError(f"{path}: not a format that is read here; use {_READABLE}{hint}")
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise ReadingError(f"{path}: the file is empty")
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read ({error.strerror})") from error


class Counted(io.BufferedIOBase):
    """The file's bytes, unpacked, counting how many of it as packed have been used."""

    encoding: str | None = None

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


class Recoded(Counted):
    """The bytes of a text file; what is in UTF-16 or UTF-32 comes as UTF-8, so that lines end where bytes say so.

    `encoding` is then UTF-8, else the one given; what is no letter in it comes as a byte that is none in UTF-8. Raises
    `ReadingError` for an encoding that there is not.
    """

    def __init__(self, path: Path, encoding: str | None) -> None:
        super().__init__(path)
        self.encoding, self._ahead, self._decoder = encoding, b"", None
        try:
            name = codecs.lookup(encoding or "utf-8").name
            self._ahead = super().read(4)
        except LookupError:
            self.close()
            raise ReadingError(f"unknown encoding {encoding}; try utf-8, latin-1 or cp1252") from None
        except OSError as error:
            self.close()
            raise ReadingError(f"{path}: cannot be read ({error})") from error
        marked = next((wide for mark, wide in _MARKS if self._ahead.startswith(mark)), "")
        asked = name if name.startswith(("utf-16", "utf-32")) else ""
        wide = marked or asked or ("" if encoding else _ZEROS.get(tuple(map(bool, self._ahead)), ""))
        if wide:
            self.encoding = "utf-8"
            self._decoder = codecs.getincrementaldecoder(wide)(LOST)
            self._ahead = self._recoded(self._decoder, self._ahead)

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to `size` bytes."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        while not self._ahead:
            data = super().read(size)
            if self._decoder is None:
                return data
            self._ahead = self._recoded(self._decoder, data)
            if not data and not self._ahead:
                return data
        given, self._ahead = self._ahead[:size], self._ahead[size:]
        return given

    @staticmethod
    def _recoded(decoder: codecs.IncrementalDecoder, data: bytes) -> bytes:
        """As UTF-8; without data, what was left over of a letter that broke off."""
        return decoder.decode(data, final=not data).encode("utf-8", "surrogateescape")


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
