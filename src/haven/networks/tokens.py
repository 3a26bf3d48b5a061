"""Words of all texts as numbers in one array.

Owns: splitting a byte buffer into folded words, and how much a word tells. Must not know: ads, links.

A token is 32 bits: 27 of a hash of the folded word, 5 of its length (a digit run counts as one letter, for
every digit folds to 0: prices and phone numbers differ between ads that otherwise say the same).
"""

from typing import NamedTuple

import numpy as np

from haven.networks.alphabet import PARTS, SKIPPED, decode, goes_on, is_run_on, table_for
from haven.networks.arrays import I32, I64, U8, U32, U64, cut, in_threads
from haven.networks.compiled import inlined, kernel

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_SEED = np.uint64(0xCBF29CE484222325)
_LOW = np.uint64((1 << 21) - 1)
_ZERO, _NINE = np.uint64(48), np.uint64(57)
# Words in fewer texts than this have their information looked up: logarithms are slow.
_USUAL = 1 << 12


class Words(NamedTuple):
    """Tokens of texts 0..n-1: text t has `tokens[offsets[t]:offsets[t+1]]`; spans are bytes in the buffer."""

    tokens: U32
    offsets: I64
    starts: I64
    ends: I64


@inlined
def mix(h: np.uint64) -> np.uint64:
    """Scatter the bits of a 64-bit hash (the finaliser of MurmurHash3)."""
    h ^= h >> np.uint64(33)
    h *= np.uint64(0xFF51AFD7ED558CCD)
    h ^= h >> np.uint64(33)
    h *= np.uint64(0xC4CEB9FE1A85EC53)
    return h ^ (h >> np.uint64(33))


@inlined
def is_figures(token: np.uint32) -> bool:
    """Whether a token stands for figures (or a single letter): written differently, it is still the same token."""
    return bool((token & np.uint32(31)) == 1)


@inlined
def _pack(h: np.uint64, length: int, letters: int) -> np.uint32:
    size = min(length, 31) if letters else 1
    return np.uint32((mix(h) >> np.uint64(37)) << np.uint64(5)) | np.uint32(size)


@inlined
def _absorb(h: np.uint64, entry: np.uint64) -> tuple[np.uint64, int, int]:
    """Add a code point's folded letters to a word's hash; how many there were, how many not digits."""
    length = letters = 0
    rest = entry & np.uint64(0x7FFFFFFFFFFFFFFF)
    while rest:
        point = rest & _LOW
        if _ZERO <= point <= _NINE:
            point = _ZERO
        h = (h ^ point) * _PRIME
        h ^= h >> np.uint64(29)
        length += 1
        letters += point != _ZERO
        rest >>= np.uint64(21)
    return h, length, letters


@inlined
def _put(token: np.uint32, start: int, end: int, at: int, out: U32, starts: I64, ends: I64) -> int:
    """Write a token down (and where it stands, if that is asked for); the next one's place."""
    out[at] = token
    if starts.size:
        starts[at], ends[at] = start, end
    return at + 1


@kernel
def _scan(data: U8, span: tuple[int, int], table: U64, at: int, out: U32, starts: I64, ends: I64) -> int:
    """Tokens of one text from `out[at]` on; where the next text's begin."""
    h, length, letters, begun = _SEED, 0, 0, span[0]
    i, last = span[0], 0
    while i < span[1]:
        here = i
        point, i = decode(data, i, span[1])
        entry = table[point]
        if entry == SKIPPED:
            continue
        folded = int(np.int64(entry & _LOW))
        alone, mine = entry >> np.uint64(63), folded if is_run_on(folded) else 0
        other = (mine or last) and not (mine and last and goes_on(last, mine, length))
        if length and (entry == PARTS or alone or other):
            at = _put(_pack(h, length, letters), begun, here, at, out, starts, ends)
            h, length, letters = _SEED, 0, 0
        if not length:
            begun = here
        h, more, wordy = _absorb(h, entry)
        last = mine
        length += more
        letters += wordy
        if alone:
            at = _put(_pack(h, 3, 1), begun, i, at, out, starts, ends)
            h, length, letters = _SEED, 0, 0
    if length:
        at = _put(_pack(h, length, letters), begun, span[1], at, out, starts, ends)
    return at


