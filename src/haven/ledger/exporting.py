"""The log as files: what an auditor takes away and anyone checks with `haven verify`, offline.

Owns the order of writing. The layout is that of C2SP tlog-tiles: `checkpoint`, `tile/…`, `tile/entries/…`; beside them
`keys.txt`, the keys as the site names them (which is no reason to believe them).
"""

from collections.abc import Iterator
from pathlib import Path

from haven.evidence.merkle import HASH_BYTES
from haven.evidence.tiles import WIDTH, TilePath, pack_entries, tiles_of
from haven.ledger.leaves import leaf_bytes
from haven.ledger.models import Leaf, SignedCheckpoint
from haven.ledger.signing import head_of, keyring
from haven.ledger.tree import read_tile


def key_list() -> str:
    """The public keys of the log, one a line, the newest first."""
    return "".join(f"{key}\n" for key in keyring().trusted)


def tile(path: TilePath) -> bytes:
    """A tile of hashes as far as the path says, shorter where the tree is; or a bundle of that many entries."""
    if path.level is not None:
        return read_tile(path.level, path.number)[: path.width * HASH_BYTES]
    first = path.number * WIDTH
    rows = Leaf.objects.filter(position__gte=first, position__lt=first + path.width).select_related("entry")
    found = {leaf.position: leaf_bytes(leaf.entry, leaf.salt) for leaf in rows}
    # An entry that is gone leaves its place empty: those after it are not to be taken for wrong.
    return pack_entries(found.get(position, b"") for position in range(first, first + path.width))


def write_log(signed: SignedCheckpoint, directory: Path) -> Iterator[TilePath]:
    """Write the log up to a signed head into an empty directory; yields each file's path once it is written."""
    head = head_of(signed)
    for path in tiles_of(head.size):
        yield from _write(directory, path)
        if path.level == 0:
            yield from _write(directory, TilePath(None, path.number, path.width))
    (directory / "keys.txt").write_text(key_list(), encoding="utf-8")
    (directory / "checkpoint").write_text(signed.note, encoding="utf-8")


def _write(directory: Path, path: TilePath) -> Iterator[TilePath]:
    target = directory / str(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(tile(path))
    yield path
