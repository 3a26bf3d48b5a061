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
# Share of what they say beyond it that texts of one template have in common at least; boilerplate has almost none.
_COMPANY = 0.08
# Chance that two texts with a phrase are of one cluster, below which the phrase is anyone's: a form's, a site's.
_CONCENTRATION = 0.2
# Share of the longer text that one passage must be for the two to be one text with other words around it.
_MOST = 0.7
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
def tell_phrases(total: int, sizes: I64) -> I64:
    """Eighths of bits that each run's phrase tells by itself among `total` texts; last, a phrase of one text only."""
    out = np.empty(len(sizes) + 1, np.int64)
    for run in range(len(sizes)):
        out[run] = 8 * (np.log2((total + 4.0) / sizes[run]) + 1.0)
    out[-1] = 8 * (np.log2(total + 4.0) + 1.0)
    return out


@kernel
def _beyond(at: U32, a: tuple[int, int], b: tuple[int, int], run: int, stamp: I64,
            mark: int, tells: I64) -> tuple[int, int, int, int]:  # fmt: skip
    """What text `b` says outside the passage it shares with `a` around `run`, and how much of that `a` says too.

    Then what it says inside, and how many phrases it takes for that.
    """
    for i in range(a[0], a[1]):
        if at[i] != NO_RUN:
            stamp[at[i]] = mark
    place = b[0]
    while at[place] != run:
        place += 1
    first, last = _block(at, b[0], b[1], place, stamp, mark)
    far = both = inside = phrases = 0
    for i in range(b[0], b[1]):
        told = tells[min(at[i], len(tells) - 1)]
        if first <= i <= last:
            inside += told
            phrases += 1
        else:
            far += told
            both += told if at[i] != NO_RUN and stamp[at[i]] == mark else 0
    return far, both, inside, phrases


@kernel
def draw(size: int, sample: int) -> tuple[int, int]:
    """Which two of a run's texts are held against each other."""
    one = (sample * 7919) % size
    return one, (one + 1 + (sample * 104729) % (size - 1)) % size


@kernel
def hold_together(at: U32, a: tuple[int, int], b: tuple[int, int], run: int, stamp: I64,
                  mark: int, tells: I64) -> tuple[int, int]:  # fmt: skip
    """What two texts say beyond the passage they share around `run`, and what they both say there.

    By what their phrases tell (`tell_phrases`): that unrelated texts have common ones in common means nothing.
    """
    if a[1] - a[0] > b[1] - b[0]:
        a, b = b, a
    far, both, inside, phrases = _beyond(at, a, b, run, stamp, mark, tells)
    if phrases - 2 * _BREAK > _MOST * (b[1] - b[0]):
        # Nearly all that either says: company of a kind, so that a third of such pairs is enough.
        return inside, inside // 4
    lesser = 0
    for i in range(a[0], a[1]):
        lesser += tells[min(at[i], len(tells) - 1)]
    far = min(far, max(lesser - inside, 0))
    return far, min(both, far)


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
def _weigh_part(runs: Runs, offsets: I64, part: tuple[int, int]) -> None:
    texts, starts, bits, at = runs.texts, runs.starts, runs.bits, runs.at
    stamp = np.full(len(bits), -1, np.int64)
    total = len(offsets) - 1
    tells = tell_phrases(total, np.diff(starts))
    for run in range(part[0], part[1]):
        members = texts[starts[run] : starts[run + 1]]
        far = both = 0
        for sample in range(min(SAMPLES, len(members)) if len(members) >= COMMON else 0):
            i, j = draw(len(members), sample)
            a, b = (offsets[members[i]], offsets[members[i] + 1]), (offsets[members[j]], offsets[members[j] + 1])
            beyond, shared = hold_together(at, a, b, run, stamp, run * SAMPLES + sample, tells)
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
