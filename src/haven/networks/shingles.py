"""Phrases of three words, and the texts that share them.

Owns: phrase keys, the order of texts, runs (the texts that hold one phrase). Must not know: ads, links, contacts.
"""

from typing import NamedTuple

import numba as nb
import numpy as np

from haven.networks.arrays import F32, I64, U8, U32, U64, cut, in_threads
from haven.networks.tokens import mix

WIDTH = 3
NO_RUN = np.uint32(0xFFFFFFFF)
_PARTITION_BITS = 6


class Runs(NamedTuple):
    """Run r: the texts `texts[starts[r]:starts[r+1]]`, ascending, share a phrase that tells `bits[r]` bits.

    `at[i]` is the run of the phrase that begins at token i, or `NO_RUN`. A run of 0 bits is boilerplate; what a
    phrase tells is for `boilerplate` to set.
    """

    texts: U32
    starts: I64
    bits: F32
    at: U32


@nb.njit(inline="always", cache=True)
def phrase_key(tokens: U32, i: int) -> np.uint64:
    """The phrase that begins at token i, as 64 bits."""
    low = np.uint64(tokens[i]) | (np.uint64(tokens[i + 1]) << np.uint64(32))
    return mix(mix(low) ^ np.uint64(tokens[i + 2]))


@nb.njit(nogil=True, cache=True)
def whole_hashes(tokens: U32, offsets: I64) -> U64:
    """One hash per text over all its words: equal for texts that are equal after folding."""
    out = np.empty(len(offsets) - 1, np.uint64)
    for text in range(len(out)):
        h = np.uint64(offsets[text + 1] - offsets[text])
        for i in range(offsets[text], offsets[text + 1]):
            h = mix(h ^ np.uint64(tokens[i])) + np.uint64(0x9E3779B97F4A7C15)
        out[text] = h
    return out


@nb.njit(nogil=True, cache=True)
def _count(tokens: U32, offsets: I64, bits: int) -> U8:
    """How often each phrase occurs (at most 255), by the high bits of its key."""
    counts = np.zeros(1 << bits, np.uint8)
    for text in range(len(offsets) - 1):
        for i in range(offsets[text], offsets[text + 1] - (WIDTH - 1)):
            slot = phrase_key(tokens, i) >> np.uint64(64 - bits)
            if counts[slot] < 255:
                counts[slot] += 1
    return counts


@nb.njit(nogil=True, cache=True)
def _signatures(tokens: U32, offsets: I64, counts: U8, bits: int) -> tuple[U64, U64]:
    """Two min-hashes over the phrases that occur elsewhere too."""
    n = len(offsets) - 1
    first, second = np.full(n, ~np.uint64(0)), np.full(n, ~np.uint64(0))
    for text in range(n):
        for i in range(offsets[text], offsets[text + 1] - (WIDTH - 1)):
            key = phrase_key(tokens, i)
            if counts[key >> np.uint64(64 - bits)] > 1:
                first[text] = min(first[text], mix(key))
                second[text] = min(second[text], mix(key + np.uint64(1)))
    return first, second


class Shelf(NamedTuple):
    """Distinct texts in an order in which look-alikes stand together, whatever order they came in.

    `tokens` and `offsets` as in `Words`; `source[t]` is one of the texts that text t stands for, and `standing[d]`
    the place on the shelf of given text d.
    """

    tokens: U32
    offsets: I64
    source: I64
    standing: I64


@nb.njit(nogil=True, cache=True)
def _gather(tokens: U32, offsets: I64, order: I64) -> tuple[U32, I64]:
    bounds = np.zeros(len(order) + 1, np.int64)
    for k in range(len(order)):
        bounds[k + 1] = bounds[k] + offsets[order[k] + 1] - offsets[order[k]]
    out = np.empty(bounds[-1], np.uint32)
    for k in range(len(order)):
        out[bounds[k] : bounds[k + 1]] = tokens[offsets[order[k]] : offsets[order[k] + 1]]
    return out, bounds


def table_bits(tokens: int) -> int:
    """By how many high bits of their keys the phrases among so many words are counted."""
    return min(max(tokens.bit_length() + 2, 12), 30)


def shelve(tokens: U32, offsets: I64) -> tuple[Shelf, U8]:
    """Leave out texts equal after folding, and bring the rest into an order of their own content.

    Also gives how often each phrase occurs, for `find_runs`.
    """
    hashes = whole_hashes(tokens, offsets)
    unique, source, standing = np.unique(hashes, return_index=True, return_inverse=True)
    kept, bounds = _gather(tokens, offsets, source.astype(np.int64))
    bits = table_bits(len(kept))
    counts = _count(kept, bounds, bits)
    first, second = _signatures(kept, bounds, counts, bits)
    order = np.lexsort((unique, second, first))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    kept, bounds = _gather(kept, bounds, order)
    return Shelf(kept, bounds, source[order].astype(np.int64), place[standing.reshape(-1)]), counts


