"""Two texts side by side: the words they share in the same order, and what those tell.

Owns: the weighted longest common subsequence with a cost per gap. Must not know: ads, which texts to compare.
"""

import numpy as np

from haven.networks.arrays import I32, U8, U32
from haven.networks.compiled import inlined, kernel

# A match that does not continue the one before it costs this much, in eighths of a bit (as the weights are):
# scattered common words are no evidence.
GAP = np.int32(16)


@kernel
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


@inlined
def _greatest(tree: I32, end: int) -> np.int32:
    """The greatest value at places 1 to `end`, of a tree that holds running maxima (Fenwick 1994)."""
    found = np.int32(0)
    while end > 0:
        found = max(found, tree[end])
        end -= end & -end
    return found


@inlined
def _raise(tree: I32, place: int, value: np.int32) -> None:
    """Let the value at a place be `value` at least."""
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place


@kernel
def _chains(b: U32) -> tuple[I32, I32]:
    """Where words stand in a text, from 1, the last place first: by hash the first link, by place the next."""
    size = 1
    while size < 2 * len(b):
        size *= 2
    first, further = np.zeros(size, np.int32), np.zeros(len(b) + 1, np.int32)
    for j in range(len(b)):
        slot = (b[j] >> 5) & (size - 1)
        further[j + 1], first[slot] = first[slot], j + 1
    return first, further


@kernel
def shared_bits(a: U32, b: U32, weight: U8) -> int:
    """Eighths of bits of the words of `a` (weighing `weight`) that `b` holds in the same order, less gaps.

    Weighted longest common subsequence, over the matches alone (after Hunt and Szymanski 1977): `run` is what the best
    alignment tells that ends with a match, kept by its place in `b`. Common ends are taken as matched.
    """
    head, tail = _ends(a, b)
    sure = 0
    for i in range(head):
        sure += weight[i]
    for i in range(len(a) - tail, len(a)):
        sure += weight[i]
    a, b, weight = a[head : len(a) - tail], b[head : len(b) - tail], weight[head : len(a) - tail]
    n = len(b)
    first, further = _chains(b)
    best, run, row = np.zeros(n + 1, np.int32), np.zeros(n + 1, np.int32), np.full(n + 1, -2, np.int32)
    for i in range(len(a)):
        j = first[(a[i] >> 5) & (len(first) - 1)]
        while j:  # from the right, so that what stands before j is still that of the words before i
            if b[j - 1] == a[i]:
                value = _greatest(best, j - 1) - GAP
                if row[j - 1] == i - 1:
                    value = max(value, run[j - 1])
                run[j], row[j] = value + np.int32(weight[i]), i
                _raise(best, j, run[j])
            j = further[j]
    return int(sure + _greatest(best, n))


@kernel
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
