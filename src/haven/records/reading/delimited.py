"""Comma-, semicolon- and tab-separated files with a header, quoted as RFC 4180 has it."""

import codecs
import csv
import io
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import IO, cast

from haven.records.errors import ReadingError
from haven.records.reading.opening import Recoded, suffix_of
from haven.records.reading.source import LOST, Rows, Tell, in_batches, text_array, whole

_LONGEST_FIELD = 1 << 26
_LINES_OF_A_ROW = 200
_DELIMITERS = ",;\t|"


class Delimited:
    """An open `.csv` or `.tsv` file. Raises `ReadingError` for an unknown encoding or a missing header."""

    def __init__(self, path: Path, *, encoding: str | None, delimiter: str | None) -> None:
        csv.field_size_limit(_LONGEST_FIELD)
        self._path = path
        self._bytes = Recoded(path, encoding)
        name = codecs.lookup(self._bytes.encoding or "utf-8").name
        self._text = io.TextIOWrapper(
            cast("IO[bytes]", self._bytes),
            encoding="utf-8-sig" if name == "utf-8" else name,
            errors=LOST,
            newline="",
        )
        self._delimiter = delimiter
        try:
            self.names = self._header()
        except ReadingError:
            self.close()
            raise

    def _header(self) -> list[str]:
        try:
            first = self._text.readline(_LONGEST_FIELD)
            guess = "\t" if suffix_of(self._path) == ".tsv" else max(_DELIMITERS, key=first.count)
            self._reader = csv.reader(self._lines(first), delimiter=self._delimiter or guess)
            return [whole(name).strip() for name in next(self._reader, [])]
        except (OSError, EOFError, UnicodeError, csv.Error) as error:
            raise ReadingError(f"{self._path}: cannot be read ({error})") from error

    @property
    def used(self) -> int:
        """Bytes of the file read so far."""
        return self._bytes.used

    def close(self) -> None:
        """Close the file."""
        self._text.close()

    def _lines(self, first: str) -> Iterator[str]:
        yield first
        yield from self._text

    def rows(self, wanted: AbstractSet[str], tell: Tell) -> Iterator[Rows]:
        """The wanted columns; rows with too few or too many fields are told and left out."""
        places = {name: i for i, name in reversed(list(enumerate(self.names))) if name in wanted}
        for batch, lines in in_batches(self._whole(tell), lambda row: sum(map(len, row))):
            yield _columns(batch, lines, places, tell)

    def _whole(self, tell: Tell) -> Iterator[tuple[int, list[str]]]:
        """The rows that have as many fields as the header."""
        for line, row in self._records(tell):
            if len(row) == len(self.names):
                yield line, row
            else:
                open_quote = self._reader.line_num - line > _LINES_OF_A_ROW
                why = " (over many lines: does a quotation mark not close?)" if open_quote else ""
                tell(line, f"{len(row)} fields instead of {len(self.names)}{why}", True)

    def _records(self, tell: Tell) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line it starts on; blank lines are no rows."""
        while True:
            line = self._reader.line_num + 1
            try:
                row = next(self._reader, None)
            except csv.Error as error:
                tell(line, f"no row of a table: {error}", True)
                continue
            except (OSError, EOFError, UnicodeError) as error:
                raise ReadingError(f"{self._path}: the file breaks off at line {line} ({error})") from error
            if row is None:
                return
            if row:
                yield line, row


def _columns(batch: list[list[str]], lines: list[int], places: dict[str, int], tell: Tell) -> Rows:
    return Rows({name: text_array([row[i] for row in batch], lines, tell, name) for name, i in places.items()}, lines)
