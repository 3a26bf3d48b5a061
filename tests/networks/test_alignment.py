"""Alignment, held against the plain tables of dynamic programming."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haven.networks.alignment import GAP, match, shared_bits
from haven.networks.arrays import U8, U32

WORDS = st.lists(st.integers(1, 6), max_size=24)


def told(words: list[int], seed: int) -> tuple[U32, U8]:
    """Words as tokens, and what they tell: 1 to 90 eighths of bits."""
    tokens = np.array([word << 5 | 4 for word in words], np.uint32)
    return tokens, np.array([1 + (word * 37 + seed) % 90 for word in words], np.uint8)


def by_tables(a: list[int], b: list[int], weight: U8) -> int:
    """The weighted longest common subsequence with a cost per gap, every cell of it."""
    below = -(10**6)
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    run = [[below] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1])
            if a[i - 1] == b[j - 1]:
                run[i][j] = max(best[i - 1][j - 1] - int(GAP), run[i - 1][j - 1]) + int(weight[i - 1])
                best[i][j] = max(best[i][j], run[i][j])
    return best[-1][-1]


@given(WORDS, WORDS, st.integers(0, 89))
def test_what_is_shared_is_what_the_tables_say_between_common_ends(a: list[int], b: list[int], seed: int) -> None:
    # Words of their own at both ends, so that no common end is taken as matched.
    a, b = [7, *a, 8], [9, *b, 10]
    (one, weight), (other, _) = told(a, seed), told(b, seed)
    assert shared_bits(one, other, weight) == by_tables(a, b, weight)


@given(WORDS, WORDS, st.integers(0, 89))
def test_common_ends_count_whole(a: list[int], b: list[int], seed: int) -> None:
    (one, weight), (other, _) = told([1, 2, 3, *a, 4, 5], seed), told([1, 2, 3, *b, 4, 5], seed)
    ends = int(weight[:3].sum()) + int(weight[-2:].sum())
    assert shared_bits(one, other, weight) >= ends
    assert shared_bits(one, one, weight) == int(weight.sum())


@given(WORDS, WORDS, st.integers(0, 89))
def test_the_words_matched_are_the_same_and_in_order(a: list[int], b: list[int], seed: int) -> None:
    (one, weight), (other, _) = told(a, seed), told(b, seed)
    row = match(one, other, weight)
    places = row[row >= 0]
    assert (np.diff(places) > 0).all()
    assert (one[row >= 0] == other[places]).all()
