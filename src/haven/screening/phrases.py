"""A small language for wordings, matched over words instead of characters.

Owns: what a phrase may look like and how it is found in a list of words. Must not know: ads, signals.

A phrase is a row of slots: `passport`, `passport|papers` (either), `deduct*` (any word that begins so), `the?` (a
single word that may be missing), `..` (up to four words of any kind), `#` (a number). Nothing else, on purpose: the
work for one place in a text is bounded by the phrase alone, so no text can make matching slow.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

GAP = 4
_LONGEST_BEGINNING = 24


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A folded word as phrases compare it: no apostrophes, no accents."""
    if word.isascii():
        return word.replace("'", "")
    parts = unicodedata.normalize("NFKD", word.replace("’", "").replace("'", "").replace("ß", "ss"))
    return "".join(part for part in parts if not unicodedata.combining(part))


@dataclass(frozen=True, slots=True)
class _Slot:
    """One place of a phrase: the words that may stand there."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    number: bool
    optional: bool
    gap: bool

    def accepts(self, word: str) -> bool:
        """Whether a word may stand here."""
        if word in self.exact or (self.prefixes and word.startswith(self.prefixes)):
            return True
        return self.number and word[0].isdigit()


_KNOWN: set[str] = set()
"""Every beginning that some phrase asks for: texts are not looked up by others."""


@lru_cache(maxsize=1 << 16)
def _beginnings_of(word: str) -> tuple[str, ...]:
    """The known beginnings of a word; few words make up most of all texts."""
    tries = (word[:length] for length in range(1, min(len(word), _LONGEST_BEGINNING) + 1))
    return tuple(beginning for beginning in tries if beginning in _KNOWN)


class Vocabulary:
    """The words of one text, where they stand, and how they begin: what phrases are looked up in."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self.places.setdefault(word, []).append(place)
        self._beginnings: dict[str, list[str]] = {}
        self._known = 0

    @property
    def beginnings(self) -> dict[str, list[str]]:
        """The text's words by their known beginnings."""
        if self._known != len(_KNOWN):
            self._known, self._beginnings = len(_KNOWN), {}
            for word in self.places:
                for beginning in _beginnings_of(word):
                    self._beginnings.setdefault(beginning, []).append(word)
        return self._beginnings


def _slot(written: str) -> _Slot:
    if written == "..":
        return _Slot(frozenset(), (), number=False, optional=True, gap=True)
    optional = written.endswith("?")
    choices = [plain(choice) for choice in written.removesuffix("?").split("|")]
    if any(len(choice) > _LONGEST_BEGINNING + 1 for choice in choices if choice.endswith("*")):
        raise ValueError(f"a beginning of more than {_LONGEST_BEGINNING} letters: {written!r}")
    if not all(choices) or (optional and len(choices) > 1):
        raise ValueError(f"an empty choice, or one of several marked optional: {written!r}")
    return _Slot(
        exact=frozenset(choice for choice in choices if choice != "#" and not choice.endswith("*")),
        prefixes=tuple(choice[:-1] for choice in choices if choice.endswith("*")),
        number="#" in choices,
        optional=optional,
        gap=False,
    )


class Phrases:
    """Wordings that mean the same thing to a signal, separated by commas or line ends.

    Raises:
        ValueError: for a phrase that begins with a gap or an optional slot, has more than two gaps, or names a
            beginning of more than 24 letters.
    """

    def __init__(self, written: str) -> None:
        self.written = [phrase.strip() for phrase in re.split("[,\n]", written) if phrase.strip()]
        rows = [[_slot(part) for part in phrase.split()] for phrase in self.written]
        for phrase, row in zip(self.written, rows, strict=True):
            if not row or row[0].optional or row[-1].optional or sum(slot.gap for slot in row) > 2:
                raise ValueError(f"a phrase must begin and end with a word and have at most two gaps: {phrase!r}")

        self._by_word: dict[str, list[list[_Slot]]] = {}
        self._by_beginning: dict[str, list[list[_Slot]]] = {}
        for row in rows:
            for word in row[0].exact:
                self._by_word.setdefault(word, []).append(row)
            for prefix in (*row[0].prefixes, *("0123456789" if row[0].number else "")):
                self._by_beginning.setdefault(prefix, []).append(row)
        _KNOWN.update(self._by_beginning)
        _beginnings_of.cache_clear()

    def find(self, vocabulary: Vocabulary) -> list[tuple[int, int]]:
        """Places of all wordings as (first word, one past the last), the longest where several begin alike."""
        found: dict[int, int] = {}
        # Intersections first: of a thousand words that phrases may begin with, a text has a handful.
        for word in self._by_word.keys() & vocabulary.places.keys():
            _extend(found, self._by_word[word], vocabulary.places[word], vocabulary.words)
        beginnings = vocabulary.beginnings
        for beginning in self._by_beginning.keys() & beginnings.keys():
            for word in beginnings[beginning]:
                _extend(found, self._by_beginning[beginning], vocabulary.places[word], vocabulary.words)
        return sorted(found.items())


def _extend(found: dict[int, int], rows: list[list[_Slot]], places: list[int], words: Sequence[str]) -> None:
    """Adds the places where a row that may begin there goes on to its end."""
    for place in places:
        for row in rows:
            end = _ends(row, 1, words, place + 1) if len(row) > 1 else place + 1
            if end > found.get(place, 0):
                found[place] = end


def _ends(row: list[_Slot], step: int, words: Sequence[str], place: int) -> int:
    """Where the rest of the row ends when it begins at `place`; 0 if it does not fit."""
    if step == len(row):
        return place
    slot = row[step]
    if slot.gap:
        tries: Iterable[int] = range(place, min(place + GAP, len(words)) + 1)
        return next((end for start in tries if (end := _ends(row, step + 1, words, start))), 0)
    if place < len(words) and slot.accepts(words[place]) and (end := _ends(row, step + 1, words, place + 1)):
        return end
    return _ends(row, step + 1, words, place) if slot.optional else 0
