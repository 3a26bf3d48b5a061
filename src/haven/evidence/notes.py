"""Signed notes and their Ed25519 keys (C2SP signed-note), and timestamped cosignatures (C2SP tlog-cosignature).

Owns the texts and the bytes that are signed. Must not know what a note says.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from haven.evidence.errors import BadNote

NOTE = 0x01
COSIGNATURE = 0x04
MOST_SIGNATURES = 64
_LONGEST_NOTE = 100_000
_PUBLIC_BYTES = 32
_SIGNATURE_BYTES = 64
_TIME_BYTES = 8
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who it is by, and its bytes after the key's id."""

    name: str
    key_id: bytes
    data: bytes

    def __str__(self) -> str:
        return f"— {self.name} {base64.b64encode(self.key_id + self.data).decode()}"


@dataclass(frozen=True, slots=True)
class Key:
    """A public key with the name it goes by; `kind` is `NOTE` or `COSIGNATURE`."""

    name: str
    public: bytes
    kind: int = NOTE

    @property
    def id(self) -> bytes:
        """Four bytes that find the key again; no fingerprint."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def parse(cls, written: str) -> "Key":
        """A key written as `name+id+base64`, which is how it is published.

        Raises:
            BadNote: it is not.
        """
        name, key_id, data = _parts(written.strip(), 3)
        key = cls(name, data[1:], data[0] if data else 0)
        if key.kind not in {NOTE, COSIGNATURE} or len(key.public) != _PUBLIC_BYTES or key.id.hex() != key_id:
            raise BadNote(f"{written[:40]}… is not a key: name+id+base64")
        return key

    def time_of(self, text: str, signature: Signature) -> int | None:
        """Check a signature over a note's text; the time it states (Unix seconds) if it is a cosignature.

        Raises:
            BadNote: it is not this key's signature over this text.
        """
        stated, message, proper = None, text.encode(), signature.data
        if self.kind == COSIGNATURE:
            stated, proper = int.from_bytes(proper[:_TIME_BYTES], "big"), proper[_TIME_BYTES:]
            message = _cosigned(text, stated)
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(proper, message)
        except InvalidSignature:
            raise BadNote(f"the signature of {self.name} ({self.id.hex()}) is not over this text") from None
        return stated

    def signed_bytes(self, data: bytes, signature: bytes) -> bool:
        """Whether this is this key's plain Ed25519 signature over the data."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, data)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key; its text form is secret."""

    key: Key
    seed: bytes

    @classmethod
    def make(cls, name: str, kind: int = NOTE) -> "Signer":
        """A new key of this name.

        Raises:
            BadNote: the name cannot be one.
        """
        return cls._from_seed(_name(name), Ed25519PrivateKey.generate().private_bytes_raw(), kind)

    @classmethod
    def _from_seed(cls, name: str, seed: bytes, kind: int) -> "Signer":
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        return cls(Key(name, public, kind), seed)

    @classmethod
    def parse(cls, written: str) -> "Signer":
        """A private key written as `PRIVATE+KEY+name+id+base64`.

        Raises:
            BadNote: it is not.
        """
        marker, _, rest = written.strip().partition("+KEY+")
        name, key_id, data = _parts(rest, 3)
        if marker != "PRIVATE" or len(data) != 1 + _PUBLIC_BYTES or data[0] not in {NOTE, COSIGNATURE}:
            raise BadNote("this is not a private key")
        signer = cls._from_seed(name, data[1:], data[0])
        if signer.key.id.hex() != key_id:
            raise BadNote(f"the private key of {name} has another id than it says")
        return signer

    def secret(self) -> str:
        """The text form, which `parse` reads."""
        data = base64.b64encode(bytes([self.key.kind]) + self.seed).decode()
        return f"PRIVATE+KEY+{self.key.name}+{self.key.id.hex()}+{data}"

    def sign_bytes(self, data: bytes) -> bytes:
        """A plain Ed25519 signature; never of what could be read as a note."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(data)

    def sign(self, text: str, *, at: int | None = None) -> Signature:
        """Sign a note's text; `at` (Unix seconds) is stated by a cosignature and needed for it alone."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        if self.key.kind == COSIGNATURE:
            stated = at or 0
            data = stated.to_bytes(_TIME_BYTES, "big") + private.sign(_cosigned(text, stated))
        else:
            data = private.sign(_checked(text).encode())
        return Signature(self.key.name, self.key.id, data)


