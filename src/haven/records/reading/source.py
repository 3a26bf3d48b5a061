"""What every format gives: named columns, a batch of rows at a time, each row with its line.

Bytes that are no letter in a file's encoding are never dropped unseen, whatever the format and the encoding: decoding
by `LOST` lets them through as halves of characters, which become U+FFFD and are told where the column is made.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, Protocol, TypeVar

import pyarrow as pa

from haven.records.errors import ReadingError

BATCH_ROWS = 16_384
BATCH_CHARACTERS = 1 << 25
"""A batch ends with the row that reaches either, so that memory stays bounded."""


WRONG_ENCODING = "text that is not in the file's encoding"
LOST = "haven.lost"
"""How to decode: the name of what `codecs` does about bytes that are no letter."""


def _as_half(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return "\udcff", error.end
    raise error


codecs.register_error(LOST, _as_half)


class Tell(Protocol):
    """Is told of every problem."""

    def __call__(self, line: int, what: str, dropped: bool, about: str = "") -> None:
        """At `line` there is `what`, the row was dropped or not; `about` says which one, where `what` does not."""


_Row = TypeVar("_Row")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Rows(NamedTuple):
    """A batch: equally long columns by name, and the 1-based line of each row."""

    table: dict[str, pa.Array]
    lines: Sequence[int]


class Source(Protocol):
    """An open file of ads."""

    @property
    def names(self) -> Sequence[str]:
        """The columns, in the file's order."""

    @property
    def used(self) -> int:
        """Bytes of the file read so far."""

    def rows(self, wanted: AbstractSet[str], tell: Tell) -> Iterator[Rows]:
        """The wanted columns, batch by batch."""

    def close(self) -> None:
        """Close the file."""


def in_batches(
    rows: Iterable[tuple[int, _Row]], characters: Callable[[_Row], int]
) -> Iterator[tuple[list[_Row], list[int]]]:
    """Rows and their lines, as many as make a batch; when the file breaks off, first what stands before the break.

    Raises:
        ReadingError: `rows` raised it, once all before it was given.
    """
    batch: list[_Row] = []
    lines: list[int] = []
    size = 0
    broken: ReadingError | None = None
    try:
        for line, row in rows:
            lines.append(line)
            batch.append(row)
            size += characters(row)
            if len(batch) >= BATCH_ROWS or size >= BATCH_CHARACTERS:
                yield batch, lines
                batch, lines, size = [], [], 0
    except ReadingError as error:
        broken = error
    if batch:
        yield batch, lines
    if broken:
        raise broken


def text_array(values: list[Any], lines: Sequence[int], tell: Tell, name: str = "") -> pa.Array:
    """Strings and None as a column; halves of characters, which are not Unicode, become U+FFFD and are told.

    `name` is the column that is told of.
    """
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:
        pass
    for i, value in enumerate(values):
        if value is not None and _SURROGATE.search(value):
            values[i] = whole(value)
            tell(lines[i], WRONG_ENCODING, False, name)
    return pa.array(values, pa.string())


def whole(text: str) -> str:
    """The text with U+FFFD for halves of characters."""
    return _SURROGATE.sub("\ufffd", text)
