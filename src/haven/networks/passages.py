"""Two raw texts side by side, word by word.

Owns: the words of chosen ads with their places in the raw text. Must not know: clusters, links.
"""

import numpy as np

from haven.networks.alignment import match
from haven.networks.arrays import I32, I64, U8, U32
from haven.networks.corpus import Corpus
from haven.networks.tokens import split, weigh


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

    def same(self, a: int, i: int, b: int, j: int) -> bool:
        """Whether word i of ad a and word j of ad b are written alike, case aside."""
        one, other = self.range(a)[0] + i, self.range(b)[0] + j
        if self._words.ends[one] - self._words.starts[one] != self._words.ends[other] - self._words.starts[other]:
            return False
        first = self._data[self._words.starts[one] : self._words.ends[one]]
        second = self._data[self._words.starts[other] : self._words.ends[other]]
        return bool((first | 32 == second | 32).all())

    def _decode(self, start: int, stop: int) -> str:
        return self._data[start:stop].tobytes().decode("utf-8", "replace")
