"""Checking a sealing: every file of it against the list, and the list against keys that the reader believes."""

from collections.abc import Iterator
from pathlib import Path

from haven.evidence.bundle.checking import check_signed
from haven.evidence.errors import EvidenceError
from haven.evidence.keyring import Trust
from haven.evidence.sealed.writing import HEAD, SEALED, SIGNATURE, SIGNER, digest_of, paths_in


def check_sealing(directory: Path, trust: Trust) -> Iterator[str]:
    """What is wrong with it, but for what its bundles and its log are themselves; nothing where all of it holds."""
    try:
        written = (directory / SEALED).read_bytes()
        signer, note = ((directory / name).read_text("utf-8") for name in (SIGNER, HEAD))
        check_signed(written, (directory / SIGNATURE).read_bytes(), signer, note, trust)
        lines = [line.split("  ", 1) for line in written.decode().splitlines()]
        listed = {path: digest for digest, path in lines}
    except (EvidenceError, OSError, ValueError) as error:
        yield f"{directory / SEALED}: {error}"
        return
    there = set(paths_in(directory))
    for path in sorted(set(listed) | there):
        if path not in there:
            yield f"{directory / path}: is missing"
        elif path not in listed:
            yield f"{directory / path}: is in no list: it was added"
        elif digest_of(directory / path) != listed[path]:
            yield f"{directory / path}: is not what was sealed"
