"""What a sealing tells of itself, before it has any form."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Custodian:
    """Who keeps it: a name, a postal address (lines), and whether everything is enveloped for their certificate."""

    name: str
    address: str
    enveloped: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One bundle: the path of its file, how many exhibits are in it, and the SHA-256 of the bundle itself."""

    path: str
    exhibits: int
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptItem:
    """One exhibit: in which part, under which number, what it is called, what it shows, when it was captured."""

    part: int
    number: int
    title: str
    subject: str
    captured_at: str


@dataclass(frozen=True, slots=True)
class KeptHold:
    """One order to keep: what it rests on, what it covers, until when, and until when nobody may be told."""

    number: int
    reason: str
    subjects: Sequence[str]
    placed_at: str
    until: str
    silent_until: str


@dataclass(frozen=True, slots=True)
class Sealing:
    """All of it. `made_at` is ISO 8601; `head` names the log, its size and root."""

    site: str
    address: str
    custodian: Custodian
    made_at: str
    head: tuple[str, int, str]
    parts: Sequence[Part]
    items: Sequence[KeptItem]
    holds: Sequence[KeptHold]
