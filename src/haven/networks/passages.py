"""Two raw texts side by side, word by word.

Owns: the words of chosen ads with their places in the raw text. Must not know: clusters, links.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from haven.networks.alignment import match
from haven.networks.arrays import I32, I64, U8, U32, U64, cut, in_threads
from haven.networks.compiled import kernel
from haven.networks.corpus import Corpus
from haven.networks.tokens import Words, is_figures, mix, split, weigh


@kernel
def _read_figures(data: U8, tokens: U32, starts: I64, ends: I64) -> U64:
    out = np.zeros(len(tokens), np.uint64)
    for i in range(len(tokens)):
        if is_figures(tokens[i]):
            h = np.uint64(1)
            for k in range(starts[i], ends[i]):
                h = mix(h ^ np.uint64(data[k]))
            out[i] = h
    return out


class Differences(NamedTuple):
    """How the first of two ads differs from the second.

    Of its words `same` stand in the second ad too, in the same order and with the same figures; `breaks` is how often
    others come between, and `spans` holds the first three such stretches, from word to word (exclusive).
    """

    same: int
    breaks: int
    spans: list[tuple[int, int]]


_SPANS = 3


@kernel
def _match_as_written(words: Words, weights: U8, figures: U64, one: int, other: int) -> I32:
    """As `match`, of two texts; where figures stand, only if they are the same figures."""
    a, a_end = words.offsets[one], words.offsets[one + 1]
    b, b_end = words.offsets[other], words.offsets[other + 1]
    row = match(words.tokens[a:a_end], words.tokens[b:b_end], weights[a:a_end])
    for i in range(len(row)):
        if row[i] >= 0 and figures[a + i] != figures[b + row[i]]:
            row[i] = -1
    return row


@kernel
def _rows(words: Words, weights: U8, figures: U64, one: int, others: I64) -> I32:
    out = np.empty((len(others), words.offsets[one + 1] - words.offsets[one]), np.int32)
    for k in range(len(others)):
        out[k] = _match_as_written(words, weights, figures, one, others[k])
    return out


@kernel
def _differ(words: Words, weights: U8, figures: U64, one: I64, other: I64) -> I64:
    """For each pair: words that are the same, stretches of others, and where the first of these begin and end."""
    out = np.zeros((len(one), 2 + 2 * _SPANS), np.int64)
    for k in range(len(one)):
        row = _match_as_written(words, weights, figures, one[k], other[k])
        for i in range(len(row)):
            if row[i] >= 0:
                out[k, 0] += 1
                continue
            if i == 0 or row[i - 1] >= 0:
                out[k, 1] += 1
                if out[k, 1] <= _SPANS:
                    out[k, 2 * out[k, 1]] = i
            if out[k, 1] <= _SPANS:
                out[k, 2 * out[k, 1] + 1] = i + 1
    return out


class Passages:
    """The words of some ads of a corpus, kept with where they stand."""

    def __init__(self, corpus: Corpus, ads: I64, *, max_words: int, workers: int = 1) -> None:
        """Read the words of `ads` (ascending, once each), in so many threads."""
        lengths = corpus.bounds[ads + 1] - corpus.bounds[ads]
        bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        parts = [corpus.data[corpus.bounds[ad] : corpus.bounds[ad + 1]] for ad in ads]
        self._data = np.concatenate(parts) if parts else np.empty(0, np.uint8)
        self._bounds = bounds
        self._words = split(self._data, bounds, limit=max_words, spans=True, workers=workers)
        self._weights = weigh(self._words.tokens, self._words.offsets, workers=workers)
        self._figures = _read_figures(self._data, self._words.tokens, self._words.starts, self._words.ends)
        self._text = self._data.data
        self._ads = ads
        self._place = dict(zip(ads.tolist(), range(len(ads)), strict=True))

    def range(self, ad: int) -> tuple[int, int]:
        """First word of an ad and the one behind its last."""
        k = self._place[ad]
        return int(self._words.offsets[k]), int(self._words.offsets[k + 1])

    def count(self, ad: int) -> int:
        """How many words an ad has."""
        first, end = self.range(ad)
        return end - first

    def tokens(self, ad: int) -> U32:
        """The ad's words as numbers."""
        first, end = self.range(ad)
        return self._words.tokens[first:end]

    def weights(self, ad: int) -> U8:
        """What the ad's words tell, in eighths of a bit."""
        first, end = self.range(ad)
        return self._weights[first:end]

    def match(self, a: int, b: int) -> I32:
        """For each word of ad `a` the place of its match in ad `b`, or -1."""
        return match(self.tokens(a), self.tokens(b), self.weights(a))

    def raw(self, ad: int, begin: int, end: int) -> str:
        """The raw text of words `begin` to `end` (exclusive) of an ad."""
        if begin >= end:
            return ""
        first = self.range(ad)[0]
        return self._decode(int(self._words.starts[first + begin]), int(self._words.ends[first + end - 1]))

    def between(self, ad: int, begin: int, end: int) -> str:
        """The raw text behind word `begin - 1` and before word `end`, with what stands around the words."""
        first, behind = self.range(ad)
        k = self._place[ad]
        start = self._words.ends[first + begin - 1] if begin > 0 else self._bounds[k]
        stop = self._words.starts[first + end] if first + end < behind else self._words.ends[behind - 1]
        return self._decode(int(start), int(stop)) if start < stop else ""

    def rows(self, ad: int, others: Sequence[int]) -> I32:
        """(others, words of `ad`): where each word stands in each other ad as written alike, or -1."""
        places = np.searchsorted(self._ads, np.asarray(others, np.int64))
        return _rows(self._words, self._weights, self._figures, self._place[ad], places)

    def differences(self, ads: I64, others: I64, *, workers: int) -> Iterator[Differences]:
        """How each of some ads differs from the other one beside it."""
        one, other = np.searchsorted(self._ads, ads), np.searchsorted(self._ads, others)

        def differ(part: tuple[int, int]) -> I64:
            stretch = slice(*part)
            found: I64 = _differ(self._words, self._weights, self._figures, one[stretch], other[stretch])
            return found

        for part in in_threads(differ, cut(len(one), workers), workers):
            for same, breaks, *ends in part.tolist():
                spans = list(zip(ends[::2], ends[1::2], strict=True))
                yield Differences(same, breaks, spans[: min(breaks, _SPANS)])

    def starts(self, ads: Sequence[int]) -> I64:
        """The first word of each of some ads, as `raws` counts."""
        return self._words.offsets[np.searchsorted(self._ads, np.asarray(ads, np.int64))]

    def raws(self, begins: I64, ends: I64) -> list[str]:
        """The raw texts from word to word (exclusive, never empty), counted over all ads."""
        starts, stops = self._words.starts[begins].tolist(), self._words.ends[ends - 1].tolist()
        return [self._decode(start, stop) for start, stop in zip(starts, stops, strict=True)]

    def _decode(self, start: int, stop: int) -> str:
        return str(self._text[start:stop], "utf-8", "replace")
