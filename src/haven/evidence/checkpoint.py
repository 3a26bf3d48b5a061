"""The head of a log in the form of C2SP tlog-checkpoint: origin, size, root.

Owns the text. Must not know who may sign it.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from haven.evidence.errors import BadNote
from haven.evidence.merkle import HASH_BYTES

_SIZE = re.compile(r"(?:0|[1-9][0-9]{0,18})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """That the log `origin` has `size` entries, which hash to `root`."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed. Haven's own have no extension lines."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read a note's text; extension lines are passed over, as the specification says.

        Raises:
            BadNote: it is no checkpoint.
        """
        origin, *rest = text.split("\n")
        if len(rest) < 3 or rest[-1] or not origin or not all(rest[:-1]) or not _SIZE.match(rest[0]):
            raise BadNote("this is not a checkpoint: origin, size, root, each on a line")
        try:
            root = base64.b64decode(rest[1], validate=True)
        except (binascii.Error, ValueError):
            root = b""
        if len(root) != HASH_BYTES or base64.b64encode(root).decode() != rest[1]:
            raise BadNote("the checkpoint's root is not a SHA-256 in base64")
        return cls(origin, int(rest[0]), root)
