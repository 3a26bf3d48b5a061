"""Intervals of shares, against the equations they solve and against printed examples."""

from math import isclose, sqrt

from hypothesis import given
from hypothesis import strategies as st

from haven.screening.intervals import Z95, difference, wilson

COUNTS = st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTS)
def test_at_both_ends_the_share_is_just_believable(counts: tuple[int, int]) -> None:
    """Wilson's ends are the true shares p of which the seen one is z standard errors of p away."""
    hits, of = counts
    found = wilson(hits, of)
    assert found
    assert 0 <= found.low <= found.share <= found.high <= 1
    for end in (found.low, found.high):
        if 1e-9 < end < 1 - 1e-9:
            assert isclose(abs(found.share - end), Z95 * sqrt(end * (1 - end) / of), rel_tol=1e-6, abs_tol=1e-9)


@given(COUNTS, COUNTS)
def test_a_difference_turns_with_its_sides(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = difference(*one, *other), difference(*other, *one)
    assert there
    assert back
    assert isclose(there.low, -back.high, abs_tol=1e-9)
    assert there.low <= there.share <= there.high


def test_examples_that_newcombe_prints() -> None:
    """Newcombe (1998), table II, method 10: 56/70 − 48/80, 9/10 − 3/10, 10/10 − 0/20."""
    for counts, low, high in (
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 20), 0.6791, 1.0),
    ):
        found = difference(*counts)
        assert found
        assert isclose(found.low, low, abs_tol=5e-5)
        assert isclose(found.high, high, abs_tol=5e-5)


def test_nothing_is_said_of_nothing() -> None:
    assert wilson(0, 0) is None
    assert difference(1, 2, 0, 0) is None
