"""Phrases that say nothing about who wrote a text: stock sentences, forms, the furniture of a site.

Owns: what a phrase tells, from the company it comes in. Must not know: ads, clusters beyond their numbers.
"""

from typing import NamedTuple

import numpy as np

from haven.networks.arrays import I64, U8, U32, cut, in_threads
from haven.networks.compiled import inlined, kernel
from haven.networks.shingles import NO_RUN, Runs, longest

# Boilerplate is only looked for among phrases that this many texts hold …
COMMON = 6
# … by comparing so many pairs of them beyond the passage they share; a break of so many phrases ends a passage.
SAMPLES, _BREAK = 12, 4
# Share of what they say beyond it that texts of one template have in common at least; boilerplate has almost none.
_COMPANY = 0.08
# Chance that two texts with a phrase are of one cluster, below which the phrase is anyone's: a form's, a site's.
_CONCENTRATION = 0.2
# Share of the longer text that one passage must be for the two to be one text with other words around it.
_MOST = 0.7
# Eighths of bits by which a phrase beyond the passage may tell less and still be company: one that eight times as many
# texts hold belongs to the language they are written in, or to the site, not to a template with this passage in it.
_WIDER = 24
# Phrases beyond the passage needed to judge by.
_EVIDENCE = 40
# Texts whose lengths multiply to no more are compared phrase by phrase.
_SHORT = 1 << 14


class Bench(NamedTuple):
    """What holding two texts against each other is done on: phrases of the one, and a note for each word of the other.

    `phrases` has room for a hash table of a text's phrases, a power of two.
    """

    phrases: U32
    both: U32


@kernel
def _slots(count: int) -> int:
    size = 16
    while size < 2 * count:
        size *= 2
    return size


@kernel
def set_up(words: int) -> Bench:
    """A bench for texts of up to so many words."""
    return Bench(np.empty(_slots(words), np.uint32), np.empty(words, np.uint32))


@inlined
def _slot(run: np.uint32, mask: np.uint64) -> np.uint64:
    """Where the search for a run begins (multiplicative hashing, Knuth)."""
    return ((np.uint64(run) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)) & mask


@kernel
def _note_long(a: U32, b: U32, table: U32, both: U32) -> None:
    """As `_note_shared`, by a hash table: the work grows with the texts' lengths, not with their product."""
    mask, one = np.uint64(len(table) - 1), np.uint64(1)
    table[:] = NO_RUN
    for run in a:
        slot = _slot(run, mask)
        while table[slot] != run and table[slot] != NO_RUN:
            slot = (slot + one) & mask
        table[slot] = run
    for j in range(len(b)):
        slot = _slot(b[j], mask)
        while table[slot] != b[j] and table[slot] != NO_RUN:
            slot = (slot + one) & mask
        both[j] = table[slot] != NO_RUN


@kernel
def _note_shared(a: U32, b: U32, bench: Bench) -> U32:
    """For each place in `b` 1 if its phrase is in `a` too, else 0."""
    both = bench.both[: len(b)]
    if len(a) * len(b) > _SHORT:
        _note_long(a, b, bench.phrases[: _slots(len(a))], both)
        return both
    count = 0
    for run in a:
        bench.phrases[count] = run
        count += run != NO_RUN
    both[:] = 0
    for k in range(count):  # every one against every other: eight at a time, and without a branch
        run = bench.phrases[k]
        for j in range(len(b)):
            both[j] |= np.uint32(b[j] == run)
    return both


@kernel
def _block(both: U32, place: int) -> tuple[int, int]:
    """The passage around `place` that is shared without a longer break: first and last phrase of it."""
    first = last = place
    i = place - 1
    while i >= 0 and first - i <= _BREAK:
        if both[i]:
            first = i
        i -= 1
    i = place + 1
    while i < len(both) and i - last <= _BREAK:
        if both[i]:
            last = i
        i += 1
    return max(first - _BREAK, 0), min(last + _BREAK, len(both) - 1)


@kernel
def tell_phrases(total: int, sizes: I64) -> U8:
    """Eighths of bits that each run's phrase tells by itself among `total` texts; last, a phrase of one text only."""
    out = np.empty(len(sizes) + 1, np.uint8)
    for run in range(len(sizes)):
        out[run] = 8 * min(np.log2((total + 4.0) / sizes[run]) + 1.0, 31.0)
    out[-1] = 8 * min(np.log2(total + 4.0) + 1.0, 31.0)
    return out


@kernel
def tell_places(at: U32, tells: U8, begin: int, end: int, out: U8) -> None:
    """What the phrases from word `begin` to `end` (exclusive) tell, each at its place."""
    for i in range(begin, end):
        out[i] = tells[min(at[i], len(tells) - 1)]


