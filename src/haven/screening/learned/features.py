"""What the classifier sees of an ad: words, pairs of words, and parts of words. The same for learning and for judging.

A starter model sees beginnings of words in place of their parts: enough to know "send", "sends", "envías" and "envíe"
for one, in a sixth of the room.

Left out before anything is learned or judged: contact details, everything with a digit (numbers, prices, dates), words
that say who somebody is (`personal`), and single letters. Who posted the ad is not reachable from a `Reading`.
Must not know: models, decisions.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from haven.screening.learned.personal import personal
from haven.screening.reading import Reading, Span

_PARTS = (4, 5)
_LONGEST = 24
_BEGINNING = 5
_LIKE_A_HANDLE = re.compile(r"(?<!\S)[^\s@_]*+[@_]\S*")


def seen(reading: Reading) -> list[int]:
    """The places of the words that may be seen."""
    hidden = _contacts(reading)
    return [place for place, word in enumerate(reading.words) if place not in hidden and _fit(word)]


@lru_cache(maxsize=2)  # several models judge one ad, one after the other
def features(reading: Reading, *, parts: bool = True) -> dict[str, list[int]]:
    """Every feature of an ad, with the place where each word that carries it stands first; how often does not count.

    Args:
        reading: the ad.
        parts: whether parts of words are among them; where not, their beginnings are.
    """
    found: dict[str, list[int]] = {}
    firsts: dict[str, int] = {}
    places = seen(reading)
    for place in places:
        firsts.setdefault(reading.words[place], place)
    for word, place in firsts.items():
        for feature in of_word(word) if parts else begun(word):
            found.setdefault(feature, []).append(place)
    for before, place in pairwise(places):
        if place == before + 1:
            one, other = reading.words[before], reading.words[place]
            found.setdefault(f"{one} {other}", [firsts[one], firsts[other]])
    return found


@lru_cache(maxsize=1 << 16)
def of_word(word: str) -> tuple[str, ...]:
    """A word and its parts of four and five letters; `_` marks where the word begins and ends."""
    return (word, *_parts(f"_{word[:_LONGEST]}_"))


@lru_cache(maxsize=1 << 16)
def begun(word: str) -> tuple[str, ...]:
    """A word and its first five letters, after `^`, where there are more and they do not say who somebody is."""
    beginning = word[:_BEGINNING]
    return (word,) if word == beginning or personal(beginning) else (word, f"^{beginning}")


def is_part(feature: str) -> bool:
    """Whether a feature is a part of a word."""
    return feature.startswith("~")


def _parts(marked: str) -> Iterator[str]:
    for length in _PARTS:
        for start in range(len(marked) - length + 1):
            yield f"~{marked[start : start + length]}"


@lru_cache(maxsize=1 << 16)
def _fit(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and not personal(word)


def _contacts(reading: Reading) -> frozenset[int]:
    """Places of words that lie in a contact detail, or in anything written like a handle or an address."""
    contacts = [(contact.start, contact.end) for contact in reading.contacts]
    contacts += [match.span() for match in _LIKE_A_HANDLE.finditer(reading.text)]
    if not contacts:
        return frozenset()
    spans = [reading.raw(Span(place, place + 1)) for place in range(len(reading.words))]
    return frozenset(
        place
        for place, (start, end) in enumerate(spans)
        if any(start < last and first < end for first, last in contacts)
    )
