"""Texts written from one text: clusters that do not chain.

Owns: joining pairs, splitting chains at texts unlike the middle one. Must not know: ads, contacts.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from haven.networks.arrays import F32, F64, I64
from haven.networks.compiled import kernel
from haven.networks.lookalikes import Pairs, Texts, compare_many
from haven.networks.parameters import Parameters

# A member need not be quite as like the middle text as a pair must be, for both may have strayed from it.
_SLACK = 0.8
_ROUNDS = 6
# A text unlike the middle one may still belong to a cluster if it is like this many of its texts.
_VOTES = 2


class Clusters(NamedTuple):
    """`medoid[t]` is the text in the middle of text t's cluster (t itself there, -1 for none).

    `partner[t]` is the text by which t belongs to it, mostly the medoid; `bits` and `share` tell how like they are.
    """

    medoid: I64
    partner: I64
    bits: F32
    share: F32


@kernel
def _root(parent: I64, i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@kernel
def join(count: int, a: npt.NDArray[np.integer], b: npt.NDArray[np.integer]) -> I64:
    """For each of `count` things the least one that it is joined with, through any chain of pairs."""
    parent = np.arange(count)
    for k in range(len(a)):
        one, two = _root(parent, a[k]), _root(parent, b[k])
        if one != two:
            parent[max(one, two)] = min(one, two)
    for i in range(count):
        parent[i] = _root(parent, i)
    return parent


@kernel
def _middles(roots: I64, weight: F64) -> I64:
    """For each text the heaviest of its component (the first of equals)."""
    best = np.full(len(roots), -1, np.int64)
    for i in range(len(roots)):
        root = roots[i]
        if best[root] < 0 or weight[i] > weight[best[root]]:
            best[root] = i
    return best[roots]


def cluster(texts: Texts, pairs: Pairs, parameters: Parameters, *, workers: int) -> Clusters:
    """Clusters around a middle text that every member is like.

    Components of the pairs are cut: what is unlike the middle text (the one most like its neighbours) is left to
    form clusters of its own; single texts left over go where most of their pairs are, if they are several.
    """
    count = len(texts.offsets) - 1
    medoid, partner = np.full(count, -1, np.int64), np.full(count, -1, np.int64)
    bits, share = np.zeros(count, np.float32), np.zeros(count, np.float32)
    either = (texts.totals[pairs.a] + texts.totals[pairs.b]) / 8 - pairs.bits
    # Squared, so that a text that holds two others whole is not taken for the middle of both.
    likeness = (pairs.bits / np.maximum(either, 1)) ** 2
    for _ in range(_ROUNDS):
        open_pairs = (medoid[pairs.a] < 0) & (medoid[pairs.b] < 0)
        a, b, weight = pairs.a[open_pairs], pairs.b[open_pairs], likeness[open_pairs]
        if not len(a):
            break
        sums = (np.bincount(a, weight, count) + np.bincount(b, weight, count)).astype(np.float64)
        middle = _middles(join(count, a, b), sums)
        members = np.flatnonzero((sums > 0) & (middle != np.arange(count)))
        found = compare_many(texts, members, middle[members], workers=workers)
        kept = (found[0] >= _SLACK * parameters.min_bits) & (found[1] >= _SLACK * parameters.min_share)
        kept &= found[2] >= _SLACK * parameters.min_share_long
        inside, centre = members[kept], middle[members[kept]]
        medoid[inside], bits[inside], share[inside] = centre, found[0][kept], found[1][kept]
        medoid[centre], share[centre] = centre, 1.0
        partner[inside], partner[centre] = centre, centre
    found_clusters = Clusters(medoid, partner, bits, share)
    _adopt(pairs, found_clusters)
    return found_clusters


def _adopt(pairs: Pairs, clusters: Clusters) -> None:
    """Give each text left over to the cluster that holds most of those it pairs with."""
    medoid, partner, bits, share = clusters
    a, b = np.concatenate([pairs.a, pairs.b]), np.concatenate([pairs.b, pairs.a])
    kept = (medoid[a] < 0) & (medoid[b] >= 0)
    text, near = a[kept].astype(np.int64), b[kept].astype(np.int64)
    target = medoid[near]
    if not len(text):
        return
    weight = np.concatenate([pairs.share, pairs.share])[kept]
    found = np.concatenate([pairs.bits, pairs.bits])[kept]
    order = np.lexsort((near, -weight, target, text))
    text, near, target, weight, found = text[order], near[order], target[order], weight[order], found[order]
    begins = np.flatnonzero(np.diff(text, prepend=-1) | np.diff(target, prepend=-1))
    sizes = np.diff(np.append(begins, len(text)))
    # Ascending by votes, the first target last: what is written last stays.
    for k in np.lexsort((-target[begins], sizes)):
        if sizes[k] < _VOTES:
            continue
        i = begins[k]
        medoid[text[i]], partner[text[i]] = target[i], near[i]
        bits[text[i]], share[text[i]] = found[i], weight[i]
