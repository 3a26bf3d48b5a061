"""Folding: the form in which texts are compared. The raw text stays the evidence.

Owns: `fold`, the way back from a folded span to the raw one, and `words`. Must not know: contacts, signals.

What folding does: disguised letters (see `lookalikes`); Unicode's compatibility forms (full-width, ligatures,
mathematical and circled letters); case; small capitals, other scripts' digits, typographic quotes and dashes to
plain ones; zero-width characters, soft hyphens, bidirectional and other controls out; lone surrogates to
U+FFFD. Combining marks: what composes with its letter stays (é is not e, й is not и); marks that do not compose
with a Latin, Greek or Cyrillic letter, a digit or a symbol are dropped (struck out, keycaps, stacked marks);
other scripts keep theirs. White space is kept as it is, one for one.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from haven.records.clusters import CLUSTER, fold_cluster
from haven.records.lookalikes import without_lookalikes

_ASCII_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Scripts written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(f"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\\W_])+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, with the way back to the raw one.

    Attributes:
        text: what is compared.
        raw: what was written.
        changes: where lengths differ, as parallel tuples: folded start, folded end, raw start, raw end.
    """

    text: str
    raw: str
    changes: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]] = ((), (), (), ())

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the raw text that `text[start:end]` was folded from."""
        first = self._raw_start(start)
        return first, self._raw_end(end) if end > start else first

    def _raw_start(self, position: int) -> int:
        starts, ends, raw_starts, raw_ends = self.changes
        i = bisect_right(starts, position) - 1
        if i < 0:
            return position
        return raw_starts[i] if position < ends[i] else raw_ends[i] + position - ends[i]

    def _raw_end(self, position: int) -> int:
        starts, ends, _, raw_ends = self.changes
        i = bisect_left(starts, position) - 1
        if i < 0:
            return position
        return raw_ends[i] + max(0, position - ends[i])


def fold(text: str) -> Folded:
    """The text as it is compared. Never fails; linear in the text's length; folding again changes nothing."""
    if text.isascii() and not _ASCII_CONTROL.search(text):
        return Folded(text.lower(), text)
    honest = without_lookalikes(text)
    pieces: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    done = length = 0
    for found in CLUSTER.finditer(honest):
        start, end = found.span()
        folded = fold_cluster(found[0])
        pieces += (honest[done:start].lower(), folded)
        length += start - done
        if len(folded) != end - start:
            changes.append((length, length + len(folded), start, end))
        length += len(folded)
        done = end
    pieces.append(honest[done:].lower())
    starts, ends, raw_starts, raw_ends = zip(*changes, strict=True) if changes else ((), (), (), ())
    return Folded(without_lookalikes("".join(pieces)), text, (starts, ends, raw_starts, raw_ends))


def words(folded: str) -> list[str]:
    """The words of a folded text in order, numbers included, punctuation not.

    Scripts without spaces between words (Chinese, Japanese, Thai, …) give overlapping pairs of characters.
    """
    if folded.isascii():
        return _ASCII_WORD.findall(folded)
    found: list[str] = []
    for word in _WORD.findall(folded):
        if len(word) > 2 and word[0] >= "\u0e00" and re.match(f"[{_UNSPACED}]", word):
            found += (word[i : i + 2] for i in range(len(word) - 1))
        else:
            found.append(word)
    return found