@kernel
def _sum(tells: U8, least: np.uint8) -> int:
    out = 0
    for i in range(len(tells)):
        out += int(tells[i]) if tells[i] >= least else 0
    return out


@kernel
def _product(tells: U8, both: U32, least: np.uint8) -> int:
    out = 0
    for i in range(len(tells)):
        out += int(tells[i]) * int(both[i]) if tells[i] >= least else 0
    return out


@kernel
def draw(size: int, sample: int) -> tuple[int, int]:
    """Which two of a run's texts are held against each other."""
    one = (sample * 7919) % size
    return one, (one + 1 + (sample * 104729) % (size - 1)) % size


@kernel
def hold_together(at: U32, told: U8, a: tuple[int, int], b: tuple[int, int], run: int,
                  bench: Bench) -> tuple[int, int]:  # fmt: skip
    """What two texts say beyond the passage they share around `run`, and what they both say there.

    By what their phrases tell (`told`, as of `tell_places`): that unrelated texts have common ones in common means
    nothing.
    """
    if a[1] - a[0] > b[1] - b[0]:
        a, b = b, a
    both, tells = _note_shared(at[a[0] : a[1]], at[b[0] : b[1]], bench), told[b[0] : b[1]]
    place = 0
    while at[b[0] + place] != run:
        place += 1
    first, last = _block(both, place)
    least = np.uint8(max(int(tells[place]) - _WIDER, 0))
    inside = _sum(tells[first : last + 1], least)
    if last + 1 - first - 2 * _BREAK > _MOST * len(both):
        # Nearly all that either says: company of a kind, so that a third of such pairs is enough.
        return inside, inside // 4
    far = min(_sum(tells, least), max(_sum(told[a[0] : a[1]], least), inside)) - inside
    beyond = _product(tells, both, least) - _product(tells[first : last + 1], both[first : last + 1], least)
    return far, min(beyond, far)


@kernel
def information(total: int, size: int, far: int, both: int) -> float:
    """Bits that a phrase tells which `size` of `total` texts hold; 0 if pairs of these have too little in common.

    Args:
        total: texts.
        size: texts that hold the phrase.
        far: what the pairs drawn said beyond the shared passage, as of `hold_together`.
        both: what of it they had in common.
    """
    if size >= COMMON and far >= _EVIDENCE * 8 * np.log2(total + 4.0) and both / far < _COMPANY:
        return 0.0
    return float(np.log2((total + 4.0) / size) + 1.0)


@kernel
def _weigh_part(runs: Runs, told: U8, offsets: I64, part: tuple[int, int]) -> None:
    texts, starts, bits, at = runs.texts, runs.starts, runs.bits, runs.at
    bench = set_up(longest(offsets))
    total = len(offsets) - 1
    for run in range(part[0], part[1]):
        members = texts[starts[run] : starts[run + 1]]
        far = both = 0
        for sample in range(min(SAMPLES, len(members)) if len(members) >= COMMON else 0):
            i, j = draw(len(members), sample)
            a, b = (offsets[members[i]], offsets[members[i] + 1]), (offsets[members[j]], offsets[members[j] + 1])
            beyond, shared = hold_together(at, told, a, b, run, bench)
            far += beyond
            both += shared
        bits[run] = information(total, len(members), far, both)


def weigh_runs(runs: Runs, offsets: I64, *, workers: int) -> None:
    """Set `bits`: information content of each run's phrase; 0 for what comes in ever different company.

    Args:
        runs: who shares which phrase.
        offsets: where the texts' words begin.
        workers: threads.
    """
    tells, told = tell_phrases(len(offsets) - 1, np.diff(runs.starts)), np.empty(len(runs.at), np.uint8)
    in_threads(lambda part: tell_places(runs.at, tells, *part, told), cut(len(told), workers), workers)
    in_threads(lambda part: _weigh_part(runs, told, offsets, part), cut(len(runs.bits), workers), workers)


@kernel
def is_anyones(together: int, size: int) -> bool:
    """Whether of all pairs of the texts that hold a phrase too few are of one cluster."""
    return together < _CONCENTRATION * size * (size - 1) / 2


@kernel
def discard_common(runs: Runs, cluster: I64, counts: I64) -> None:
    """Let phrases that ever different clusters use tell nothing.

    Args:
        runs: whose `bits` become 0 for such phrases.
        cluster: each text's cluster, another number for each text that is in none.
        counts: zeros, one more than the greatest cluster.
    """
    texts, starts, bits = runs.texts, runs.starts, runs.bits
    for run in range(len(bits)):
        members = texts[starts[run] : starts[run + 1]]
        size = len(members)
        if size < COMMON or bits[run] == 0:
            continue
        together = 0
        for text in members:
            together += counts[cluster[text]]
            counts[cluster[text]] += 1
        for text in members:
            counts[cluster[text]] = 0
        if is_anyones(together, size):
            bits[run] = 0
