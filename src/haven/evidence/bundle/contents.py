"""What goes into a bundle, before it has any form; and what is read out of an item's manifest."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.digests import sha256
from haven.evidence.notes import Note, stated_times, written_moment

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Seen:
    """The first head with an exhibit's entry that a witness signed, before that of the bundle.

    `proof` leads from the entry to it, `onwards` from it to the bundle's head.
    """

    note: str
    proof: Sequence[bytes]
    onwards: Sequence[bytes]

    @property
    def told(self) -> str:
        """Since when it was in the log at the latest, and who says so; not verified."""
        who, stated = next(iter(stated_times(Note.parse(self.note)).items()))
        return f"{written_moment(stated)}, as {who} signed"


@dataclass(frozen=True)
class Exhibit:
    """One captured item: its manifest and files as they were stored, and its entry's place in the log."""

    number: int
    manifest: bytes
    salt: bytes
    files: Files
    entry: bytes
    position: int
    proof: Sequence[bytes]
    seen: Seen | None = None

    @property
    def folder(self) -> str:
        """Where its files are in the bundle."""
        return f"data/exhibits/{self.number:03d}"

    @cached_property
    def told(self) -> dict[str, Any]:
        """The manifest, read."""
        found: dict[str, Any] = json.loads(self.manifest)
        return found

    @property
    def words(self) -> dict[str, Any]:
        """What the ad said: title, body, place and so on; empty for an item that is no ad."""
        found: dict[str, Any] = self.told["facts"].get("words") or {}
        return found

    @property
    def sha256(self) -> str:
        """Of the manifest, which names all files by theirs."""
        return sha256(self.manifest)


@dataclass(frozen=True)
class Contents:
    """A selection of exhibits, why it was made, and the signed head that their proofs lead to."""

    title: str
    purpose: str
    made_at: str
    site: str
    note: str
    keys: str
    exhibits: Sequence[Exhibit]

    @cached_property
    def checkpoint(self) -> Checkpoint:
        """The head, not verified."""
        return Checkpoint.parse(Note.parse(self.note).text)
