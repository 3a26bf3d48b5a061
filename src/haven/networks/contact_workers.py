"""Contacts of many texts, searched by several processes.

Owns: how texts are dealt out. Must not know: ads, what contacts are for.
"""

from collections.abc import Iterator

from haven.records.contacts.naming import Named, Sought, name_contacts
from haven.runs.children import spread

_BATCH = 400
# Fewer texts than this are searched sooner than another process starts.
_MANY = 4_000


def search(texts: list[Sought], region: str, *, workers: int) -> Iterator[list[list[Named]]]:
    """(kind, normal form) of each text's contacts, sorted, once each; in the texts' order, a batch at a time."""
    batches = ((texts[i : i + _BATCH], region) for i in range(0, len(texts), _BATCH))
    yield from spread(name_contacts, batches, workers=1 if len(texts) < _MANY else workers)
