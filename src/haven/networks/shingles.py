"""Phrases of three words, and the texts that share them.

Owns: phrase keys, the order of texts, runs (the texts that hold one phrase). Must not know: ads, links, contacts.
"""

from typing import NamedTuple

import numpy as np

from haven.networks.arrays import F32, I64, U8, U32, U64, Bools, cut, in_threads
from haven.networks.compiled import inlined, kernel
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


@inlined
def phrase_key(tokens: U32, i: int) -> np.uint64:
    """The phrase that begins at token i, as 64 bits."""
    low = np.uint64(tokens[i]) | (np.uint64(tokens[i + 1]) << np.uint64(32))
    return mix(mix(low) ^ np.uint64(tokens[i + 2]))


@kernel
def whole_hashes(tokens: U32, offsets: I64) -> U64:
    """One hash per text over all its words: equal for texts that are equal after folding."""
    out = np.empty(len(offsets) - 1, np.uint64)
    for text in range(len(out)):
        h = np.uint64(offsets[text + 1] - offsets[text])
        for i in range(offsets[text], offsets[text + 1]):
            h = mix(h ^ np.uint64(tokens[i])) + np.uint64(0x9E3779B97F4A7C15)
        out[text] = h
    return out


@kernel
def _keys(tokens: U32, begin: int, end: int, out: U64) -> int:
    """The phrases of one text into `out`; how many there are."""
    count = max(end - begin - (WIDTH - 1), 0)
    for k in range(count):
        out[k] = phrase_key(tokens, begin + k)
    return count


@kernel
def longest(offsets: I64) -> int:
    """Words of the longest text."""
    found = 0
    for text in range(len(offsets) - 1):
        found = max(found, offsets[text + 1] - offsets[text])
    return found


# Both loops below first note a text's keys, then look them up: the look-ups are far apart in memory, and only those
# that nothing else stands between are under way at the same time (three to four times as fast).


@kernel
def _count(tokens: U32, offsets: I64, texts: I64, bits: int, half: int, counts: U8) -> None:
    """How often each phrase occurs (at most 255), by the high bits of its key, into one `half` of the `counts`."""
    keys = np.empty(longest(offsets), np.uint64)
    for text in texts:
        count, mine = _keys(tokens, offsets[text], offsets[text + 1], keys), 0
        for k in range(count):
            slot = keys[k] >> np.uint64(64 - bits)
            keys[mine] = slot
            mine += np.int64(slot >> np.uint64(bits - 1)) == half
        for k in range(mine):
            seen = counts[keys[k]]
            counts[keys[k]] = seen + np.uint8(seen < 255)


@kernel
def _sign(tokens: U32, offsets: I64, texts: I64, counts: U8, bits: int,
          again: Bools) -> tuple[U64, U64]:  # fmt: skip
    """Two min-hashes of each text over the phrases that occur elsewhere too, which are noted in `again`."""
    first, second = np.full(len(texts), ~np.uint64(0)), np.full(len(texts), ~np.uint64(0))
    keys = np.empty(longest(offsets), np.uint64)
    for k in range(len(texts)):
        begin = offsets[texts[k]]
        count = _keys(tokens, begin, offsets[texts[k] + 1], keys)
        for j in range(count):
            again[begin + j] = counts[keys[j] >> np.uint64(64 - bits)] > 1
        for j in range(count):
            if again[begin + j]:
                first[k] = min(first[k], mix(keys[j]))
                second[k] = min(second[k], mix(keys[j] + np.uint64(1)))
    return first, second


class Shelf(NamedTuple):
    """Distinct texts in an order in which look-alikes stand together, whatever order they came in.

    `tokens` and `offsets` as in `Words`; `source[t]` is one of the texts that text t stands for, and `standing[d]`
    the place on the shelf of given text d. `again[i]` says whether the phrase that begins at token i occurs elsewhere
    too; the most frequent one occurs `most` times, or 255 if more often.
    """

    tokens: U32
    offsets: I64
    source: I64
    standing: I64
    again: Bools
    most: int


@kernel
def _copy(tokens: U32, again: Bools, begins: I64, bounds: I64, out: U32, noted: Bools) -> None:
    for k in range(len(begins)):
        size = bounds[k + 1] - bounds[k]
        out[bounds[k] : bounds[k + 1]] = tokens[begins[k] : begins[k] + size]
        noted[bounds[k] : bounds[k + 1]] = again[begins[k] : begins[k] + size]


def _gather(tokens: U32, again: Bools, offsets: I64, order: I64, workers: int) -> tuple[U32, Bools, I64]:
    """Words, notes and bounds of texts in another order."""
    begins = offsets[order]
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(offsets[order + 1] - begins)])
    out, noted = np.empty(bounds[-1], np.uint32), np.empty(bounds[-1], np.bool_)

    def copy(part: tuple[int, int]) -> None:
        _copy(tokens, again, begins[slice(*part)], bounds[part[0] : part[1] + 1], out, noted)

    in_threads(copy, cut(len(order), workers), workers)
    return out, noted, bounds