@dataclass(frozen=True, slots=True)
class Note:
    """A text, ending in a newline, with its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(f"{signature}\n" for signature in self.signatures)

    @classmethod
    def parse(cls, written: str) -> "Note":
        """The text and the signatures; nothing is verified yet.

        Raises:
            BadNote: it is malformed.
        """
        text, separator, lines = written.rpartition("\n\n")
        text += "\n"
        if len(written) > _LONGEST_NOTE or not separator or not lines.endswith("\n") or _CONTROL.search(written):
            raise BadNote("this is not a signed note: a text, an empty line, signatures")
        signatures = tuple(parse_signature(line) for line in lines[:-1].split("\n"))
        if len(signatures) > MOST_SIGNATURES:
            raise BadNote(f"the note has {len(signatures)} signatures; {MOST_SIGNATURES} are looked at")
        return cls(text, signatures)

    def with_signatures(self, more: Iterable[Signature]) -> "Note":
        """The note with signatures added."""
        return Note(self.text, (*self.signatures, *more))

    def renewed(self, signature: Signature) -> "Note":
        """The note with this signature in the place of an earlier one of the same key."""
        others = (s for s in self.signatures if (s.name, s.key_id) != (signature.name, signature.key_id))
        return Note(self.text, (*others, signature))

    def signed_by(self, trusted: Iterable[Key]) -> dict[Key, int | None]:
        """The keys among these that signed, each with the time it states; signatures of others are passed over.

        Raises:
            BadNote: a signature under the name and id of a trusted key is not over this text.
        """
        known = {(key.name, key.id): key for key in trusted}
        found: dict[Key, int | None] = {}
        for signature in self.signatures:
            key = known.get((signature.name, signature.key_id))
            if key is not None:
                found[key] = key.time_of(self.text, signature)
        return found


def written_moment(stated: int) -> str:
    """A time that a cosignature states (Unix seconds), for people."""
    return f"{datetime.fromtimestamp(stated, UTC):%Y-%m-%d %H:%M:%S} UTC"


def stated_times(note: Note) -> dict[str, int]:
    """Who says that they cosigned, and when (Unix seconds), the earliest first; nothing is verified."""
    cosigned = [one for one in note.signatures if len(one.data) == _TIME_BYTES + _SIGNATURE_BYTES]
    found = {one.name: int.from_bytes(one.data[:_TIME_BYTES], "big") for one in cosigned}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def parse_signature(line: str) -> Signature:
    """One signature line without its newline.

    Raises:
        BadNote: it is not of that form.
    """
    dash, _, rest = line.partition(" ")
    name, _, data = rest.partition(" ")
    try:
        decoded = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    if dash != "—" or len(decoded) < 4 + _SIGNATURE_BYTES or base64.b64encode(decoded).decode() != data:
        raise BadNote("a signature line is malformed")
    return Signature(_name(name), decoded[:4], decoded[4:])


def _cosigned(text: str, stated: int) -> bytes:
    return f"cosignature/v1\ntime {stated}\n{_checked(text)}".encode()


def _checked(text: str) -> str:
    if not text.endswith("\n") or _CONTROL.search(text):
        raise BadNote("a note's text ends in a newline and has no control characters")
    return text


def _name(name: str) -> str:
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise BadNote(f"{name!r} cannot be a key's name: no spaces, no plus")
    return name


def _parts(written: str, count: int) -> tuple[str, str, bytes]:
    parts = written.split("+", count - 1)
    try:
        name, key_id, data = parts
        return _name(name), key_id, base64.b64decode(data, validate=True)
    except (ValueError, binascii.Error):
        raise BadNote(f"{written[:40]}… is not a key: name+id+base64") from None
