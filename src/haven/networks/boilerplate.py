"""Phrases that say nothing about who wrote a text: stock sentences, forms, the furniture of a site.

Owns: what a phrase tells, from the company it comes in. Must not know: ads, clusters beyond their numbers.
"""

import numba as nb
import numpy as np

from haven.networks.arrays import I64, U32
from haven.networks.shingles import NO_RUN, Runs

# Boilerplate is only looked for among phrases that this many texts hold …
_COMMON = 6
# … by comparing so many pairs of them beyond the passage they share; a break of so many phrases ends a passage.
_SAMPLES, _BREAK = 12, 4
# Share of the phrases beyond it that texts of one template have in common at least; boilerplate has almost none.
_COMPANY = 0.06
# Chance that two texts with a phrase are of one cluster, below which the phrase is anyone's: a form's, a site's.
_CONCENTRATION = 0.2
# Phrases beyond the passage needed to judge by.
_EVIDENCE = 40


@nb.njit(nogil=True, cache=True)
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


@nb.njit(nogil=True, cache=True)
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


@nb.njit(nogil=True, cache=True)
def _company(texts: U32, run: int, at: U32, offsets: I64, stamp: I64, mark: int) -> float:
    """Share of phrases beyond the shared passage that sampled pairs of a run have in common; -1: too few to tell."""
    shared = total = 0
    size = len(texts)
    for sample in range(min(_SAMPLES, size)):
        one = texts[(sample * 7919) % size]
        other = texts[((sample * 7919) % size + 1 + (sample * 104729) % (size - 1)) % size]
        a, b = (offsets[one], offsets[one + 1]), (offsets[other], offsets[other + 1])
        if a[1] - a[0] > b[1] - b[0]:
            far, both = _beyond(at, b, a, run, stamp, mark + sample)
            far = min(far, max(b[1] - b[0] - (a[1] - a[0] - far), 0))
        else:
            far, both = _beyond(at, a, b, run, stamp, mark + sample)
            far = min(far, max(a[1] - a[0] - (b[1] - b[0] - far), 0))
        total += far
        shared += min(both, far)
    return shared / total if total >= _EVIDENCE else -1.0


@nb.njit(nogil=True, cache=True)
def weigh_runs(runs: Runs, offsets: I64) -> None:
    """Set `bits`: information content of each run's phrase; 0 for what comes in ever different company.

    Args:
        runs: who shares which phrase.
        offsets: where the texts' words begin.
    """
    texts, starts, bits, at = runs.texts, runs.starts, runs.bits, runs.at
    stamp = np.full(len(bits), -1, np.int64)
    total = len(offsets) - 1
    for run in range(len(bits)):
        size = starts[run + 1] - starts[run]
        bits[run] = np.log2((total + 4.0) / size) + 1.0
        if size >= _COMMON:
            company = _company(texts[starts[run] : starts[run + 1]], run, at, offsets, stamp, run * _SAMPLES)
            if 0 <= company < _COMPANY:
                bits[run] = 0.0


@nb.njit(nogil=True, cache=True)
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
        if size < _COMMON or bits[run] == 0:
            continue
        together = 0
        for text in members:
            together += counts[cluster[text]]
            counts[cluster[text]] += 1
        for text in members:
            counts[cluster[text]] = 0
        if together < _CONCENTRATION * size * (size - 1) / 2:
            bits[run] = 0
