"""What partitions send each other.

Owns: parcels, the inbox a kernel reads, dealing rows out to partitions. Must not know: Daft, what is in a parcel.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from haven.networks.arrays import I64, Numbers

_Kind = TypeVar("_Kind", bound=np.generic)
# The partition that stands for the driver.
DRIVER = -1


class Parcel(NamedTuple):
    """Rows of one kind (`side`) for partition `part`."""

    part: int
    side: str
    table: pa.Table


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that was sent to partition `part`: per side (sender, rows), by sender."""

    part: int
    sides: dict[str, list[tuple[int, pa.Table]]] = field(default_factory=dict)

    def sent(self, side: str) -> list[tuple[int, pa.Table]]:
        """Senders and their rows."""
        return self.sides.get(side, [])

    def rows(self, side: str) -> pa.Table | None:
        """The rows of all senders, one after the other; None if there are none."""
        tables = [table for _, table in self.sent(side)]
        return pa.concat_tables(tables).combine_chunks() if tables else None


Kernel = Callable[[Inbox], Iterable[Parcel]]


def numbers(table: pa.Table, name: str, kind: type[_Kind]) -> npt.NDArray[_Kind]:
    """A column of numbers."""
    return table[name].to_numpy().astype(kind, copy=False)  # type: ignore[no-any-return]


def lists(values: Numbers, offsets: I64) -> pa.LargeListArray:
    """A column of lists: row t is `values[offsets[t]:offsets[t+1]]`."""
    return pa.LargeListArray.from_arrays(pa.array(offsets - offsets[0]), pa.array(values[offsets[0] : offsets[-1]]))


def unlisted(table: pa.Table, name: str, kind: type[_Kind]) -> tuple[npt.NDArray[_Kind], I64]:
    """Values and offsets of a column of lists."""
    column = table[name].combine_chunks()
    array = column if isinstance(column, pa.Array) else pa.concat_arrays(column.chunks)
    offsets = array.offsets.to_numpy()
    return array.flatten().to_numpy().astype(kind, copy=False), offsets - offsets[0]


def deal(table: pa.Table, parts: Numbers, side: str) -> Iterator[Parcel]:
    """Each row to the partition named for it; rows keep their order."""
    if not len(parts):
        return
    order = np.argsort(parts, kind="stable")
    parts = parts[order]
    begins = np.flatnonzero(np.diff(parts, prepend=parts[0] - 1))
    dealt = table.take(pa.array(order))
    for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(parts)], strict=True):
        yield Parcel(int(parts[begin]), side, dealt.slice(begin, end - begin))


def by_name(names: Iterable[str], parts: int) -> I64:
    """A partition for each name, the same everywhere."""
    return np.array([crc32(name.encode()) % parts for name in names], np.int64)
