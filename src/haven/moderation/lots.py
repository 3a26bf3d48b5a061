"""Which entries of the ledger a random sample takes: drawn from the log itself, so that nobody steers it. Pure.

The root of a signed head depends on every entry under it. Who decides cannot know the root that will be signed after,
and who holds the log can draw again and find the same: entry number `position` under `root` is taken when the first 8
bytes of SHA-256(root, position as 8 bytes), as a share of 2^64, are below the share that was set.
"""

import hashlib
from collections.abc import Iterable


def lot(root: bytes, position: int) -> float:
    """The lot of one entry, from 0 up to 1."""
    digest = hashlib.sha256(root + position.to_bytes(8, "big")).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def drawn(root: bytes, positions: Iterable[int], share: float) -> list[int]:
    """The positions that are taken; `share` is between 0 and 1."""
    return [position for position in positions if lot(root, position) < share]
