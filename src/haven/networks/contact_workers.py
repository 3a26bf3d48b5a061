"""Contacts of many texts, searched by several processes.

Owns: how texts are dealt out. Must not know: ads, what contacts are for.
"""

from collections.abc import Iterator
from typing import NamedTuple

from haven.records.contacts import find_contacts
from haven.runs.children import spread

Named = tuple[str, str]

_BATCH = 400
# Fewer texts than this are searched sooner than another process starts.
_MANY = 4_000


class Sought(NamedTuple):
    """A text to search, and whether phone numbers that are written out are looked for too."""

    text: str
    phones: bool = True


def _name(sought: Sought, region: str) -> list[Named]:
    found = find_contacts(sought.text, region=region, phones=sought.phones)
    return sorted({(str(contact.kind), contact.value) for contact in found})


def _name_all(request: tuple[list[Sought], str]) -> list[list[Named]]:
    texts, region = request
    return [_name(sought, region) for sought in texts]


def search(texts: list[Sought], region: str, *, workers: int) -> Iterator[list[list[Named]]]:
    """(kind, normal form) of each text's contacts, sorted, once each; in the texts' order, a batch at a time."""
    batches = ((texts[i : i + _BATCH], region) for i in range(0, len(texts), _BATCH))
    yield from spread(_name_all, batches, workers=1 if len(texts) < _MANY else workers)
