"""Which entries of the ledger a random sample takes: drawn from the log itself, so that nobody steers it. Pure.

The root of a signed head depends on every entry under it. Who decides cannot know the root that will be signed after,
and who holds the log can draw again and find the same: entry number `position` under `root` is taken when the first 8
bytes of SHA-256(root, position as 8 bytes), as a share of 2^64, are below the share that was set. Where one entry tells
of many ads, each has a lot of its own: that of SHA-256(root, position as 8 bytes, the ad's number as 8 bytes).
"""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple


class Ticket(NamedTuple):
    """What has a lot: an entry, or, of one that tells of many ads, the ad with this number."""

    position: int
    ad: int | None = None


def lot(root: bytes, ticket: Ticket) -> float:
    """The lot of one ticket, from 0 up to 1."""
    words = root + b"".join(number.to_bytes(8, "big") for number in ticket if number is not None)
    return int.from_bytes(hashlib.sha256(words).digest()[:8], "big") / 2**64


def drawn(root: bytes, tickets: Iterable[Ticket], share: float) -> list[Ticket]:
    """The tickets that are taken; `share` is between 0 and 1."""
    return [ticket for ticket in tickets if lot(root, ticket) < share]
