from random import Random

import pytest

from haven.project.demo.posters import AUTHORS
from haven.project.demo.wording import compose, in_words_of_money, rounded


def test_choices_are_made_and_may_nest() -> None:
    seen = {compose("a [b|c [d|e]] f", author=AUTHORS[0], rng=Random(seed)) for seed in range(40)}
    assert seen == {"a b f", "a c d f", "a c e f"}


def test_brackets_without_a_bar_are_left_alone() -> None:
    assert compose("mail dealz [at] example", author=AUTHORS[0], rng=Random(1)) == "mail dealz [at] example"


def test_a_slot_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        compose("{nothing}", author=AUTHORS[0], rng=Random(1))


def test_amounts_are_rounded_as_people_write_prices() -> None:
    assert [rounded(amount) for amount in (0, 17.4, 187, 1287, 4310, 14_960)] == [0, 17, 185, 1290, 4300, 15_000]
    assert in_words_of_money(1250, "EUR") == "€1,250"
