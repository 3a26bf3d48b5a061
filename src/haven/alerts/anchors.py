"""By what a saved search is found again when an ad comes in: keys that every ad it matches has too.

A search with words hangs on its rarest word, one without on its category, in each cell of the map that it covers
("anywhere" is a cell of its own). Whatever the search matches has that word or category and lies in one of those cells,
so an ad that looks all of its own up misses none. Rare is what PostgreSQL's own statistics call rare; a word that
becomes common later costs time and no match.

Pure: lexemes, slugs and degrees in, 64-bit keys out. Must not know: the database, who looks for what.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from haven.alerts.cells import Cell, cells_of, covering, covering_frame

ANYWHERE = "*"
_GOLDEN, _TOP = np.uint64(0x9E3779B97F4A7C15), np.uint64(1 << 63)
_TOKEN = re.compile(r"'((?:[^']|'')*)'(?::([A-D*]+))?|(<(?:-|\d+)>|[&|()!])")


def search_keys(
    *,
    indexable: str,
    category: str,
    circle: tuple[float, float, float] | None,
    frame: tuple[float, float, float, float] | None = None,
    frequency: Mapping[str, float],
) -> list[int]:
    """The keys of one search.

    Args:
        indexable: `querytree(query)` of PostgreSQL: the part of the query that an index can answer; "" or "T" for none.
        category: slug, or "" for all.
        circle: latitude, longitude (degrees) and radius (km); None for anywhere.
        frame: south, west, north, east (degrees), instead of a circle.
        frequency: share of the ads that hold a lexeme; one that is not in it is rarer than all that are.
    """
    terms = [f"w{lexeme}" for lexeme in rarest(indexable, frequency)] or [f"c{category}"]
    cells = covering(*circle) if circle else covering_frame(*frame) if frame else []
    return _keys(terms, [_cell(cell) for cell in cells] or [ANYWHERE])


def ad_keys(*, lexemes: Iterable[str], categories: Sequence[str], point: tuple[float, float] | None) -> list[int]:
    """All keys under which a search that matches this ad can hang; `categories` are its own slug and those above it."""
    terms = [*(f"w{lexeme}" for lexeme in lexemes), *(f"c{slug}" for slug in categories), "c"]
    places = [ANYWHERE, *(_cell(cell) for cell in cells_of(*point))] if point else [ANYWHERE]
    return _keys(terms, places)


def rarest(indexable: str, frequency: Mapping[str, float]) -> list[str]:
    """Lexemes of which every match holds at least one, the rarest such set; none where there is no such set."""
    found = _either(_Tokens(indexable), frequency)
    return sorted(found or ())


class _Tokens:
    """The tokens of a query in PostgreSQL's text form, one after the other."""

    def __init__(self, text: str) -> None:
        self.found: Iterator[tuple[str, str, str]] = iter(_TOKEN.findall(text))
        self.next: tuple[str, str, str] | None = next(self.found, None)

    def take(self) -> tuple[str, str, str] | None:
        taken, self.next = self.next, next(self.found, None)
        return taken


_Terms = frozenset[str] | None
"""Lexemes of which one must be there; None where nothing must."""


def _either(tokens: _Tokens, frequency: Mapping[str, float]) -> _Terms:
    """`a | b`: what must be there is one of what either needs."""
    found = _both(tokens, frequency)
    while tokens.next and tokens.next[2] == "|":
        tokens.take()
        other = _both(tokens, frequency)
        found = None if found is None or other is None else found | other
    return found


def _both(tokens: _Tokens, frequency: Mapping[str, float]) -> _Terms:
    """`a & b`, `a <-> b`: each must be there, so the rarer one is enough to look for."""
    found = _one(tokens, frequency)
    while tokens.next and (tokens.next[2] == "&" or tokens.next[2].startswith("<")):
        tokens.take()
        found = _rarer(found, _one(tokens, frequency), frequency)
    return found


def _one(tokens: _Tokens, frequency: Mapping[str, float]) -> _Terms:
    taken = tokens.take()
    if taken is None:
        return None
    if taken[2] == "!":
        _one(tokens, frequency)
        return None
    if taken[2] == "(":
        found = _either(tokens, frequency)
        tokens.take()
        return found
    if "*" in taken[1]:  # the beginning of words: no single one must be there
        return None
    return frozenset([taken[0].replace("''", "'").replace("\\\\", "\\")]) if taken[0] else None


def _rarer(one: _Terms, other: _Terms, frequency: Mapping[str, float]) -> _Terms:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=lambda terms: (sum(frequency.get(term, 0.0) for term in terms), -max(map(len, terms))))


def _cell(cell: Cell) -> str:
    return ".".join(map(str, cell))


def _keys(terms: Sequence[str], places: Sequence[str]) -> list[int]:
    """The keys of the terms in the places, in order: 64 bits, signed; two that collide cost a comparison and no match.

    Term and place are hashed apart, since an ad has a hundred of the one and few of the other, and combined as Knuth's
    multiplicative hashing does (The Art of Computer Programming, vol. 3, 6.4).
    """
    one = np.array([_digest(term) for term in terms], np.uint64) * _GOLDEN
    other = np.array([_digest(place) for place in places], np.uint64)
    keys = (np.add.outer(one, other) ^ _TOP).view(np.int64)  # unsigned less 2⁶³, which is how they are stored
    found: list[int] = np.unique(keys).tolist()
    return found


@lru_cache(maxsize=1 << 16)
def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
