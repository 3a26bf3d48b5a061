"""What every format gives: named columns, a batch of rows at a time, each row with its line."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

BATCH_ROWS = 16_384
BATCH_CHARACTERS = 1 << 25
"""A batch ends with the row that reaches either, so that memory stays bounded."""


WRONG_ENCODING = "text that is not in the file's encoding"


class Tell(Protocol):
    """Is told of every problem."""

    def __call__(self, line: int, what: str, dropped: bool, about: str = "") -> None:
        """At `line` there is `what`, the row was dropped or not; `about` says which one, where `what` does not."""


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
            values[i] = _SURROGATE.sub("\ufffd", value)
            tell(lines[i], WRONG_ENCODING, False, name)
    return pa.array(values, pa.string())
