"""Contacts of many texts, searched by several processes.

Owns: how texts are dealt out. Must not know: ads, what contacts are for.
"""

from collections.abc import Iterator

from haven.records.contacts import find_contacts
from haven.runs.children import spread

Named = tuple[str, str]

_BATCH = 400
# Fewer texts than this are searched sooner than another process starts.
_MANY = 4_000


def name_contacts(texts: list[str], region: str) -> list[list[Named]]:
    """(kind, normal form) of each contact of each text, sorted, once each."""
    return [sorted({(str(c.kind), c.value) for c in find_contacts(text, region=region)}) for text in texts]


def _named(request: tuple[list[str], str]) -> list[list[Named]]:
    return name_contacts(*request)


def search(texts: list[str], region: str, *, workers: int) -> Iterator[list[list[Named]]]:
    """The contacts of all texts, in their order, a batch at a time."""
    batches = ((texts[i : i + _BATCH], region) for i in range(0, len(texts), _BATCH))
    yield from spread(_named, batches, workers=1 if len(texts) < _MANY else workers)
