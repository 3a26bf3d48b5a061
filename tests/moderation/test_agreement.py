"""Cohen's kappa, against printed examples and what must hold of any."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from haven.moderation.agreement import Agreement, agreement

PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=200)


def test_examples_with_known_answers() -> None:
    """Two readers of 50 and of 100 grant proposals, as textbooks tell it: 0.4, 0.1304, 0.2593."""
    for counts, kappa in (((15, 20, 5, 10), 0.4), ((15, 45, 15, 25), 0.1304), ((35, 25, 35, 5), 0.2593)):
        found = Agreement(*counts).kappa
        assert found
        assert isclose(found.share, kappa, abs_tol=5e-5)


@given(PAIRS)
def test_it_matters_not_who_is_first_nor_what_is_called_against(pairs: list[tuple[bool, bool]]) -> None:
    found = agreement(pairs)
    assert found.judged == len(pairs)
    for other in (agreement((b, a) for a, b in pairs), agreement((not a, not b) for a, b in pairs)):
        assert (found.kappa is None) == (other.kappa is None)
        if found.kappa and other.kappa:
            assert isclose(found.kappa.share, other.kappa.share, abs_tol=1e-9)
    if found.kappa:
        assert -1 <= found.kappa.low <= found.kappa.share + 1e-9
        assert (found.kappa.share > 1 - 1e-9) == all(a == b for a, b in pairs)


def test_nothing_is_said_where_chance_explains_all() -> None:
    assert agreement([]).kappa is None
    assert agreement([(True, True)] * 9).kappa is None
    assert agreement([(True, True)] * 9).observed == 1
