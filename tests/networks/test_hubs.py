import numpy as np
import pytest

from haven.networks.hubs import is_hub, is_own

SIX = np.full(6, 1 / 6)


@pytest.mark.parametrize(
    ("counts", "hub"),
    [
        ((2, 2, 2, 2, 2, 2), True),
        ((25, 25, 25, 25, 0, 0), True),
        ((90, 80, 70, 60, 0, 0), True),
        ((12, 0, 0, 0, 0, 0), False),
        ((25, 25, 0, 0, 0, 0), False),
        ((17, 17, 16, 0, 0, 0), False),
        ((1, 1, 1, 1, 1, 0), False),
        ((129, 0, 0, 0, 0, 0), True),
    ],
)
def test_breadth_and_number_make_a_hub(counts: tuple[int, ...], hub: bool) -> None:
    assert is_hub(np.array(counts), SIX, most=128) is hub


@pytest.mark.parametrize(
    ("counts", "hub"),
    [
        ((15, 14, 13, 11, 10), True),  # an office of five categories
        ((19, 16, 14, 13, 8), True),
        ((25, 5, 3, 1), False),  # one hand, now and then in the wrong category
        ((20, 20, 20), False),  # three categories may be anybody's
    ],
)
def test_an_office_may_deal_in_several_of_many_categories(counts: tuple[int, ...], hub: bool) -> None:
    of_nine = np.array([*counts, *[0] * (9 - len(counts))])
    assert is_hub(of_nine, np.full(9, 1 / 9), most=200) is hub


def test_where_all_ads_are_of_one_category_the_number_decides() -> None:
    one = np.ones(1)
    assert not is_hub(np.array([50]), one, most=128)
    assert is_hub(np.array([80]), one, most=128)


def test_a_page_is_ones_own_only_beyond_doubt() -> None:
    assert is_own(np.array([8, 0, 0, 0, 0, 0]), SIX)
    assert not is_own(np.array([3, 0, 0, 0, 0, 0]), SIX)
    assert not is_own(np.array([3, 2, 2, 1, 0, 0]), SIX)
    assert not is_own(np.array([50]), np.ones(1))