@nb.njit(nogil=True, cache=True)
def _tally(tokens: U32, offsets: I64, counts: U8, bits: int) -> I64:
    """How many repeated phrases fall into each partition."""
    out = np.zeros((1 << _PARTITION_BITS) + 1, np.int64)
    for text in range(len(offsets) - 1):
        for i in range(offsets[text], offsets[text + 1] - (WIDTH - 1)):
            key = phrase_key(tokens, i)
            if counts[key >> np.uint64(64 - bits)] > 1:
                out[(key & np.uint64((1 << _PARTITION_BITS) - 1)) + np.uint64(1)] += 1
    return np.cumsum(out)


@nb.njit(nogil=True, cache=True)
def _scatter(tokens: U32, offsets: I64, counts: U8, bits: int, bounds: I64) -> U64:
    """(32 bits of key, 32 bits of token place) of every repeated phrase, by partition."""
    out = np.empty(bounds[-1], np.uint64)
    at = bounds[:-1].copy()
    for text in range(len(offsets) - 1):
        for i in range(offsets[text], offsets[text + 1] - (WIDTH - 1)):
            key = phrase_key(tokens, i)
            if counts[key >> np.uint64(64 - bits)] > 1:
                part = key & np.uint64((1 << _PARTITION_BITS) - 1)
                out[at[part]] = ((key >> np.uint64(8)) << np.uint64(32)) | np.uint64(i)
                at[part] += 1
    return out


@nb.njit(nogil=True, cache=True)
def _owners(offsets: I64) -> U32:
    out = np.empty(offsets[-1], np.uint32)
    for text in range(len(offsets) - 1):
        out[offsets[text] : offsets[text + 1]] = text
    return out


@nb.njit(nogil=True, cache=True)
def _string(entries: U64, owners: U32, at: U32, first: int) -> tuple[U32, I64]:
    """Runs of one partition's sorted entries, numbered from `first`; fills `at`."""
    texts, lengths = np.empty(len(entries), np.uint32), np.empty(len(entries) // 2 + 1, np.int64)
    used = runs = i = 0
    while i < len(entries):
        key, begin = entries[i] >> np.uint64(32), used
        j = i
        while j < len(entries) and entries[j] >> np.uint64(32) == key:
            owner = owners[entries[j] & np.uint64(0xFFFFFFFF)]
            if used == begin or texts[used - 1] != owner:
                texts[used] = owner
                used += 1
            j += 1
        if used - begin > 1:
            for k in range(i, j):
                at[entries[k] & np.uint64(0xFFFFFFFF)] = first + runs
            lengths[runs] = used - begin
            runs += 1
        else:
            used = begin
        i = j
    return texts[:used].copy(), lengths[:runs].copy()


def _partitions(tokens: U32, offsets: I64, counts: U8, workers: int) -> list[U64]:
    """Entries as of `_scatter`, one sorted array for each partition."""
    bits = table_bits(len(tokens))

    def scatter(stretch: tuple[int, int]) -> tuple[U64, I64]:
        some = offsets[stretch[0] : stretch[1] + 1]
        bounds = _tally(tokens, some, counts, bits)
        return _scatter(tokens, some, counts, bits, bounds), bounds

    pieces = in_threads(scatter, cut(len(offsets) - 1, workers), workers)

    def arrange(part: int) -> U64:
        entries = np.concatenate([piece[bounds[part] : bounds[part + 1]] for piece, bounds in pieces])
        entries.sort()
        return entries

    return in_threads(arrange, range(1 << _PARTITION_BITS), workers)


def find_runs(tokens: U32, offsets: I64, counts: U8, *, workers: int) -> Runs:
    """The texts that hold each phrase that at least two of them hold.

    Args:
        tokens: the words of a shelf.
        offsets: where its texts begin.
        counts: how often each phrase occurs, from `shelve`.
        workers: threads.

    Raises:
        OverflowError: more than 2**32 words.
    """
    if len(tokens) >= 1 << 32:
        raise OverflowError(len(tokens))
    parts = _partitions(tokens, offsets, counts, workers)
    at, owners = np.full(len(tokens), NO_RUN, np.uint32), _owners(offsets)
    texts, lengths, first = [], [], 0
    for part in parts:
        some, sizes = _string(part, owners, at, first)
        texts.append(some)
        lengths.append(sizes)
        first += len(sizes)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))])
    return Runs(np.concatenate(texts), starts, np.zeros(first, np.float32), at)
