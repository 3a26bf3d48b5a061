"""What a log says to a witness, and the witness to it, as C2SP tlog-witness writes it.

Owns the texts of `add-checkpoint`. Must not know how they are carried.
"""

import base64
import binascii
import re
from collections.abc import Sequence

from haven.evidence.errors import BadNote
from haven.evidence.merkle import HASH_BYTES

SIZE_TYPE = "text/x.tlog.size"
LONGEST_REQUEST = 64_000
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})\Z", re.ASCII)


def write_request(old: int, proof: Sequence[bytes], written: str) -> str:
    """The body of a request to cosign a signed head."""
    steps = "".join(base64.b64encode(step).decode() + "\n" for step in proof)
    return f"old {old}\n{steps}\n{written}"


def read_request(body: str) -> tuple[int, list[bytes], str]:
    """The size that the proof starts from, the proof, and the signed head.

    Raises:
        BadNote: it is not such a request.
    """
    head, separator, written = body.partition("\n\n")
    first, *lines = head.split("\n")
    old = _OLD.match(first)
    if old is None or not separator:
        raise BadNote("the request should be: old SIZE, the proof's lines, an empty line, a checkpoint")
    try:
        proof = [base64.b64decode(line, validate=True) for line in lines]
    except (binascii.Error, ValueError):
        proof = [b""]
    if any(len(step) != HASH_BYTES for step in proof):
        raise BadNote("a line of the proof is not a hash in base64")
    return int(old[1]), proof, written