@kernel
def _scan_all(data: U8, bounds: I64, table: U64, limit: int, out: U32,
              starts: I64, ends: I64) -> I64:  # fmt: skip
    offsets = np.zeros(len(bounds), np.int64)
    at = 0
    for text in range(len(bounds) - 1):
        begin = at
        # A word takes at least one byte and a parting one, so the tokens never outrun this bound by much.
        stop = min(bounds[text + 1], bounds[text] + 64 * limit)
        at = _scan(data, (bounds[text], stop), table, at, out, starts, ends)
        at = min(at, begin + limit)
        offsets[text + 1] = at
    return offsets


def _split_part(data: U8, bounds: I64, table: U64, limit: int, spans: bool) -> Words:
    room = int(bounds[-1] - bounds[0]) + 64
    out = np.empty(room, np.uint32)
    starts, ends = (np.empty(room if spans else 0, np.int64) for _ in range(2))
    offsets = _scan_all(data, bounds, table, limit, out, starts, ends)
    count = int(offsets[-1])
    return Words(out[:count].copy(), offsets, starts[:count].copy(), ends[:count].copy())


def split(data: U8, bounds: I64, *, limit: int, spans: bool = False, workers: int = 1) -> Words:
    """Split texts into words.

    Args:
        data: UTF-8 bytes of all texts.
        bounds: n+1 places in `data`; text t is `data[bounds[t]:bounds[t+1]]`.
        limit: words kept of one text (and 64 bytes of text for each).
        spans: also tell where each word stands in `data`.
        workers: threads.
    """
    table = table_for(data)
    cuts = cut(len(bounds) - 1, workers)
    parts = in_threads(lambda c: _split_part(data, bounds[c[0] : c[1] + 1], table, limit, spans), cuts, workers)
    if len(parts) == 1:
        return parts[0]
    shifts = np.cumsum([0, *(part.offsets[-1] for part in parts)])
    offsets = [part.offsets[1:] + shift for part, shift in zip(parts, shifts, strict=False)]
    tokens, _, starts, ends = (list(column) for column in zip(*parts, strict=True))
    whole = np.concatenate([np.zeros(1, np.int64), *offsets])
    return Words(np.concatenate(tokens), whole, np.concatenate(starts), np.concatenate(ends))


@kernel
def frequencies(tokens: U32, offsets: I64, mask: int) -> I32:
    """In how many texts each word occurs, by the low bits of its hash."""
    # How many texts, and the last of them (from 1), side by side: memory is what this waits for.
    seen = np.zeros((mask + 1, 2), np.int32)
    for text in range(len(offsets) - 1):
        for i in range(offsets[text], offsets[text + 1]):
            slot = (tokens[i] >> 5) & mask
            seen[slot, 0] += seen[slot, 1] != text + 1
            seen[slot, 1] = text + 1
    return seen[:, 0].copy()


@kernel
def weigh_by(tokens: U32, counts: I32, mask: int, texts: int, out: U8) -> None:
    """As `weigh`, by counts from `frequencies` among so many texts."""
    trust = texts / (texts + 2000.0)
    seen_at = np.log2((texts + 1.0) / np.maximum(np.arange(_USUAL), 1))
    for i in range(len(tokens)):
        length = tokens[i] & 31
        guess = 2.0 + 1.5 * length if length > 1 else 2.0
        count = counts[(tokens[i] >> 5) & mask]
        seen = seen_at[count] if count < _USUAL else np.log2((texts + 1.0) / count)
        bits = trust * seen + (1 - trust) * guess
        out[i] = np.uint8(8 * min(max(bits, 0.5), 12.0))


def word_mask(tokens: int) -> int:
    """Which bits of their hashes the words are counted by, when there are so many."""
    return (1 << min(max(tokens.bit_length() + 1, 10), 24)) - 1


def weigh(tokens: U32, offsets: I64, *, workers: int = 1) -> U8:
    """How much each word tells, in eighths of a bit (0.5 to 12 bits).

    Its information content, -log2 of the share of texts that hold it; where there are few texts to count in,
    a guess from its length weighs more.
    """
    mask = word_mask(len(tokens))
    counts = frequencies(tokens, offsets, mask)
    out = np.empty(len(tokens), np.uint8)
    texts = len(offsets) - 1

    def weigh_part(stretch: tuple[int, int]) -> None:
        weigh_by(tokens[slice(*stretch)], counts, mask, texts, out[slice(*stretch)])

    in_threads(weigh_part, cut(len(tokens), workers), workers)
    return out
