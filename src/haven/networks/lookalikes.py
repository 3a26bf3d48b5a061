"""Pairs of texts that share most of their words in the same order.

Owns: counting shared phrases, choosing whom to compare, comparing. Must not know: ads, contacts, groups.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from haven.networks.alignment import shared_bits
from haven.networks.arrays import F32, I64, U8, U32, Numbers, cut, in_threads
from haven.networks.compiled import kernel
from haven.networks.parameters import Parameters
from haven.networks.shingles import NO_RUN, WIDTH, Runs, Shelf

# In a run of more texts than this, a text is only held against so many that stand before it on the shelf.
CROWD, NEIGHBOURS = 64, 16
# Two texts are compared when they share two phrases and this part of the lesser one's phrase information.
_WORTH = 0.05
_CHUNK = 20_000


class Pairs(NamedTuple):
    """Texts `a` and `b` share `bits` of information, which is `share` of the lesser one's."""

    a: U32
    b: U32
    bits: F32
    share: F32


class Texts(NamedTuple):
    """What comparing needs of the texts on a shelf: words, their weights (eighths of bits) and sums per text."""

    tokens: U32
    offsets: I64
    weights: U8
    totals: F32


@kernel
def discount(weights: U8, offsets: I64, at: U32, bits: F32) -> None:
    """Words inside boilerplate weigh an eighth."""
    for text in range(len(offsets) - 1):
        begin, end = offsets[text], offsets[text + 1]
        stock = genuine = -WIDTH
        for i in range(begin, end):
            if at[i] != NO_RUN:
                if bits[at[i]] == 0:
                    stock = i
                else:
                    genuine = i
            if i - stock < WIDTH and i - genuine >= WIDTH:
                weights[i] >>= 3


@kernel
def sums(weights: U8, offsets: I64) -> F32:
    """What each text's words tell, in eighths of a bit."""
    out = np.zeros(len(offsets) - 1, np.float32)
    for text in range(len(out)):
        for i in range(offsets[text], offsets[text + 1]):
            out[text] += weights[i]
    return out


def prepare(shelf: Shelf, words: U8, runs: Runs, *, workers: int) -> Texts:
    """The texts of a shelf, boilerplate discounted.

    Args:
        shelf: the texts.
        words: what their words tell, from `haven.networks.tokens.weigh`.
        runs: which texts share which phrases, and what those tell.
        workers: threads.
    """
    weights = words.copy()

    def discounted(stretch: tuple[int, int]) -> F32:
        some = shelf.offsets[stretch[0] : stretch[1] + 1]
        discount(weights, some, runs.at, runs.bits)
        return sums(weights, some)

    totals = in_threads(discounted, cut(len(shelf.offsets) - 1, workers), workers)
    return Texts(shelf.tokens, shelf.offsets, weights, np.concatenate(totals))


@kernel
def total_phrases(at: U32, bits: F32, offsets: I64, texts: int) -> F32:
    """What each text's phrases tell, by themselves, among so many texts."""
    out = np.zeros(len(offsets) - 1, np.float32)
    alone = np.float32(np.log2(texts + 4.0) + 1.0)
    for text in range(len(out)):
        for i in range(offsets[text], offsets[text + 1] - (WIDTH - 1)):
            out[text] += alone if at[i] == NO_RUN else bits[at[i]]
    return out


@kernel
def _earlier(texts: U32, begin: int, end: int, text: int) -> tuple[int, int]:
    """The part of a run that a text is held against: those that stand before it, the nearest of a crowd."""
    place = begin + int(np.searchsorted(texts[begin:end], text))
    return (max(begin, place - NEIGHBOURS) if end - begin > CROWD else begin), place


@kernel
def collect(text: int, runs: Runs, begin: int, end: int,
             score: F32, count: U8, met: U32) -> int:  # fmt: skip
    """Add up what a text's phrases share with each earlier text; how many such texts there are."""
    texts, starts, bits, at = runs.texts, runs.starts, runs.bits, runs.at
    found = 0
    for i in range(begin, end):
        run = at[i]
        if run == NO_RUN or bits[run] == 0:
            continue
        low, high = _earlier(texts, starts[run], starts[run + 1], text)
        for k in range(low, high):
            other = texts[k]
            if count[other] == 0:
                met[found] = other
                found += 1
            score[other] += bits[run]
            count[other] = min(count[other] + 1, 255)
    return found


@kernel
def choose(text: int, met: U32, score: F32, count: U8, totals: F32, best: U32, value: F32) -> int:
    """The most promising of the texts met, best first; clears the counters."""
    chosen = 0
    for other in met:
        mine, shared = score[other], count[other]
        score[other], count[other] = 0, 0
        lesser = min(totals[text], totals[other])
        if mine < _WORTH * lesser or (shared < 2 and mine < 0.5 * lesser):
            continue
        place = min(chosen, len(best) - 1)
        if chosen == len(best) and (value[place], best[place]) >= (mine, other):
            continue
        chosen = min(chosen + 1, len(best))
        while place > 0 and (value[place - 1], best[place - 1]) < (mine, other):
            best[place], value[place] = best[place - 1], value[place - 1]
            place -= 1
        best[place], value[place] = other, mine
    return chosen


