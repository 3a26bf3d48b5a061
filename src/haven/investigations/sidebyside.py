"""Two ads side by side: which words they have in common, and which things."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from haven.findings.models import Link, Sighting
from haven.investigations.photos import together
from haven.listings.models import Listing, Photo, RevisionPhoto

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one ad; `is_hit` where the other says the same."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both ads with what they say, what both name (kind, value), photos of each that the other shows, stored ties."""

    a: Listing
    b: Listing
    words_a: list[Stretch]
    words_b: list[Stretch]
    alike: int
    contacts: list[tuple[str, str]]
    photos: list[tuple[Photo, Photo]]
    links: list[Link]


def compare(a: Listing, b: Listing) -> Comparison:
    """Compare the present words of two ads. `alike` is the share of the shorter one's words, in per cent."""
    one, other = (_WORDS.findall(_said(ad)[:_LONGEST]) for ad in (a, b))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    same = sum(word.isalnum() for block in blocks for word in one[block.a : block.a + block.size])
    least = min(sum(map(str.isalnum, one)), sum(map(str.isalnum, other)))
    return Comparison(
        a=a,
        b=b,
        words_a=_marked(one, [_words_alone(one, block.a, block.size) for block in blocks]),
        words_b=_marked(other, [_words_alone(other, block.b, block.size) for block in blocks]),
        alike=round(100 * same / least) if least else 0,
        contacts=sorted(_contacts(a) & _contacts(b)),
        photos=_photos(a, b),
        links=list(Link.objects.filter(a__in=[a.code, b.code], b__in=[a.code, b.code])),
    )


def _said(ad: Listing) -> str:
    return f"{ad.revision.title}\n\n{ad.revision.body}" if ad.revision else ""


def _words_alone(words: list[str], start: int, size: int) -> tuple[int, int]:
    """A block from its first word to its last: that both have a space or a full stop there says nothing."""
    said = [place for place in range(start, start + size) if words[place].isalnum()]
    return (said[0], said[-1] - said[0] + 1) if said else (start, 0)


def _marked(words: list[str], blocks: list[tuple[int, int]]) -> list[Stretch]:
    found, done = [], 0
    for start, size in blocks:
        if start > done:
            found.append(Stretch("".join(words[done:start]), is_hit=False))
        if size:
            found.append(Stretch("".join(words[start : start + size]), is_hit=True))
        done = start + size
    return found


def _contacts(ad: Listing) -> set[tuple[str, str]]:
    rows = Sighting.objects.filter(ad_id=ad.code).values_list("identifier__kind", "identifier__value")
    return set(rows)


def _photos(a: Listing, b: Listing) -> list[tuple[Photo, Photo]]:
    """Photos of both that look the same."""
    rows = RevisionPhoto.objects.filter(revision__in=[a.revision_id, b.revision_id]).select_related("photo")
    pairs = [(a.code if row.revision_id == a.revision_id else b.code, row.photo) for row in rows]
    return [(one.shown[a.code], one.shown[b.code]) for one in together(pairs)]
