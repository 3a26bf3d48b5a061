"""Histories of logs, honest ones and rewritten ones, as a log would show them to its witness.

Owns a generator that shares no code with the witness: trees and proofs come from `independent`, notes and requests are
put together here from the texts of the specifications.
"""

import base64
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.evidence.independent import mth, proof

CRIMES = (
    "rewritten",
    "removed",
    "inserted",
    "swapped",
    "truncated",
    "forked",
    "restored",
    "emptied",
    "proof of the old tree",
)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@dataclass
class Log:
    """A log that keeps its entries in a list and signs whatever it is told to."""

    origin: str
    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    entries: list[bytes] = field(default_factory=list)

    @property
    def vkey(self) -> str:
        public = self.private.public_key().public_bytes_raw()
        return f"{self.origin}+{self._id.hex()}+{b64(bytes([1]) + public)}"

    @property
    def _id(self) -> bytes:
        public = self.private.public_key().public_bytes_raw()
        return hashlib.sha256(self.origin.encode() + b"\n\x01" + public).digest()[:4]

    def head(self, entries: list[bytes]) -> str:
        text = f"{self.origin}\n{len(entries)}\n{b64(mth(entries))}\n"
        return f"{text}\n— {self.origin} {b64(self._id + self.private.sign(text.encode()))}\n"

    def request(self, old: int, entries: list[bytes], steps: list[bytes] | None = None) -> str:
        if steps is None:
            steps = proof(old, entries) if 0 < old < len(entries) else []
        return f"old {old}\n" + "".join(f"{b64(step)}\n" for step in steps) + "\n" + self.head(entries)


def grow(log: Log, chance: random.Random, *, most: int = 9) -> str:
    """Add entries and say what the log asks its witness for."""
    old = len(log.entries)
    log.entries += [chance.randbytes(chance.randrange(1, 30)) for _ in range(chance.randrange(0 if old else 1, most))]
    return log.request(old, log.entries)


def honest(log: Log, chance: random.Random, updates: int) -> Iterator[str]:
    """A log that only ever grows."""
    for _ in range(updates):
        yield grow(log, chance)


def rewritten(log: Log, chance: random.Random, crime: str) -> str:
    """What the log asks for after the crime, of a history that its witness has seen whole."""
    seen, now = len(log.entries), list(log.entries)
    at, more = chance.randrange(seen), [chance.randbytes(8) for _ in range(chance.randrange(0, 12))]
    if crime == "rewritten":
        now[at] = b"not " + now[at]
        now += more
    elif crime == "removed":
        now = [*now[:at], *now[at + 1 :], *more, b"one more"]
    elif crime == "inserted":
        now = [*now[:at], b"never was", *now[at:], *more]
    elif crime == "swapped":
        other = (at + 1) % seen
        now[at], now[other] = now[other] + b"<", now[at] + b">"
    elif crime == "truncated":
        now = now[:at] or [b"another first"]
    elif crime == "forked":
        now = [*now[:at], *(b"branch %d" % i for i in range(seen - at))]
    elif crime == "restored":
        now = [*now[:at], *(b"since the backup %d" % i for i in range(seen - at + len(more)))]
    elif crime == "emptied":
        now = [b"from the beginning", *more]
    else:  # a head of another tree, with the proof that the true tree would have
        true = [*now, *more, b"last"]
        now[at] = b"not " + now[at]
        return log.request(seen, [*now, *more, b"last"], proof(seen, true))
    return log.request(min(chance.choice([seen, at or 1]), len(now)), now)
