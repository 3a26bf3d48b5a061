"""Files of one JSON object a line."""

import codecs
import io
import json
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

import pyarrow as pa

from haven.records.errors import ReadingError
from haven.records.reading.opening import Recoded
from haven.records.reading.source import LOST, Rows, Tell, in_batches, text_array

_LONGEST_LINE = 1 << 26
_LOOKED_AT = 200
_AT_ONCE = 1 << 16  # of a packed file that breaks off, this much before the break may be lost
# Numbers stay as they are written: identifiers longer than a float, prices without rounding.
_decode = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=lambda _: None).decode
_Line = tuple[int, bytes]
_Sized = tuple[dict[str, Any], int]


class JsonLines:
    """An open `.jsonl` file. Raises `ReadingError` when its first lines hold no object."""

    def __init__(self, path: Path, *, encoding: str | None) -> None:
        self._path = path
        self._bytes = Recoded(path, encoding)
        self._encoding = self._bytes.encoding or "utf-8"
        self._rest = self._lines()
        try:
            self._first = list(islice(self._rest, _LOOKED_AT))
            self.names = self._names()
        except ReadingError:
            self.close()
            raise

    def _names(self) -> list[str]:
        names: dict[str, None] = {}
        for _, line in self._first:
            names |= dict.fromkeys(self._object(line) or ())
        if not names:
            array = bool(self._first) and self._first[0][1].lstrip(b" \t")[:1] == b"["
            why = "it is one JSON array; write one object a line" if array else "no object in its first lines"
            raise ReadingError(f"{self._path}: not JSON lines: {why}")
        return list(names)

    @property
    def used(self) -> int:
        """Bytes of the file read so far."""
        return self._bytes.used

    def close(self) -> None:
        """Close the file."""
        self._bytes.close()

    def _lines(self) -> Iterator[_Line]:
        """Every line that is not blank, with its number; of one that is too long, the start, which is no JSON.

        A carriage return alone ends a line too: inside of JSON there is none.
        """
        file = io.BufferedReader(cast("io.RawIOBase", self._bytes), _AT_ONCE)
        number = 0
        try:
            while line := file.readline(_LONGEST_LINE):
                rest = line
                while not rest.endswith(b"\n") and len(rest) == _LONGEST_LINE:
                    rest = file.readline(_LONGEST_LINE)
                for piece in line.rstrip(b"\r\n").split(b"\r"):
                    number += 1
                    text = piece.removeprefix(codecs.BOM_UTF8) if number == 1 else piece
                    if text.strip():
                        yield number, text
        except OSError as error:
            raise ReadingError(f"{self._path}: the file breaks off at line {number + 1} ({error})") from error

    def _object(self, line: bytes) -> dict[str, Any] | None:
        try:
            found = _decode(line.decode(self._encoding, LOST))
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def rows(self, wanted: AbstractSet[str], tell: Tell) -> Iterator[Rows]:
        """The wanted columns; lines that hold no object are told and left out."""
        for batch, lines in in_batches(self._objects(tell), itemgetter(1)):
            yield _columns([found for found, _ in batch], lines, wanted, tell)

    def _objects(self, tell: Tell) -> Iterator[tuple[int, _Sized]]:
        """The object of each line, and how long the line is."""
        for number, line in chain(self._first, self._rest):
            found = self._object(line)
            if found is None:
                tell(number, "no JSON object", True)
            else:
                yield number, (found, len(line))


def _columns(batch: list[dict[str, Any]], lines: list[int], wanted: AbstractSet[str], tell: Tell) -> Rows:
    return Rows({name: _array([row.get(name) for row in batch], lines, tell, name) for name in sorted(wanted)}, lines)


def _array(values: list[Any], lines: list[int], tell: Tell, name: str) -> pa.Array:
    """The values as strings, or as lists of strings where one of them is a list."""
    if any(isinstance(value, list) for value in values):
        lists = [value if isinstance(value, list) else [] if value is None else [value] for value in values]
        flat = [_string(item) for items in lists for item in items]
        owners = [line for items, line in zip(lists, lines, strict=True) for _ in items]
        offsets = [0, *_running(len(items) for items in lists)]
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), text_array(flat, owners, tell, name))
    return text_array([_string(value) for value in values], lines, tell, name)


def _running(lengths: Iterable[int]) -> Iterator[int]:
    total = 0
    for length in lengths:
        total += length
        yield total


def _string(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        value = list(value.values())
    return ", ".join(text for item in value if (text := _string(item)))
