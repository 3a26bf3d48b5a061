"""The keys of a log: which sign now, which did and until when, and which were lost to somebody.

Owns the file of private keys, rotation and revocation, and the list of public ones that others trust. Must not know
where the file lies. Rotated keys go on signing beside the new one until they are retired, so that a witness that only
knows the old key is not cut off; a revoked key signs nothing more.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.errors import BadKeyFile, BadNote
from haven.evidence.notes import COSIGNATURE, Key, Note, Signer


class KeyState(StrEnum):
    """What a key is good for."""

    ACTIVE = "active"
    RETIRED = "retired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key and how far it is believed.

    A retired or revoked key counts up to `until` entries; a revoked one, moreover, only beside a witness: whoever
    holds it can sign anything, but cannot make a witness sign it.
    """

    key: Key
    state: KeyState = KeyState.ACTIVE
    until: int | None = None

    def __str__(self) -> str:
        return str(self.key) if self.state is KeyState.ACTIVE else f"{self.key} {self.state} until={self.until}"

    @classmethod
    def parse(cls, line: str) -> "TrustedKey":
        """One line of a list of keys: the key, then for one that no longer signs `retired until=SIZE` or `revoked …`.

        Raises:
            BadNote: it is not of that form.
        """
        written, *rest = line.split()
        key = Key.parse(written)
        if not rest:
            return cls(key)
        try:
            state, until = rest
            return cls(key, KeyState(state), int(until.removeprefix("until=")))
        except ValueError:
            raise BadNote(f"after the key {key.name} should stand `retired until=SIZE` or `revoked …`") from None


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose signatures are believed: keys of logs (by their name, the log's origin) and of witnesses."""

    keys: tuple[TrustedKey, ...]

    @classmethod
    def parse(cls, text: str) -> "Trust":
        """A list of keys, one a line; empty lines and lines that begin with # are passed over.

        Raises:
            BadNote: a line is malformed, or there is no key.
        """
        lines = [line.strip() for line in text.splitlines()]
        found = cls(tuple(TrustedKey.parse(line) for line in lines if line and not line.startswith("#")))
        if not found.keys:
            raise BadNote("there is no key in the list")
        return found

    @property
    def witnesses(self) -> list[Key]:
        """Keys that cosign."""
        return [one.key for one in self.keys if one.key.kind == COSIGNATURE]

    def log_keys(self, origin: str) -> list[TrustedKey]:
        """Keys that sign for this log."""
        return [one for one in self.keys if one.key.kind != COSIGNATURE and one.key.name == origin]

    def open(self, written: str) -> tuple[Checkpoint, Note, dict[Key, int | None]]:
        """The checkpoint in a note that a believed key of its log signed, with those who signed and when.

        Raises:
            BadNote: none did, or the note is malformed.
        """
        note = Note.parse(written)
        checkpoint = Checkpoint.parse(note.text)
        signed = note.signed_by([one.key for one in self.log_keys(checkpoint.origin)])
        witnessed = note.signed_by(self.witnesses)
        if not any(self.counts(one, checkpoint.size, bool(witnessed)) for one in self.log_keys(checkpoint.origin)
                   if one.key in signed):  # fmt: skip
            raise BadNote(f"no believed key of {checkpoint.origin} signed its checkpoint of {checkpoint.size}")
        return checkpoint, note, signed | witnessed

    @staticmethod
    def counts(one: TrustedKey, size: int, witnessed: bool) -> bool:
        """Whether what this key signed about a log of this size is believed."""
        if one.state is KeyState.ACTIVE:
            return True
        return size <= (one.until or 0) and (witnessed or one.state is KeyState.RETIRED)


@dataclass(frozen=True, slots=True)
class _Held:
    signer: Signer
    state: KeyState = KeyState.ACTIVE
    until: int | None = None


class Keyring:
    """The private keys of one log, in a file that only its owner may read."""

    def __init__(self, path: Path, origin: str) -> None:
        """Reads the file, or makes it with a first key for the log `origin`; the file's own origin stays what it was.

        Raises:
            BadKeyFile: it cannot be read or written.
        """
        self.path, self.origin = path, origin
        try:
            self._held = _read(path)
        except FileNotFoundError:
            self._held = (_Held(Signer.make(origin)),)
            if not self._write(new=True):
                self._held = _read(path)
        self.origin = self._held[0].signer.key.name

    @property
    def trusted(self) -> tuple[TrustedKey, ...]:
        """The public halves, the newest first."""
        return tuple(TrustedKey(held.signer.key, held.state, held.until) for held in reversed(self._held))

    @property
    def signing(self) -> list[Key]:
        """The keys that sign now."""
        return [held.signer.key for held in self._held if held.state is KeyState.ACTIVE]

    @property
    def newest(self) -> Key:
        """The newest key that signs.

        Raises:
            BadKeyFile: there is none: make a new one (`rotate`).
        """
        return self._signers()[-1].key

    def sign(self, checkpoint: Checkpoint) -> Note:
        """The checkpoint signed by every key that may sign. Raises: see `newest`."""
        return Note(checkpoint.text, tuple(signer.sign(checkpoint.text) for signer in self._signers()))

    def sign_bytes(self, data: bytes) -> tuple[Key, bytes]:
        """The newest key that signs, and its 64 bytes over the data (for bundles, whose lists are no notes).

        Raises: see `newest`.
        """
        signer = self._signers()[-1]
        return signer.key, signer.sign_bytes(data)

    def rotate(self, tell: Callable[[Key], object] = lambda _: None) -> Key:
        """Make a new key, which signs from now on; the ones before go on until they are retired.

        `tell` hears of it before it is kept: if that fails, there is no such key.
        """
        signer = Signer.make(self.origin)
        tell(signer.key)
        with self._alone():
            self._held = (*self._held, _Held(signer))
            self._write()
        return signer.key

    def end(self, key_id: str, state: KeyState, *, size: int) -> Key:
        """Retire or revoke a key: it signs nothing more, and counts only up to `size` entries.

        Raises:
            BadKeyFile: there is no such key, it was revoked before, or it is to retire and no other signs.
        """
        with self._alone():
            found = [held for held in self._held if held.signer.key.id.hex() == key_id]
            if not found or found[0].state is KeyState.REVOKED:
                raise BadKeyFile(f"{key_id} is no key of {self.origin} that could be {state}")
            if state is KeyState.RETIRED and self.signing == [found[0].signer.key]:
                raise BadKeyFile(f"no other key than {key_id} signs: make a new one before this one is {state}")
            until = size if found[0].until is None else min(size, found[0].until)
            ended = replace(found[0], state=state, until=until)
            self._held = tuple(ended if held is found[0] else held for held in self._held)
            self._write()
        return ended.signer.key

    def _signers(self) -> list[Signer]:
        found = [held.signer for held in self._held if held.state is KeyState.ACTIVE]
        if not found:
            raise BadKeyFile(f"every key in {self.path} is retired or revoked: make a new one")
        return found

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else changes the file meanwhile, and what they changed before is not lost."""
        directory = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(directory, fcntl.LOCK_EX)
            self._held = _read(self.path)
            yield
        finally:
            os.close(directory)

    def _write(self, *, new: bool = False) -> bool:
        rows = [{"secret": h.signer.secret(), "state": h.state, "until": h.until} for h in self._held]
        return write_private(self.path, json.dumps(rows, indent=1) + "\n", new=new)


def write_private(path: Path, text: str, *, new: bool = False) -> bool:
    """Write a file for its owner alone: whole, on the disk, or not at all; False if it was to be new and is not.

    Raises:
        BadKeyFile: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")  # nobody else's, also of this process
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if new:
            os.link(draft, path)  # fails if another process was first
        else:
            draft.replace(path)
        _sync_directory(path.parent)
    except FileExistsError:
        return False
    except OSError as error:
        raise BadKeyFile(f"cannot write {path}: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)
    return True


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(path: Path) -> tuple[_Held, ...]:
    try:
        rows = json.loads(path.read_text())
        held = tuple(_Held(Signer.parse(row["secret"]), KeyState(row["state"]), row["until"]) for row in rows)
    except (ValueError, KeyError, TypeError, BadNote) as error:
        raise BadKeyFile(f"{path} is not a file of keys: {error}") from None
    except FileNotFoundError:
        raise
    except OSError as error:
        raise BadKeyFile(f"cannot read {path}: {error.strerror}") from None
    if not held:
        raise BadKeyFile(f"{path} is not a file of keys: it has none")
    return held
