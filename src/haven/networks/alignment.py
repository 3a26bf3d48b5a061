"""Two texts side by side: the words they share in the same order, and what those tell.

Owns: the weighted longest common subsequence with a cost per gap. Must not know: ads, which texts to compare.
"""

import numba as nb
import numpy as np

from haven.networks.arrays import I32, U8, U32

# A match that does not continue the one before it costs this much, in eighths of a bit (as the weights are):
# scattered common words are no evidence.
GAP = np.int32(16)


@nb.njit(nogil=True, cache=True)
def _ends(a: U32, b: U32) -> tuple[int, int]:
    """Length of the common beginning and of the common end."""
    short = min(len(a), len(b))
    head = 0
    while head < short and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < short - head and a[len(a) - 1 - tail] == b[len(b) - 1 - tail]:
        tail += 1
    return head, tail


@nb.njit(nogil=True, cache=True)
def shared_bits(a: U32, b: U32, weight: U8) -> int:
    """Eighths of bits of the words of `a` (weighing `weight`) that `b` holds in the same order, less gaps.

    Weighted longest common subsequence by dynamic programming over two rows; common ends are taken as matched.
    """
    head, tail = _ends(a, b)
    sure = 0
    for i in range(head):
        sure += weight[i]
    for i in range(len(a) - tail, len(a)):
        sure += weight[i]
    a, b, weight = a[head : len(a) - tail], b[head : len(b) - tail], weight[head : len(a) - tail]
    n = len(b)
    best, run = np.zeros(n + 1, np.int32), np.full(n + 1, -1000, np.int32)
    for i in range(len(a)):
        diagonal_best, diagonal_run = best[0], run[0]
        word, gain = a[i], np.int32(weight[i])
        for j in range(1, n + 1):
            above, above_run = best[j], run[j]
            if b[j - 1] == word:
                value = max(diagonal_best - GAP, diagonal_run) + gain
                run[j] = value
                best[j] = max(above, best[j - 1], value)
            else:
                run[j] = -1000
                best[j] = max(above, best[j - 1])
            diagonal_best, diagonal_run = above, above_run
    return int(sure + best[n])


@nb.njit(nogil=True, cache=True)
def match(a: U32, b: U32, weight: U8) -> I32:
    """For each word of `a` the place of its match in `b`, or -1: one best alignment, as in `shared_bits`."""
    out = np.full(len(a), -1, np.int32)
    head, tail = _ends(a, b)
    for i in range(head):
        out[i] = i
    for i in range(tail):
        out[len(a) - 1 - i] = len(b) - 1 - i
    m, n = len(a) - head - tail, len(b) - head - tail
    best, run = np.zeros((m + 1, n + 1), np.int32), np.full((m + 1, n + 1), -1000, np.int32)
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            best[i, j] = max(best[i - 1, j], best[i, j - 1])
            if a[head + i - 1] == b[head + j - 1]:
                gain = np.int32(weight[head + i - 1])
                run[i, j] = max(best[i - 1, j - 1] - GAP, run[i - 1, j - 1]) + gain
                best[i, j] = max(best[i, j], run[i, j])
    i, j, inside = m, n, False
    while i > 0 and j > 0:
        if inside or best[i, j] == run[i, j]:
            out[head + i - 1] = head + j - 1
            gain = np.int32(weight[head + i - 1])
            inside = run[i, j] - gain == run[i - 1, j - 1]
            i -= 1
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            j -= 1
    return out
