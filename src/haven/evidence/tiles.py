"""A tree kept in tiles of 256 hashes, as C2SP tlog-tiles lays them out.

Owns: which tiles a tree consists of, their paths, growing them, reading nodes out of them, and entry bundles.
Must not know where tiles are kept: `Tiles` gives the bytes of a tile as far as it is filled.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from haven.evidence.errors import EvidenceError
from haven.evidence.merkle import HASH_BYTES, Nodes, subtree_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT
LARGEST_ENTRY = 0xFFFF

Tiles = Callable[[int, int], bytes]
"""`(level, number)` → the hashes of that tile, one after the other, at least as many as are asked for."""

_PATH = re.compile(r"tile/(entries|0|[1-9]\d?)/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?\Z")


@dataclass(frozen=True, slots=True)
class TilePath:
    """What a tile's address names; `level` is None for a bundle of entries, `width` 256 for a full tile."""

    level: int | None
    number: int
    width: int = WIDTH

    def __str__(self) -> str:
        digits = f"{self.number:03d}"
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        parts = [digits[i : i + 3] for i in range(0, len(digits), 3)]
        where = "/".join([f"x{part}" for part in parts[:-1]] + parts[-1:])
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{'entries' if self.level is None else self.level}/{where}{partial}"

    @classmethod
    def parse(cls, path: str) -> "TilePath":
        """The tile of a path such as `tile/0/x001/234.p/17`.

        Raises:
            EvidenceError: it is no such path, or not in its one form.
        """
        match = _PATH.match(path)
        if match is None:
            raise EvidenceError(f"{path} is not the path of a tile")
        level, where, width = match.groups()
        found = cls(
            None if level == "entries" else int(level),
            int(where.replace("x", "").replace("/", "")),
            int(width) if width else WIDTH,
        )
        if str(found) != path or not 1 <= found.width <= WIDTH or (found.level or 0) > 63:
            raise EvidenceError(f"{path} is not the path of a tile")
        return found


def tiles_of(size: int) -> Iterator[TilePath]:
    """Every tile of hashes of a tree of this size, level by level."""
    level, count = 0, size
    while count:
        for number in range(-(-count // WIDTH)):
            yield TilePath(level, number, min(WIDTH, count - number * WIDTH))
        level, count = level + 1, count >> HEIGHT


def nodes_of(tiles: Tiles) -> Nodes:
    """The nodes of a tree kept in these tiles.

    Raises:
        EvidenceError: when a node is asked for that a tile does not reach.
    """

    def node(level: int, index: int) -> bytes:
        inside = level % HEIGHT
        first, count = index << inside, 1 << inside
        start = (first % WIDTH) * HASH_BYTES
        row = tiles(level // HEIGHT, first >> HEIGHT)[start : start + count * HASH_BYTES]
        if len(row) != count * HASH_BYTES:
            raise EvidenceError(f"tile {TilePath(level // HEIGHT, first >> HEIGHT)} is too short")
        return subtree_hash([row[i : i + HASH_BYTES] for i in range(0, len(row), HASH_BYTES)])

    return node


def grown(tiles: Tiles, size: int, leaves: Sequence[bytes]) -> dict[tuple[int, int], bytes]:
    """The tiles that change when leaf hashes are added to a tree of this size, whole as they are then.

    `tiles` is asked only for tiles that are begun and not full.
    """
    changed: dict[tuple[int, int], bytes] = {}
    level, count, new = 0, size, list(leaves)
    while new:
        for at, (number, added) in enumerate(_by_tile(count, new)):
            begun = tiles(level, number)[: (count % WIDTH) * HASH_BYTES] if at == 0 and count % WIDTH else b""
            changed[level, number] = begun + b"".join(added)
        first, last = count >> HEIGHT, (count + len(new)) >> HEIGHT
        new = [_hash_of_full(changed[level, number]) for number in range(first, last)]
        level, count = level + 1, first
    return changed


def _by_tile(count: int, new: Sequence[bytes]) -> Iterator[tuple[int, Sequence[bytes]]]:
    done = 0
    while done < len(new):
        room = WIDTH - (count + done) % WIDTH
        yield (count + done) >> HEIGHT, new[done : done + room]
        done += room


def _hash_of_full(tile: bytes) -> bytes:
    return subtree_hash([tile[i : i + HASH_BYTES] for i in range(0, len(tile), HASH_BYTES)])


def pack_entries(entries: Iterable[bytes]) -> bytes:
    """A bundle: each entry after its length in two bytes.

    Raises:
        EvidenceError: an entry is longer than 65,535 bytes.
    """
    packed = []
    for entry in entries:
        if len(entry) > LARGEST_ENTRY:
            raise EvidenceError(f"an entry of {len(entry)} bytes fits in no bundle")
        packed.append(len(entry).to_bytes(2, "big") + entry)
    return b"".join(packed)


def unpack_entries(bundle: bytes) -> list[bytes]:
    """The entries of a bundle.

    Raises:
        EvidenceError: it ends in the middle of one.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2], "big")
        entry = bundle[at + 2 : at + 2 + length]
        if at + 2 > len(bundle) or len(entry) != length:
            raise EvidenceError(f"the bundle of entries ends in the middle of entry {len(entries)}")
        entries.append(entry)
        at += 2 + length
    return entries
