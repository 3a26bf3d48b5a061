"""Two raw texts side by side, word by word.

Owns: the words of chosen ads with their places in the raw text. Must not know: clusters, links.
"""

import numba as nb
import numpy as np

from haven.networks.alignment import match
from haven.networks.arrays import I32, I64, U8, U32, U64
from haven.networks.corpus import Corpus
from haven.networks.tokens import is_figures, mix, split, weigh


@nb.njit(nogil=True, cache=True)
def _read_figures(data: U8, tokens: U32, starts: I64, ends: I64) -> U64:
    out = np.zeros(len(tokens), np.uint64)
    for i in range(len(tokens)):
        if is_figures(tokens[i]):
            h = np.uint64(1)
            for k in range(starts[i], ends[i]):
                h = mix(h ^ np.uint64(data[k]))
            out[i] = h
    return out


class Passages:
    """The words of some ads of a corpus, kept with where they stand."""

    def __init__(self, corpus: Corpus, ads: I64, *, max_words: int) -> None:
        """Read the words of `ads` (ascending, once each)."""
        lengths = corpus.bounds[ads + 1] - corpus.bounds[ads]
        bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        parts = [corpus.data[corpus.bounds[ad] : corpus.bounds[ad + 1]] for ad in ads]
        self._data = np.concatenate(parts) if parts else np.empty(0, np.uint8)
        self._bounds = bounds
        self._words = split(self._data, bounds, limit=max_words, spans=True)
        self._weights = weigh(self._words.tokens, self._words.offsets)
        self._figures = _read_figures(self._data, self._words.tokens, self._words.starts, self._words.ends)
        self._place = {int(ad): k for k, ad in enumerate(ads)}

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
        return self._decode(self._words.starts[first + begin], self._words.ends[first + end - 1])

    def between(self, ad: int, begin: int, end: int) -> str:
        """The raw text behind word `begin - 1` and before word `end`, with what stands around the words."""
        first, behind = self.range(ad)
        k = self._place[ad]
        start = self._words.ends[first + begin - 1] if begin > 0 else self._bounds[k]
        stop = self._words.starts[first + end] if first + end < behind else self._words.ends[behind - 1]
        return self._decode(start, stop) if start < stop else ""

    def figures(self, ad: int) -> U64:
        """A number for each of the ad's words that is of figures, equal where they are written alike; else 0."""
        first, end = self.range(ad)
        return self._figures[first:end]

    def _decode(self, start: int, stop: int) -> str:
        return self._data[start:stop].tobytes().decode("utf-8", "replace")