def table_bits(tokens: int) -> int:
    """By how many high bits of their keys the phrases among so many words are counted."""
    return min(max(tokens.bit_length() + 2, 12), 30)


def shelve(tokens: U32, offsets: I64, *, workers: int) -> Shelf:
    """Leave out texts equal after folding, and bring the rest into an order of their own content."""
    unique, source, standing = np.unique(whole_hashes(tokens, offsets), return_index=True, return_inverse=True)
    bits = table_bits(int((offsets[source + 1] - offsets[source]).sum()))
    counts, inside = np.zeros(1 << bits, np.uint8), np.sort(source)
    in_threads(lambda half: _count(tokens, offsets, inside, bits, half, counts), (0, 1), workers)
    again = np.zeros(len(tokens), np.bool_)
    cuts = cut(len(source), workers)
    signed = in_threads(lambda c: _sign(tokens, offsets, source[slice(*c)], counts, bits, again), cuts, workers)
    first, second = (np.concatenate(column) for column in zip(*signed, strict=True))
    order = np.lexsort((unique, second, first))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    kept, noted, bounds = _gather(tokens, again, offsets, source[order], workers)
    return Shelf(kept, bounds, source[order], place[standing.reshape(-1)], noted, int(counts.max(initial=0)))


@kernel
def _tally(tokens: U32, offsets: I64, again: Bools) -> I64:
    """How many repeated phrases fall into each partition."""
    out = np.zeros((1 << _PARTITION_BITS) + 1, np.int64)
    for i in range(offsets[0], offsets[-1]):
        if again[i]:
            out[(phrase_key(tokens, i) & np.uint64((1 << _PARTITION_BITS) - 1)) + np.uint64(1)] += 1
    return np.cumsum(out)


@kernel
def _scatter(tokens: U32, offsets: I64, again: Bools, bounds: I64) -> U64:
    """(32 bits of key, 32 bits of token place) of every repeated phrase, by partition."""
    out = np.empty(bounds[-1], np.uint64)
    at = bounds[:-1].copy()
    for i in range(offsets[0], offsets[-1]):
        if again[i]:
            key = phrase_key(tokens, i)
            part = key & np.uint64((1 << _PARTITION_BITS) - 1)
            out[at[part]] = ((key >> np.uint64(8)) << np.uint64(32)) | np.uint64(i)
            at[part] += 1
    return out


@kernel
def _owners(offsets: I64) -> U32:
    out = np.empty(offsets[-1], np.uint32)
    for text in range(len(offsets) - 1):
        out[offsets[text] : offsets[text + 1]] = text
    return out


@kernel
def _string(entries: U64, owners: U32, at: U32) -> tuple[U32, I64]:
    """Runs of one partition's sorted entries, numbered from 0 in `at`."""
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
                at[entries[k] & np.uint64(0xFFFFFFFF)] = runs
            lengths[runs] = used - begin
            runs += 1
        else:
            used = begin
        i = j
    return texts[:used].copy(), lengths[:runs].copy()


@kernel
def _renumber(entries: U64, at: U32, first: int) -> None:
    """Let one partition's runs be numbered from `first` on."""
    for entry in entries:
        place = entry & np.uint64(0xFFFFFFFF)
        if at[place] != NO_RUN:
            at[place] += np.uint32(first)


def _partitions(shelf: Shelf, workers: int) -> list[U64]:
    """Entries as of `_scatter`, one sorted array for each partition."""

    def scatter(stretch: tuple[int, int]) -> tuple[U64, I64]:
        some = shelf.offsets[stretch[0] : stretch[1] + 1]
        bounds = _tally(shelf.tokens, some, shelf.again)
        return _scatter(shelf.tokens, some, shelf.again, bounds), bounds

    pieces = in_threads(scatter, cut(len(shelf.offsets) - 1, workers), workers)

    def arrange(part: int) -> U64:
        entries = np.concatenate([piece[bounds[part] : bounds[part + 1]] for piece, bounds in pieces])
        entries.sort()
        return entries

    return in_threads(arrange, range(1 << _PARTITION_BITS), workers)


def find_runs(shelf: Shelf, *, workers: int) -> Runs:
    """The texts on a shelf that hold each phrase that at least two of them hold.

    Raises:
        OverflowError: more than 2**32 words.
    """
    if len(shelf.tokens) >= 1 << 32:
        raise OverflowError(len(shelf.tokens))
    parts = _partitions(shelf, workers)
    at, owners = np.full(len(shelf.tokens), NO_RUN, np.uint32), _owners(shelf.offsets)
    strung = in_threads(lambda part: _string(part, owners, at), parts, workers)
    texts, lengths = zip(*strung, strict=True)
    firsts = np.cumsum([0, *map(len, lengths)])
    in_threads(lambda k: _renumber(parts[k], at, firsts[k]), range(len(parts)), workers)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))])
    return Runs(np.concatenate(texts), starts, np.zeros(firsts[-1], np.float32), at)
