"""A log as files, checked whole: every entry, every tile, the signed root; and one log against an older copy of it.

Owns what is wrong and where. Reads the layout of C2SP tlog-tiles below a directory; must not know who wrote it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.errors import EvidenceError
from haven.evidence.keyring import Trust
from haven.evidence.merkle import HASH_BYTES, leaf_hash, root, subtree_hash
from haven.evidence.notes import Key
from haven.evidence.tiles import WIDTH, TilePath, nodes_of, tiles_of, unpack_entries


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head that believed keys signed, and when witnesses say they did (Unix seconds)."""

    checkpoint: Checkpoint
    signers: dict[Key, int | None]
    place: Path


def read_head(path: Path, trust: Trust) -> SignedHead:
    """The head in this file.

    Raises:
        EvidenceError: it cannot be read, or nobody signed it who is believed.
    """
    try:
        checkpoint, _, signers = trust.open(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise EvidenceError(f"{path} cannot be read: {error}") from None
    except EvidenceError as error:
        raise EvidenceError(f"{path}: {error}") from None
    return SignedHead(checkpoint, signers, path)


def check_tree(directory: Path, head: Checkpoint) -> Iterator[str]:
    """What is wrong with the tiles and entries of a log; nothing where all of it leads to the head's root."""
    wrong = False
    for tile in tiles_of(head.size):
        for problem in _check_tile(directory, tile):
            wrong = True
            yield problem
    if wrong:
        return
    found = root(nodes_of(lambda level, number: _tile(directory, head.size, level, number)), head.size)
    if found != head.root:
        yield f"{directory}: the entries do not lead to the signed root of {head.size:,}"


def check_continues(directory: Path, newer: Checkpoint, older: Checkpoint) -> Iterator[str]:
    """Whether the log in the directory (sound, with the head `newer`) begins with what an older head signed."""
    found = root(nodes_of(lambda level, number: _tile(directory, newer.size, level, number)), older.size)
    if found != older.root:
        yield f"{directory}: its first {older.size:,} entries are not those that were signed earlier: rewritten"


def _tile(directory: Path, size: int, level: int, number: int) -> bytes:
    width = min(WIDTH, (size >> (8 * level)) - number * WIDTH)
    return _read(directory, TilePath(level, number, width))


def _read(directory: Path, path: TilePath) -> bytes:
    try:
        return (directory / str(path)).read_bytes()
    except OSError as error:
        raise EvidenceError(f"{directory / str(path)} cannot be read: {error.strerror}") from None


def _check_tile(directory: Path, path: TilePath) -> Iterator[str]:
    place = directory / str(path)
    try:
        hashes = _read(directory, path)
        if len(hashes) != path.width * HASH_BYTES:
            yield f"{place}: {len(hashes)} bytes where {path.width} hashes should be"
            return
        expected = _below(directory, path)
    except EvidenceError as error:
        yield str(error)
        return
    if len(expected) != path.width:
        yield f"{place}: {path.width} hashes over {len(expected)} entries"
    for i, below in enumerate(expected[: path.width]):
        if below != hashes[i * HASH_BYTES : (i + 1) * HASH_BYTES]:
            at = path.number * WIDTH + i
            what = f"entry {at:,} is not what was hashed" if path.level == 0 else f"hash {at:,} is not that of its tile"
            yield f"{place}: {what}"


def _below(directory: Path, path: TilePath) -> list[bytes]:
    """What the hashes of a tile must be: of the entries, or of the full tiles one level down."""
    if path.level is None or path.level == 0:
        bundle = TilePath(None, path.number, path.width)
        return [leaf_hash(entry) for entry in unpack_entries(_read(directory, bundle))]
    first = path.number * WIDTH
    tiles = [_read(directory, TilePath(path.level - 1, n)) for n in range(first, first + path.width)]
    return [_full(tile) for tile in tiles]


def _full(tile: bytes) -> bytes:
    if len(tile) != WIDTH * HASH_BYTES:
        raise EvidenceError("a tile that should be full is not")
    return subtree_hash([tile[i : i + HASH_BYTES] for i in range(0, len(tile), HASH_BYTES)])
