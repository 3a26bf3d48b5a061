"""Ads tied by their words: from the byte buffer to clusters and pairs of ads.

Owns: running the text stages in their order, and the way from distinct texts back to ads. Must not know: contacts.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from haven.networks.arrays import F32, I64
from haven.networks.boilerplate import discard_common, weigh_runs
from haven.networks.clusters import Clusters, cluster
from haven.networks.corpus import Corpus
from haven.networks.lookalikes import Pairs, compare_again, find_pairs, prepare
from haven.networks.parameters import Parameters
from haven.networks.shingles import find_runs, shelve
from haven.networks.tokens import split, weigh


class TextTies(NamedTuple):
    """Which ads say the same.

    `text_of[ad]` is one number for ads of one text (as far as folding and clustering tell). Pair k says that `b[k]`
    belongs to the cluster through `a[k]`, the two sharing `share[k]` of what the lesser one says. `middle[ad]` is the
    ad in the middle of the cluster, or -1.
    """

    text_of: I64
    a: I64
    b: I64
    share: F32
    middle: I64


def _first_ads(standing: I64, count: int) -> I64:
    """The first ad of each distinct text."""
    first = np.full(count, len(standing), np.int64)
    np.minimum.at(first, standing, np.arange(len(standing)))
    return first


def find_text_ties(corpus: Corpus, parameters: Parameters, *, workers: int, tick: Callable[[float], None]) -> TextTies:
    """Cluster the ads by their words."""
    words = split(corpus.data, corpus.bounds, limit=parameters.max_words, workers=workers)
    shelf = shelve(words.tokens, words.offsets, workers=workers)
    del words
    runs = find_runs(shelf, workers=workers)
    weigh_runs(runs, shelf.offsets, workers=workers)
    tick(0.4)
    weights = weigh(shelf.tokens, shelf.offsets, workers=workers)
    texts = prepare(shelf, weights, runs, workers=workers)
    pairs: Pairs = find_pairs(texts, runs, parameters, workers=workers, tick=lambda done: tick(0.4 + 0.5 * done))
    count = len(shelf.source)
    found = cluster(texts, pairs, parameters, workers=workers)
    own = np.where(found.medoid >= 0, found.medoid, np.arange(count))
    discard_common(runs, own, np.zeros(count + 1, np.int64))
    texts = prepare(shelf, weights, runs, workers=workers)
    found = cluster(texts, compare_again(texts, pairs, parameters, workers=workers), parameters, workers=workers)
    # A text repeated as it is makes a cluster of its own, if it says enough.
    repeated = (np.bincount(shelf.standing, minlength=count) > 1) & (texts.totals >= 8 * parameters.min_bits)
    alone = np.flatnonzero(repeated & (found.medoid < 0))
    found.medoid[alone] = alone
    return tie_ads(found, shelf.standing)


def tie_ads(found: Clusters, standing: I64) -> TextTies:
    """From clusters of texts to ads, `standing[ad]` being the ad's text."""
    count = len(found.medoid)
    first = _first_ads(standing, count)
    kept = found.medoid[standing] >= 0
    copies = np.flatnonzero(kept & (first[standing] != np.arange(len(standing))))
    members = np.flatnonzero((found.medoid >= 0) & (found.medoid != np.arange(count)))
    a = np.concatenate([first[standing[copies]], first[found.partner[members]]])
    b = np.concatenate([copies, first[members]])
    share = np.concatenate([np.ones(len(copies), np.float32), found.share[members]])
    middle = np.where(kept, first[np.where(kept, found.medoid[standing], 0)] if count else 0, -1)
    text_of = np.where(kept, found.medoid[standing], standing)
    return TextTies(text_of, a, b, share, middle)
