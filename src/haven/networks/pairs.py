"""One ad against a few: what a look-up needs of the engine, without a sweep.

Owns: fingerprints that can be stored, and comparing one text with some. Must not know: where the others are stored.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from haven.networks.alignment import match
from haven.networks.arrays import I64, U8, U32, U64
from haven.networks.boilerplate import COMMON, discard_common, weigh_runs
from haven.networks.lookalikes import compare_many, prepare
from haven.networks.parameters import Parameters
from haven.networks.shingles import NO_RUN, WIDTH, Runs, Shelf, find_runs, shelve
from haven.networks.tokens import split, weigh

KEYS = 16
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_LAST = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)


class Fingerprint(NamedTuple):
    """A text as it is compared.

    `tokens` are its words as numbers; `keys` up to `KEYS` signed 32-bit numbers, ascending, of which texts written
    from one text have some in common.
    """

    tokens: U32
    keys: npt.NDArray[np.int32]


class Likeness(NamedTuple):
    """Text `other` (its place among those given) is like the one asked about.

    They share `share` (0..1) of what the lesser one says; `why` is a sentence for a person.
    """

    other: int
    share: float
    why: str


def fingerprints(texts: Sequence[str], parameters: Parameters) -> list[Fingerprint]:
    """Fingerprints of texts.

    The keys are the smallest hashes of an ad's three-word phrases (a bottom-k sketch: Broder 1997). Two texts that
    share a fraction J of their phrases share about 2J/(1+J) of their keys.
    """
    written = [text.encode("utf-8", "replace") for text in texts]
    bounds = np.cumsum([0, *map(len, written)], dtype=np.int64)
    data = np.frombuffer(b"".join(written), np.uint8) if bounds[-1] else np.empty(0, np.uint8)
    tokens, offsets, *_ = split(data, bounds, limit=parameters.max_words)
    hashes = _phrases(tokens)
    return [
        Fingerprint(tokens[begin:end], np.unique(hashes[begin : max(begin, end - WIDTH + 1)])[:KEYS])
        for begin, end in pairwise(offsets.tolist())
    ]


def _phrases(tokens: U32) -> npt.NDArray[np.int32]:
    """A hash of the phrase that begins at each word but the last two."""
    if len(tokens) < WIDTH:
        return np.empty(0, np.int32)
    wide: U64 = tokens.astype(np.uint64)
    h = wide[:-2] * _FACTORS[0] + wide[1:-1] * _FACTORS[1] + wide[2:] * _FACTORS[2]
    h = (h ^ (h >> _HALF)) * _LAST
    hashes: npt.NDArray[np.int32] = (h >> _HALF).astype(np.uint32).view(np.int32)
    return hashes


def alike(tokens: U32, others: Sequence[U32], groups: Sequence[int], parameters: Parameters) -> list[Likeness]:
    """Which of some texts one text would be linked with, those most like it first.

    Phrases that come in ever different company, or that ever different groups use, tell nothing: the more texts with
    such a phrase are among the others, the better it is known.

    Args:
        tokens: the words of the text.
        others: the words of the texts to compare it with.
        groups: for each of them a number that texts of one group share.
        parameters: what counts as alike.
    """
    if not others or not len(tokens):
        return []
    lengths = [len(tokens), *map(len, others)]
    shelf = shelve(np.concatenate([tokens, *others]), np.cumsum([0, *lengths], dtype=np.int64), workers=1)
    words = weigh(shelf.tokens, shelf.offsets)
    texts = prepare(shelf, words, _weighed(shelf, _numbered(groups)), workers=1)
    place = shelf.standing
    bits, share, long_share = compare_many(texts, np.repeat(place[:1], len(others)), place[1:], workers=1)
    linked = (bits >= parameters.min_bits) & (share >= parameters.min_share) & (long_share >= parameters.min_share_long)
    weights = texts.weights[shelf.offsets[place[0]] : shelf.offsets[place[0] + 1]]
    order = sorted(np.flatnonzero(linked).tolist(), key=lambda k: (-share[k], k))
    return [Likeness(k, min(float(share[k]), 1.0), _why(tokens, others[k], weights)) for k in order]


def _weighed(shelf: Shelf, own: I64) -> Runs:
    """The runs of a shelf, weighed; none where no phrase occurs often enough to be taken for boilerplate."""
    if shelf.most < COMMON:
        none = np.full(len(shelf.tokens), NO_RUN, np.uint32)
        return Runs(np.empty(0, np.uint32), np.zeros(1, np.int64), np.empty(0, np.float32), none)
    runs = find_runs(shelf, workers=1)
    weigh_runs(runs, shelf.offsets, workers=1)
    discard_common(runs, own[shelf.source], np.zeros(int(own.max()) + 2, np.int64))
    return runs


def _numbered(groups: Sequence[int]) -> I64:
    """The text's own group, which is nobody else's, and the others', counted from 0."""
    return np.unique([max(groups) + 1, *groups], return_inverse=True)[1].reshape(-1).astype(np.int64)


def _why(tokens: U32, other: U32, weights: U8) -> str:
    same = int((match(tokens, other, weights) >= 0).sum())
    if same == len(tokens) == len(other):
        return f"The same {same} words in the same order; figures may differ"
    return f"{same} of {len(tokens)} words in the same order"
