"""A small language for wordings, matched over words instead of characters.

Owns: what a phrase may look like and how it is found in a list of words. Must not know: ads, signals.

A phrase is a row of slots: `passport`, `passport|papers` (either), `deduct*` (any word that begins so), `the?` (a
single word that may be missing), `..` (up to four words of any kind), `#` (a number). Nothing else, on purpose: the
work for one place in a text is bounded by the phrase alone, so no text can make matching slow.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

GAP = 4


def plain(word: str) -> str:
    """A folded word as phrases compare it: no apostrophes, no accents."""
    if word.isascii():
        return word.replace("'", "")
    parts = unicodedata.normalize("NFKD", word.replace("’", "").replace("'", "").replace("ß", "ss"))
    return "".join(part for part in parts if not unicodedata.combining(part))


@dataclass(frozen=True, slots=True)
class Slot:
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


class Vocabulary:
    """The words of one text and where they stand: what phrases are looked up in."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self._places.setdefault(word, []).append(place)
        self._sorted = sorted(self._places)

    def places(self, slot: Slot) -> Iterator[int]:
        """Every place whose word the slot accepts."""
        for word in slot.exact:
            yield from self._places.get(word, ())
        starts = (*slot.prefixes, *"0123456789") if slot.number else slot.prefixes
        for prefix in starts:
            for index in range(bisect_left(self._sorted, prefix), len(self._sorted)):
                if not self._sorted[index].startswith(prefix):
                    break
                if self._sorted[index] not in slot.exact:
                    yield from self._places[self._sorted[index]]


def _slot(written: str) -> Slot:
    if written == "..":
        return Slot(frozenset(), (), number=False, optional=True, gap=True)
    optional = written.endswith("?")
    choices = [plain(choice) for choice in written.removesuffix("?").split("|")]
    if not all(choices) or (optional and len(choices) > 1):
        raise ValueError(f"an empty choice, or one of several marked optional: {written!r}")
    return Slot(
        exact=frozenset(choice for choice in choices if choice != "#" and not choice.endswith("*")),
        prefixes=tuple(choice[:-1] for choice in choices if choice.endswith("*")),
        number="#" in choices,
        optional=optional,
        gap=False,
    )


class Phrases:
    """Wordings that mean the same thing to a signal, separated by commas or line ends.

    Raises:
        ValueError: for a phrase that begins with a gap or an optional slot, or has more than two gaps.
    """

    def __init__(self, written: str) -> None:
        self.written = [phrase.strip() for phrase in re.split("[,\n]", written) if phrase.strip()]
        self._rows = [[_slot(part) for part in phrase.split()] for phrase in self.written]
        for phrase, row in zip(self.written, self._rows, strict=True):
            if not row or row[0].optional or row[-1].optional or sum(slot.gap for slot in row) > 2:
                raise ValueError(f"a phrase must begin and end with a word and have at most two gaps: {phrase!r}")

    def find(self, vocabulary: Vocabulary) -> list[tuple[int, int]]:
        """Places of all wordings as (first word, one past the last), longest first where they begin alike."""
        found: dict[int, int] = {}
        for row in self._rows:
            for place in vocabulary.places(row[0]):
                end = _ends(row, 1, vocabulary.words, place + 1)
                if end > found.get(place, 0):
                    found[place] = end
        return sorted(found.items())


def _ends(row: list[Slot], step: int, words: Sequence[str], place: int) -> int:
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