@kernel
def compare(tokens: U32, offsets: I64, weights: U8, totals: F32, a: int, b: int) -> tuple[float, float, float]:
    """Bits that two texts share, and as shares of the lesser and the greater one's."""
    first, second = (a, b) if totals[a] <= totals[b] else (b, a)
    eighths = shared_bits(
        tokens[offsets[first] : offsets[first + 1]],
        tokens[offsets[second] : offsets[second + 1]],
        weights[offsets[first] : offsets[first + 1]],
    )
    return eighths / 8, eighths / max(totals[first], 1), eighths / max(totals[second], 1)


@kernel
def _compare_all(words: Texts, a: Numbers, b: Numbers) -> tuple[F32, F32, F32]:
    tokens, offsets, weights, totals = words
    bits, share, long_share = np.empty(len(a), np.float32), np.empty(len(a), np.float32), np.empty(len(a), np.float32)
    for k in range(len(a)):
        bits[k], share[k], long_share[k] = compare(tokens, offsets, weights, totals, a[k], b[k])
    return bits, share, long_share


def compare_many(texts: Texts, a: Numbers, b: Numbers, *, workers: int) -> tuple[F32, F32, F32]:
    """As `compare`, for many pairs."""
    parts = in_threads(lambda c: _compare_all(texts, a[slice(*c)], b[slice(*c)]), cut(len(a), workers), workers)
    bits, share, long_share = (np.concatenate(column) for column in zip(*parts, strict=True))
    return bits, share, long_share


@kernel
def _pairs_of(begin: int, end: int, runs: Runs, words: Texts,
              phrase_totals: F32, limits: tuple[float, float, float, int]) -> tuple[U32, U32, F32, F32]:  # fmt: skip
    tokens, offsets, weights, totals = words
    min_bits, min_share, min_long, candidates = limits
    score, count = np.zeros(end, np.float32), np.zeros(end, np.uint8)
    met = np.empty(end + 1, np.uint32)
    best, value = np.zeros(candidates, np.uint32), np.zeros(candidates, np.float32)
    room = (end - begin) * candidates
    out_a, out_b = np.empty(room, np.uint32), np.empty(room, np.uint32)
    out_bits, out_share = np.empty(room, np.float32), np.empty(room, np.float32)
    used = 0
    for text in range(begin, end):
        found = collect(text, runs, offsets[text], offsets[text + 1], score, count, met)
        chosen = choose(text, met[:found], score, count, phrase_totals, best, value)
        for other in best[:chosen]:
            bits, share, long_share = compare(tokens, offsets, weights, totals, text, other)
            if bits >= min_bits and share >= min_share and long_share >= min_long:
                out_a[used], out_b[used], out_bits[used], out_share[used] = other, text, bits, share
                used += 1
    return out_a[:used].copy(), out_b[:used].copy(), out_bits[:used].copy(), out_share[:used].copy()


def find_pairs(texts: Texts, runs: Runs, parameters: Parameters, *, workers: int,
               tick: Callable[[float], None]) -> Pairs:  # fmt: skip
    """Pairs of look-alikes: each text with the best of those that stand before it on the shelf.

    Args:
        texts: the words of the shelf, weighed.
        runs: which texts share which phrases.
        parameters: what counts as alike.
        workers: threads.
        tick: is told the share that is done, 0..1.
    """
    count = len(texts.offsets) - 1
    phrase_totals = total_phrases(runs.at, runs.bits, texts.offsets, count)
    limits = (parameters.min_bits, parameters.min_share, parameters.min_share_long, parameters.candidates)

    def chunk(begin: int) -> Pairs:
        return Pairs(*_pairs_of(begin, min(begin + _CHUNK, count), runs, texts, phrase_totals, limits))

    begins = range(0, count, _CHUNK)
    parts: list[Pairs] = []
    with ThreadPoolExecutor(workers) as pool:
        for done, part in enumerate(pool.map(chunk, begins) if len(begins) > 1 else map(chunk, begins), 1):
            parts.append(part)
            tick(done / len(begins))
    return _together(parts)


def compare_again(texts: Texts, pairs: Pairs, parameters: Parameters, *, workers: int) -> Pairs:
    """The pairs that are still alike after words were weighed anew."""
    bits, share, long_share = compare_many(texts, pairs.a, pairs.b, workers=workers)
    kept = (bits >= parameters.min_bits) & (share >= parameters.min_share) & (long_share >= parameters.min_share_long)
    return Pairs(pairs.a[kept], pairs.b[kept], bits[kept], share[kept])


def _together(parts: list[Pairs]) -> Pairs:
    if not parts:
        return Pairs(np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.float32), np.empty(0, np.float32))
    a, b, bits, share = zip(*parts, strict=True)
    return Pairs(np.concatenate(a), np.concatenate(b), np.concatenate(bits), np.concatenate(share))
