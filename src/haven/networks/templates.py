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


def _inserted(rows: I32, constant: Bools) -> I64:
    """How many ads write something of their own between each constant word and the constant before it."""
    rows = rows[:, constant]
    gaps = np.zeros(rows.shape[1], np.int64)
    here, before = rows[:, 1:], rows[:, :-1]
    gaps[1:] = ((here >= 0) & (before >= 0) & (here - before > 1)).sum(axis=0)
    gaps[:1] = (rows[:, :1] > 0).sum(axis=0)
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
        counts = np.array([passages.count(ad) for ad in ads], np.int64)
        self._passages, self._starts = passages, passages.starts(ads)
        # Behind the last match before each word of the middle, and the first match from each word on.
        none = np.full((len(ads), 1), -1, np.int64)
        self._left = np.maximum.accumulate(np.hstack([none, rows.astype(np.int64)]), axis=1) + 1
        following = np.hstack([np.where(rows >= 0, rows, counts[:, None]), counts[:, None]])
        self._right = np.minimum.accumulate(following[:, ::-1], axis=1)[:, ::-1]
        self._read = np.zeros(len(ads), np.int64)

    def between(self, after: int, before: int) -> tuple[str, ...]:
        """What each ad says between constant words `after` and `before` of the middle text."""
        begin = np.maximum(self._read, self._left[:, after + 1])
        end = self._right[:, before]
        self._read = np.maximum(begin, end)
        said = begin < end
        found = iter(self._passages.raws((self._starts + begin)[said], (self._starts + end)[said]))
        return tuple(next(found) if some else "" for some in said.tolist())


def draft_template(passages: Passages, middle: int, ads: Sequence[int]) -> Draft | None:
    """The template of ads written like `middle` (one of them), or None where none saves bits."""
    chosen = sorted({middle, *ads[:: -(-len(ads) // MOST_ADS)]})
    rows = passages.rows(middle, chosen)
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
