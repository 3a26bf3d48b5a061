"""A text with its hits marked and numbered; far from any hit it is left out. Must not know: verdicts, pages."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from haven.runs.markup import Html, text

_WHOLE = 1500
_AROUND = 200


class Mark(NamedTuple):
    """A stretch to mark: `number` is what the reasons call it."""

    number: int
    start: int
    end: int


def marked(words: str, marks: Sequence[Mark]) -> Html:
    """The text as HTML: a short one whole, of a long one what is near a mark (its beginning, where there is none)."""
    kept = _kept(len(words), marks)
    pieces = [_piece(words, start, end, marks) for start, end in kept]
    first, last = ("… " if kept[0][0] else ""), (" …" if kept[-1][1] < len(words) else "")
    return first + " <i>…</i> ".join(pieces) + last


def _kept(length: int, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """What of a text is shown, in order, without overlaps."""
    if length <= _WHOLE:
        return [(0, length)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted((max(0, m.start - _AROUND), min(length, m.end + _AROUND)) for m in marks):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept or [(0, _WHOLE)]


def _piece(words: str, start: int, end: int, marks: Sequence[Mark]) -> Html:
    edges = sorted({start, end, *(edge for m in marks for edge in (m.start, m.end) if start < edge < end)})
    return "".join(
        _stretch(words[a:b], [m for m in marks if m.start <= a and b <= m.end], a) for a, b in pairwise(edges)
    )


def _stretch(words: str, over: list[Mark], place: int) -> Html:
    if not over:
        return text(words)
    begun = "".join(f"<sup>{mark.number}</sup>" for mark in over if mark.start == place)
    return f"<mark>{begun}{text(words)}</mark>"
