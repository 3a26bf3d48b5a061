"""Files under their SHA-256, below the media directory (so that backups hold them); nothing there is ever served.

Owns the bytes. A file is on the disk before `keep` returns, and read only if it still is what it was.
"""

import contextlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from haven.custody.errors import EvidenceMissing
from haven.evidence.digests import sha256

QUARANTINE = "quarantine"


def keep(data: bytes, place: str = "evidence") -> str:
    """Store the bytes unless they are there; their SHA-256."""
    digest = sha256(data)
    path = _path(digest, place)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    return digest


def read(digest: str, place: str = "evidence") -> bytes:
    """The bytes with this SHA-256.

    Raises:
        EvidenceMissing: they are gone, or not what they were.
    """
    try:
        data = _path(digest, place).read_bytes()
    except OSError as error:
        raise EvidenceMissing(f"The file {digest[:16]}… cannot be read: {error.strerror}.") from None
    if sha256(data) != digest:
        raise EvidenceMissing(f"The file {digest[:16]}… is not what was captured: it was changed on the disk.")
    return data


def drop(digest: str, place: str = "evidence") -> None:
    """Delete the bytes with this SHA-256, if they are there."""
    with contextlib.suppress(FileNotFoundError):
        _path(digest, place).unlink()


def _path(digest: str, place: str = "evidence") -> Path:
    return Path(settings.MEDIA_ROOT) / place / digest[:2] / digest
