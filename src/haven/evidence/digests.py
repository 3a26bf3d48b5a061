"""Digests that the log keeps in the place of content."""

import hashlib
from collections.abc import Mapping


def salted_digest(salt: bytes, content: Mapping[str, object]) -> str:
    """SHA-256 (hexadecimal) over the salt and the content's sorted items.

    The salt is kept and erased with the content: without it the digest in the log proves nothing about a guess.
    """
    digest = hashlib.sha256(salt)
    for key in sorted(content):
        for part in (key, str(content[key])):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
