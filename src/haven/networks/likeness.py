"""How alike some ads' words are, measured as a sweep does it but over a part of the ads.

Owns: choosing what to measure against, the figures, the phrases shared. Must not know: results, contacts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from haven.networks.arrays import I32, I64
from haven.networks.boilerplate import discard_common, weigh_runs
from haven.networks.corpus import Corpus, gather
from haven.networks.lookalikes import compare_many, prepare
from haven.networks.parameters import Parameters
from haven.networks.passages import Passages
from haven.networks.shingles import WIDTH, find_runs, shelve
from haven.networks.tokens import split, weigh

_MOST = 5000


class Likeness(NamedTuple):
    """Ads `a` and `b` share `bits` of information, `share` of the lesser one's and `share_long` of the greater's.

    `phrases` are stretches of three words and more that both hold, as `a` writes them, longest first; `words` is how
    many words they have in the same order.
    """

    a: str
    b: str
    bits: float
    share: float
    share_long: float
    words: int
    phrases: tuple[str, ...]

    def is_link(self, parameters: Parameters) -> bool:
        """Whether that is enough for a link."""
        enough = self.bits >= parameters.min_bits and self.share >= parameters.min_share
        return enough and self.share_long >= parameters.min_share_long


def _sample(batches: Iterable[pa.RecordBatch], wanted: set[str], total: int) -> Iterator[pa.RecordBatch]:
    """The wanted ads, and others taken evenly, so that what words tell is known well enough."""
    stride, seen = -(-total // _MOST) or 1, 0
    for batch in batches:
        rows = np.arange(seen, seen + batch.num_rows) % stride == 0
        seen += batch.num_rows
        ids = batch.column(batch.schema.get_field_index("id")).to_pylist()
        yield batch.filter(pa.array(rows | np.array([ad in wanted for ad in ids], bool)))


class Yardstick:
    """Some ads of a sweep, to measure pairs of them."""

    def __init__(
        self,
        batches: Iterable[pa.RecordBatch],
        *,
        wanted: set[str],
        total: int,
        membership: Mapping[str, str],
        parameters: Parameters,
    ) -> None:
        """Read the ads.

        Args:
            batches: all ads.
            wanted: ids of those that will be asked about.
            total: about how many ads there are.
            membership: ad id → network id, of the ads in one.
            parameters: gives the words compared.
        """
        self._corpus: Corpus = gather(_sample(batches, wanted, total))
        ids = self._corpus.table["id"].to_pylist()
        self._place = {ad: k for k, ad in enumerate(ids)}
        words = split(self._corpus.data, self._corpus.bounds, limit=parameters.max_words)
        shelf = shelve(words.tokens, words.offsets, workers=1)
        runs = find_runs(shelf, workers=1)
        weigh_runs(runs, shelf.offsets, workers=1)
        own = self._groups([membership.get(ad, ad) for ad in ids])[shelf.source]
        discard_common(runs, own, np.zeros(len(ids) + 1, np.int64))
        weights = weigh(shelf.tokens, shelf.offsets)
        self._texts, self._standing = prepare(shelf, weights, runs, workers=1), shelf.standing
        self._words = parameters.max_words

    @staticmethod
    def _groups(names: list[str]) -> I64:
        return np.unique(np.array(names, object), return_inverse=True)[1].reshape(-1).astype(np.int64)

    def __contains__(self, ad: str) -> bool:
        """Whether the ad was among those read."""
        return ad in self._place

    def nearest(self, pairs: Sequence[tuple[str, str]]) -> Likeness | None:
        """The pair that shares most information, measured."""
        pairs = [(a, b) for a, b in pairs if a in self and b in self and a != b]
        if not pairs:
            return None
        place = np.array([(self._place[a], self._place[b]) for a, b in pairs])
        first, second = self._standing[place[:, 0]], self._standing[place[:, 1]]
        bits, share, share_long = compare_many(self._texts, first, second, workers=1)
        best = int(np.lexsort((np.arange(len(pairs)), -share, -bits))[0])
        words, phrases = self._shared(int(place[best, 0]), int(place[best, 1]))
        shares = min(float(share[best]), 1.0), min(float(share_long[best]), 1.0)
        return Likeness(*pairs[best], float(bits[best]), *shares, words, phrases)

    def _shared(self, a: int, b: int) -> tuple[int, tuple[str, ...]]:
        passages = Passages(self._corpus, np.array(sorted({a, b})), max_words=self._words)
        row = passages.match(a, b)
        stretches = [(begin, end) for begin, end in _stretches(row) if end - begin >= WIDTH]
        stretches.sort(key=lambda s: (s[0] - s[1], s[0]))
        return int((row >= 0).sum()), tuple(" ".join(passages.raw(a, *s).split()) for s in stretches)


def _stretches(row: I32) -> list[tuple[int, int]]:
    """Where matches follow on each other in both texts: first word and the one behind the last."""
    places = np.flatnonzero(row >= 0)
    if not len(places):
        return []
    breaks = np.flatnonzero((np.diff(places) != 1) | (np.diff(row[places]) != 1)) + 1
    return [(int(part[0]), int(part[-1]) + 1) for part in np.split(places, breaks)]
