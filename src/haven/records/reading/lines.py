"""Files of messages, one a line, without a header: plain text, or a table whose last field is the text."""

import io
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import cast

from haven.records.errors import ReadingError
from haven.records.reading.opening import Recoded
from haven.records.reading.source import LOST, Rows, Tell, in_batches, text_array

_LONGEST_LINE = 1 << 20


class Lines:
    """An open file of lines. Of a line with tabs, what stands behind the last tab is the text; blank lines are none."""

    names = ("text",)

    def __init__(self, path: Path, *, encoding: str | None) -> None:
        self._path = path
        self._bytes = Recoded(path, encoding)
        self._text = io.TextIOWrapper(
            io.BufferedReader(cast("io.RawIOBase", self._bytes)),
            encoding=self._bytes.encoding or "utf-8-sig",
            errors=LOST,
        )

    @property
    def used(self) -> int:
        """Bytes of the file read so far."""
        return self._bytes.used

    def close(self) -> None:
        """Close the file."""
        self._text.close()

    def rows(self, wanted: AbstractSet[str], tell: Tell) -> Iterator[Rows]:
        """The texts, batch by batch."""
        for batch, lines in in_batches(self._texts(), len):
            yield Rows({name: text_array(batch, lines, tell, name) for name in wanted}, lines)

    def _texts(self) -> Iterator[tuple[int, str]]:
        number = 0
        try:
            while line := self._text.readline(_LONGEST_LINE):
                number += 1
                if text := line.rpartition("\t")[2].strip():
                    yield number, text
        except (OSError, EOFError) as error:
            raise ReadingError(f"{self._path}: the file breaks off at line {number + 1} ({error})") from error
