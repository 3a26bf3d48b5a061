"""A production in parts, and the one list over all of them.

Owns how much goes into a part, and the form of the list: `sha256sum -c` reads it beside the unpacked parts, and its own
SHA-256 is what the second person agrees to and what stands in each part.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Sum

from haven.custody.models import EvidenceFile, EvidenceItem
from haven.evidence.digests import sha256

MOST_ITEMS = 500
MOST_BYTES = 200 * 2**20
LIST = "list.txt"


def in_parts(items: Iterable[EvidenceItem]) -> Iterator[list[EvidenceItem]]:
    """The same items in the same order, so many together as a part holds; one that is larger than a part is its own."""
    part: list[EvidenceItem] = []
    held = 0
    for item in items:
        size = _size(item)
        if part and (len(part) == MOST_ITEMS or held + size > MOST_BYTES):
            yield part
            part, held = [], 0
        part.append(item)
        held += size
    if part:
        yield part


def list_of(parts: Sequence[Sequence[EvidenceItem]]) -> str:
    """Every item of every part: the SHA-256 of its manifest, which names all its files by theirs, and where it lies."""
    return "".join(
        f"{item.sha256}  part-{number}/data/exhibits/{place:03d}/manifest.json\n"
        for number, part in enumerate(parts, 1)
        for place, item in enumerate(part, 1)
    )


def manifest_of(parts: Sequence[Sequence[EvidenceItem]]) -> str:
    """The digest of the list: what a second person agrees to."""
    return sha256(list_of(parts).encode())


def _size(item: EvidenceItem) -> int:
    files = EvidenceFile.objects.filter(item=item).aggregate(all=Sum("size"))["all"] or 0
    return len(item.manifest) + int(files)
