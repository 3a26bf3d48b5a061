"""Where in an ad's words what was typed is found, by the same stems as the search goes by.

Owns the marks and the choice of the passage that shows most of them. Works without an index, too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from haven.listings.searching import analysis
from haven.listings.searching.words import Wanted

_LOOKED_AT = 2000  # characters of a text
_PASSAGE = 180
_NUMBER = re.compile(r"\+?\(?\d(?:[ ()./\-]{0,2}\d)+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a text; `is_hit` where they are what was looked for."""

    text: str
    is_hit: bool = False


class _Analyser(Protocol):
    def analyze(self, text: str) -> list[str]: ...


@dataclass(frozen=True)
class Marker:
    """Marks what one search looks for: stems by language; the empty language for whole words."""

    stems: dict[str, frozenset[str]]

    @classmethod
    def of(cls, wanted: Wanted, also: Iterable[str] = ()) -> "Marker":
        """For what was typed, and other words that were searched for in its place."""
        typed = [*(term.typed for term in wanted.terms), *also]
        stems = {code: frozenset(_tokens(analysis.stemming(code), typed)) for code in analysis.stemmed_languages()}
        return cls(stems | {"": frozenset(_tokens(analysis.plain(), typed) if not stems else ())})

    def mark(self, text: str) -> list[Piece]:
        """All of a text."""
        return list(_pieces(text, self._hits(text), 0, len(text)))

    def passage(self, text: str) -> list[Piece]:
        """About 180 characters: those with most hits, or the beginning."""
        text = " ".join(text[:_LOOKED_AT].split())
        hits = self._hits(text)
        start = _best_start(text, hits)
        end = min(len(text), start + _PASSAGE)
        if end < len(text):
            end = text.rfind(" ", start + _PASSAGE // 2, end) if " " in text[start + _PASSAGE // 2 : end] else end
        start, end = _beside_numbers(text, start, end)
        pieces = list(_pieces(text, hits, start, end))
        before = [Piece("… ")] if start else []
        return [*before, *pieces, *([Piece(" …")] if end < len(text) else [])]

    def _hits(self, text: str) -> list[tuple[int, int]]:
        found: set[tuple[int, int]] = set()
        for code, stems in self.stems.items():
            if stems:
                analyser = analysis.stemming(code) if code else analysis.plain()
                tokens = analyser.pre_tokenize(text[:_LOOKED_AT]).tokens
                found |= {(t.char_offset_from, t.char_offset_to or 0) for t in tokens if t.text in stems}
        return sorted(found)


def _tokens(analyser: _Analyser, typed: Iterable[str]) -> Iterator[str]:
    for words in typed:
        yield from analyser.analyze(words)


def _best_start(text: str, hits: list[tuple[int, int]]) -> int:
    """Where the passage with most hits begins: at a word, with a little before its first hit."""
    if not hits or hits[0][1] < _PASSAGE * 0.6:
        return 0
    most = max(hits, key=lambda first: (sum(first[0] <= hit[0] < first[0] + _PASSAGE - 30 for hit in hits), -first[0]))
    start = max(0, min(most[0] - 30, len(text) - _PASSAGE))
    return text.find(" ", start, most[0]) + 1 if start else 0


def _beside_numbers(text: str, start: int, end: int) -> tuple[int, int]:
    """The ends of a passage moved out of numbers: one that is parted is not known as a phone number, nor hidden."""
    for number in _NUMBER.finditer(text):
        low, high = number.span()
        start = high if low < start < high else start
        end = low if low < end < high else end
    return start, max(start, end)


def _pieces(text: str, hits: list[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    at = start
    for low, high in hits:
        if low >= at and high <= end:
            if low > at:
                yield Piece(text[at:low])
            yield Piece(text[low:high], is_hit=True)
            at = high
    if at < end:
        yield Piece(text[at:end])
