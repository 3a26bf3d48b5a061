"""Writing a sealing: files in their place, each whole or not there; then the list of all of them, signed."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from haven.evidence.bundle.building import pem_of
from haven.evidence.directories import files_below
from haven.evidence.notes import Key

SEALED = "sealed.txt"
SIGNATURE = "sealed.sig"
SIGNER = "signer.txt"
HEAD = "head.txt"
_BESIDE = {SEALED, SIGNATURE}


def put(path: Path, data: bytes) -> None:
    """Write a file for its owner alone; it is there whole, on the disk, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def tidy(directory: Path, parts: set[str]) -> None:
    """Remove what a killed run half wrote, and every part but these: whatever is there is signed and handed over."""
    for path in list(directory.rglob("*")):
        is_old_part = path.parent.name == "parts" and path.relative_to(directory).as_posix() not in parts
        if not path.is_dir() and (is_old_part or path.name.startswith(".")):
            path.unlink()


def sign_all(directory: Path, note: str, key: Key, sign: Callable[[bytes], bytes]) -> str:
    """List everything in the directory and sign the list with `key`; the SHA-256 of the list.

    `note` is the signed head of the log that says which keys are meant.
    """
    put(directory / HEAD, note.encode())
    put(directory / SIGNER, f"{key}\n".encode())
    put(directory / "signer.pem", pem_of(key))
    listed = "".join(f"{digest_of(directory / path)}  {path}\n" for path in paths_in(directory)).encode()
    put(directory / SIGNATURE, sign(listed))
    put(directory / SEALED, listed)
    return hashlib.sha256(listed).hexdigest()


def paths_in(directory: Path) -> Iterator[str]:
    """Every file that the list has to name, in order. Raises: see `files_below`."""
    return (name for name in files_below(directory) if name not in _BESIDE)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
