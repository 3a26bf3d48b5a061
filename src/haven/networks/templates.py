"""The text that ads were written from: constants, and slots that each ad fills its own way.

Owns: choosing constants and slots, and whether the template pays, by description length (MDL, after Rissanen 1978 and
InfoShield, Lee et al. 2021). Must not know: how the ads were found to belong together.

Each ad is described through the template: what is constant is written once; a slot costs its words and where they
end; an ad that strays from a constant pays for saying where. The template is kept when it saves bits.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from haven.networks.arrays import F64, I32, I64, Bools
from haven.networks.passages import Passages
from haven.networks.result import Slot

# What each ad pays per slot, in bits: where its filler ends.
_SLOT_BITS = 2.0
# A template is worked out from this many of its ads, spread over all; the bits are scaled up.
MOST_ADS = 2000


class Draft(NamedTuple):
    """A template before it has a network: the ads it was worked out from, its columns, the bits saved by all ads."""

    ads: list[int]
    columns: tuple[Slot, ...]
    saved_bits: float


def _matches(passages: Passages, middle: int, ads: Sequence[int]) -> I32:
    """(ads, words of the middle): where each word stands in each ad as written alike, or -1."""
    rows = np.full((len(ads), passages.count(middle)), -1, np.int32)
    for k, ad in enumerate(ads):
        row = passages.match(middle, ad)
        row[passages.figures(middle) != passages.figures(ad)[row]] = -1
        rows[k] = row
    return rows


def _inserted(rows: I32, constant: Bools) -> I64:
    """How many ads write something of their own between each constant word and the constant before it."""
    places = np.flatnonzero(constant)
    gaps = np.zeros(len(places), np.int64)
    for k in range(1, len(places)):
        here, before = rows[:, places[k]], rows[:, places[k - 1]]
        gaps[k] = int(((here >= 0) & (before >= 0) & (here - before > 1)).sum())
    if len(places):
        gaps[0] = int((rows[:, places[0]] > 0).sum())
    return gaps


def _columns(rows: I32, bits: F64) -> tuple[list[tuple[int, int]], float]:
    """Stretches of constant words, first and last (a slot before, between and behind), and the bits saved."""
    ads, words = rows.shape
    edit = np.log2(words + 1) + 2
    hits = (rows >= 0).sum(axis=0)
    gain = hits * bits - bits - (ads - hits) * edit
    constant = gain > 0
    gaps = _inserted(rows, constant)
    places = np.flatnonzero(constant)
    if not len(places):
        return [], 0.0
    slot = (gaps * edit > ads * _SLOT_BITS) & (gaps > 0)
    slot[1:] |= np.diff(places) > 1
    begins = np.flatnonzero(slot | (np.arange(len(places)) == 0))
    stretches = [(int(places[i]), int(places[j - 1])) for i, j in zip(begins, [*begins[1:], len(places)], strict=True)]
    cost = ads * _SLOT_BITS * (slot.sum() + 1) + (gaps * ~slot).sum() * edit
    return stretches, float(gain[constant].sum() - cost)


class _Filler:
    """Reads off what each ad says between constants, from left to right, each word once."""

    def __init__(self, passages: Passages, rows: I32, ads: Sequence[int]) -> None:
        self._passages, self._rows, self._ads = passages, rows, ads
        self._read = [0] * len(ads)

    def between(self, after: int, before: int) -> tuple[str, ...]:
        """What each ad says between constant words `after` and `before` of the middle text."""
        return tuple(self._between(k, after, before) for k in range(len(self._ads)))

    def _between(self, k: int, after: int, before: int) -> str:
        ad, left, right = self._ads[k], self._rows[k, : after + 1], self._rows[k, before:]
        begin = max(self._read[k], int(left.max(initial=-1)) + 1)
        behind = right[right >= 0]
        end = int(behind[0]) if len(behind) else self._passages.count(ad)
        self._read[k] = max(begin, end)
        return self._passages.raw(ad, begin, end)


def draft_template(passages: Passages, middle: int, ads: Sequence[int]) -> Draft | None:
    """The template of ads written like `middle` (one of them), or None where none saves bits."""
    chosen = sorted({middle, *ads[:: -(-len(ads) // MOST_ADS)]})
    rows = _matches(passages, middle, chosen)
    stretches, saved = _columns(rows, np.maximum(passages.weights(middle) / 8, 4.0))
    if saved <= 0:
        return None
    filler = _Filler(passages, rows, chosen)
    columns: list[Slot] = []
    last = -1
    for first, end in [*stretches, (rows.shape[1], -1)]:
        fillers = filler.between(last, first)
        if any(fillers):
            columns.append(Slot(None, fillers))
        if end >= 0:
            columns.append(Slot(passages.raw(middle, first, end + 1)))
        last = end
    return Draft(chosen, tuple(columns), saved * len(ads) / len(chosen))
