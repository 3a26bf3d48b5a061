"""Checking a bundle: every byte of it, offline, against keys that the reader believes.

Owns what is wrong and where. It believes nothing that the bundle says of itself but what follows from its signature.
"""

import base64
import binascii
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from haven.evidence.bundle.building import CHECKPOINT, SIGNATURE, SIGNED, SIGNER, pack
from haven.evidence.bundle.contents import Files
from haven.evidence.checkpoint import Checkpoint
from haven.evidence.digests import salted_digest, sha256
from haven.evidence.directories import files_below
from haven.evidence.errors import EvidenceError
from haven.evidence.keyring import Trust
from haven.evidence.merkle import check_consistency, check_inclusion, leaf_hash
from haven.evidence.notes import COSIGNATURE, Key, Note

_MOST_BYTES = 2 * 2**30


def read_bundle(path: Path) -> dict[str, bytes]:
    """The files of a bundle, from its directory or its zip.

    Raises:
        EvidenceError: it is neither, or a zip that is not in the one form that bundles have.
    """
    if path.is_dir():
        return {name: _read(path / name) for name in files_below(path)}
    data = _read(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # Bundles are stored as they are: whatever says that it is more, once unpacked, is none.
            if sum(info.file_size for info in archive.infolist()) > len(data):
                raise EvidenceError(f"{path}: the archive is compressed, which no bundle is, or says that it is")
            files = {name: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
        raise EvidenceError(f"{path} cannot be read as a bundle: {error}") from None
    if pack(files) != data:
        raise EvidenceError(f"{path}: the archive was changed between or around its files")
    return files


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise EvidenceError(f"{path} has more than {_MOST_BYTES:,} bytes, which no file of a bundle has")
        return path.read_bytes()
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read as a bundle: {error}") from None


def check_bundle(files: Files, trust: Trust) -> Iterator[str]:
    """What is wrong with a bundle; nothing where all of it holds."""
    wrong = list(_unsigned(files, trust))
    yield from wrong
    if wrong:
        return
    try:
        head, _, _ = trust.open(files[CHECKPOINT].decode())
    except (EvidenceError, KeyError, UnicodeDecodeError) as error:
        yield f"{CHECKPOINT}: {error}"
        return
    folders = sorted({path.rpartition("/")[0] for path in files if path.startswith("data/exhibits/")})
    if not folders:
        yield "there are no exhibits"
    for folder in folders:
        try:
            _check_exhibit(files, folder, head, trust)
        except (EvidenceError, KeyError, ValueError, TypeError) as error:
            yield f"{folder}: {error}"


def _unsigned(files: Files, trust: Trust) -> Iterator[str]:
    """What the signature does not cover, or that there is none that counts."""
    try:
        check_signed(files[SIGNED], files[SIGNATURE], files[SIGNER].decode(), files[CHECKPOINT].decode(), trust)
        lines = [line.split("  ", 1) for line in files[SIGNED].decode().splitlines()]
        listed = {path: digest for digest, path in lines}
    except (EvidenceError, KeyError, ValueError) as error:
        yield f"{SIGNED}: {error}"
        return
    for path in sorted(set(listed) | set(files) - {SIGNED, SIGNATURE}):
        if path not in files:
            yield f"{path}: is missing"
        elif path not in listed:
            yield f"{path}: is in no list: it was added"
        elif sha256(files[path]) != listed[path]:
            yield f"{path}: is not what was signed"


def check_signed(listed: bytes, signature: bytes, signer: str, note: str, trust: Trust) -> None:
    """That a believed key signed a list of files; `note` is the head that says how far its log was by then.

    Raises:
        EvidenceError: it did not, or is not believed.
    """
    key = Key.parse(signer)
    if not key.signed_bytes(listed, signature):
        raise EvidenceError(f"the signature is not that of {key.name} over this list")
    head, _, signers = trust.open(note)
    witnessed = any(signer.kind == COSIGNATURE for signer in signers)
    believed = [one for one in trust.log_keys(head.origin) if one.key == key]
    if not any(trust.counts(one, head.size, witnessed) for one in believed):
        raise EvidenceError(f"it is signed by {key}, which is not among the keys you believe")


def witnessed_by(files: Files, trust: Trust) -> int | None:
    """When each exhibit of a bundle without fault was in the log, as believed witnesses say (Unix seconds), or None."""
    times = []
    for path in (path for path in files if path.endswith("/proof.json")):
        first = json.loads(files[path]).get("first", {}).get("head")
        notes = [Note.parse(written) for written in (files[CHECKPOINT].decode(), first) if written]
        stated = [time for note in notes for time in note.signed_by(trust.witnesses).values() if time is not None]
        if not stated:
            return None
        times.append(min(stated))
    return max(times)


def _check_exhibit(files: Files, folder: str, head: Checkpoint, trust: Trust) -> None:
    manifest = files[f"{folder}/manifest.json"]
    proof = json.loads(files[f"{folder}/proof.json"])
    for file in json.loads(manifest)["files"]:
        if sha256(files[f"{folder}/{file['path']}"]) != file["sha256"]:
            raise EvidenceError(f"{file['path']} is not what was captured")
    entry = _bytes(proof["entry"])
    _check_inside(entry, proof["position"], proof["proof"], head)
    if "first" in proof:
        _check_first(entry, proof["position"], proof["first"], head, trust)
    expected = salted_digest(bytes.fromhex(proof["salt"]), {"sha256": sha256(manifest)})
    if json.loads(entry)["details"].get("evidence") != expected:
        raise EvidenceError(f"entry {proof['position']} of the log is about something else")


def _check_first(entry: bytes, position: int, first: dict[str, Any], head: Checkpoint, trust: Trust) -> None:
    """That an earlier head has the entry, and that its tree is the beginning of the believed one.

    So it is of this log, whichever key signed it, also one that was revoked since; what counts is who witnessed it.
    """
    note = Note.parse(first["head"])
    earlier = Checkpoint.parse(note.text)
    note.signed_by(trust.witnesses)  # raises where one of their signatures is false
    _check_inside(entry, position, first["proof"], earlier)
    onwards = [_bytes(step) for step in first["onwards"]]
    check_consistency(earlier.size, earlier.root, head.size, head.root, onwards)


def _check_inside(entry: bytes, position: int, proof: list[str], head: Checkpoint) -> None:
    check_inclusion(leaf_hash(entry), position, head.size, [_bytes(step) for step in proof], head.root)


def _bytes(written: str) -> bytes:
    try:
        return base64.b64decode(written, validate=True)
    except binascii.Error as error:
        raise EvidenceError(f"the proof is malformed: {error}") from None
