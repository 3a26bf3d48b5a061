"""Phrases that say nothing about who wrote a text: stock sentences, forms, the furniture of a site.

Owns: what a phrase tells, from the company it comes in. Must not know: ads, clusters beyond their numbers.
"""

import numpy as np

from haven.networks.arrays import I64, U32, cut, in_threads
from haven.networks.compiled import kernel
from haven.networks.shingles import NO_RUN, Runs

# Boilerplate is only looked for among phrases that this many texts hold …
COMMON = 6
# … by comparing so many pairs of them beyond the passage they share; a break of so many phrases ends a passage.
SAMPLES, _BREAK = 12, 4
# Share of the phrases beyond it that texts of one template have in common at least; boilerplate has almost none.
_COMPANY = 0.06
# Chance that two texts with a phrase are of one cluster, below which the phrase is anyone's: a form's, a site's.
_CONCENTRATION = 0.2
# Phrases beyond the passage needed to judge by.
_EVIDENCE = 40


@kernel
def _block(at: U32, begin: int, end: int, place: int, stamp: I64, mark: int) -> tuple[int, int]:
    """The passage around `place` that is shared without a longer break: first and last phrase of it."""
    first = last = place
    i = place - 1
    while i >= begin and first - i <= _BREAK:
        if at[i] != NO_RUN and stamp[at[i]] == mark:
            first = i
        i -= 1
    i = place + 1
    while i < end and i - last <= _BREAK:
        if at[i] != NO_RUN and stamp[at[i]] == mark:
            last = i
        i += 1
    return first - _BREAK, last + _BREAK


@kernel
def _beyond(at: U32, a: tuple[int, int], b: tuple[int, int], run: int, stamp: I64,
            mark: int) -> tuple[int, int]:  # fmt: skip
    """Phrases of text `b` outside the passage it shares with `a` around `run`: how many, and how many are in `a`."""
    for i in range(a[0], a[1]):
        if at[i] != NO_RUN:
            stamp[at[i]] = mark
    place = b[0]
    while at[place] != run:
        place += 1
    first, last = _block(at, b[0], b[1], place, stamp, mark)
    far = both = 0
    for i in range(b[0], b[1]):
        if i < first or i > last:
            far += 1
            both += at[i] != NO_RUN and stamp[at[i]] == mark
    return far, both


@kernel
def draw(size: int, sample: int) -> tuple[int, int]:
    """Which two of a run's texts are held against each other."""
    one = (sample * 7919) % size
    return one, (one + 1 + (sample * 104729) % (size - 1)) % size


@kernel
def hold_together(at: U32, a: tuple[int, int], b: tuple[int, int], run: int, stamp: I64,
                  mark: int) -> tuple[int, int]:  # fmt: skip
    """Phrases of two texts beyond the passage they share around `run`: how many, and how many are in both."""
    if a[1] - a[0] > b[1] - b[0]:
        a, b = b, a
    far, both = _beyond(at, a, b, run, stamp, mark)
    far = min(far, max(a[1] - a[0] - (b[1] - b[0] - far), 0))
    return far, min(both, far)


@kernel
def information(total: int, size: int, far: int, both: int) -> float:
    """Bits that a phrase tells which `size` of `total` texts hold; 0 if pairs of these have too little in common.

    Args:
        total: texts.
        size: texts that hold the phrase.
        far: phrases beyond the shared passage in the pairs drawn.
        both: how many of them the pairs had in common.
    """
    if size >= COMMON and far >= _EVIDENCE and both / far < _COMPANY:
        return 0.0
    return float(np.log2((total + 4.0) / size) + 1.0)


@kernel
def _weigh_part(runs: Runs, offsets: I64, part: tuple[int, int]) -> None:
    texts, starts, bits, at = runs.texts, runs.starts, runs.bits, runs.at
    stamp = np.full(len(bits), -1, np.int64)
    total = len(offsets) - 1
    for run in range(part[0], part[1]):
        members = texts[starts[run] : starts[run + 1]]
        far = both = 0
        for sample in range(min(SAMPLES, len(members)) if len(members) >= COMMON else 0):
            i, j = draw(len(members), sample)
            a, b = (offsets[members[i]], offsets[members[i] + 1]), (offsets[members[j]], offsets[members[j] + 1])
            beyond, shared = hold_together(at, a, b, run, stamp, run * SAMPLES + sample)
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
    in_threads(lambda part: _weigh_part(runs, offsets, part), cut(len(runs.bits), workers), workers)


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
