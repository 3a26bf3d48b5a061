"""Cutting an ad's text where signals hit, so that a page can mark it. Pure: no database, no HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A hit: `number` is what the page calls it, `start` and `end` count characters of the screened text."""

    number: int
    start: int
    end: int
    strong: bool = False
    leads: bool = True
    """Whether a link to the number leads here: the first of its stretches."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the numbers of the hits that cover it, none for plain text."""

    text: str
    numbers: tuple[int, ...] = ()
    strong: bool = False
    begins: tuple[int, ...] = ()
    """The hits that begin here."""
    anchor: int = 0
    """The hit whose link leads here; 0 for none."""


def cut(title: str, body: str, spans: Iterable[Span]) -> tuple[list[Piece], list[Piece]]:
    """Title and body as pieces that joined give back the texts.

    Spans count in title, blank line, body, or in the body alone where there is no title, as `AdRecord.text` does; what
    of them lies outside is passed over, and overlapping ones are cut at each other's ends.
    """
    chosen = list(spans)
    offset = len(title) + 2 if title else 0
    return _pieces(title, chosen, 0), _pieces(body, chosen, offset)


def _pieces(text: str, spans: list[Span], offset: int) -> list[Piece]:
    inside = [
        (max(0, span.start - offset), min(len(text), span.end - offset), span)
        for span in spans
        if span.start < span.end and span.end > offset and span.start - offset < len(text)
    ]
    bounds = sorted({0, len(text), *(edge for start, end, _ in inside for edge in (start, end))})
    pieces = []
    for start, end in pairwise(bounds):
        over = [(first, span) for first, last, span in inside if first <= start and end <= last]
        begins = sorted((span.number, span.leads) for first, span in over if first == start)
        pieces.append(
            Piece(
                text[start:end],
                tuple(sorted(span.number for _, span in over)),
                any(span.strong for _, span in over),
                tuple(number for number, _ in begins),
                next((number for number, leads in begins if leads), 0),
            )
        )
    return pieces
