"""Shifts, limits, breaks and rotation, from items with times alone."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from haven.moderation.shifts import REST, Limits, Shift, Span, covered, shift_of

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LIMITS = Limits()


def span(item: str, *, hard: bool = True, at: float = 0, minutes: float = 2) -> Span:
    began = NOON + timedelta(minutes=at)
    return Span(item, hard, began, began + timedelta(minutes=minutes))


def shift(*spans: Span, at: float = 60) -> Shift:
    return shift_of(spans, LIMITS, NOON + timedelta(minutes=at))


def test_nothing_done_is_an_empty_shift() -> None:
    assert shift() == Shift()
    assert not Shift().is_full(LIMITS)


def test_items_count_once_and_minutes_in_which_something_hard_was_open() -> None:
    found = shift(span("a"), span("b", at=1, minutes=4), span("a", at=30), span("c", hard=False, at=40, minutes=9))
    assert (found.items, found.hard_items, found.hard_minutes) == (3, 2, 7)


def test_eight_hours_of_rest_begin_a_new_shift() -> None:
    rest = REST.total_seconds() / 60
    assert shift(span("a"), span("b", at=rest + 1), at=rest + 10).hard_items == 2
    assert shift(span("a"), span("b", at=rest + 2), at=rest + 10).hard_items == 1
    assert shift(span("a"), at=rest + 2) == Shift()


def test_a_pause_is_a_break_announced_or_not() -> None:
    long = [span(str(number), at=number * 5, minutes=5) for number in range(12)]
    assert shift(*long, at=60).worked_minutes == 60
    assert shift(*long, at=60).needs_break(LIMITS)
    assert shift(*long, at=70).worked_minutes == 0
    assert shift(*long, span("later", at=71, minutes=4), at=75).worked_minutes == 4


def test_hard_ones_in_a_row_end_with_a_light_one() -> None:
    hard = [span(name, at=number * 3) for number, name in enumerate("abab")]
    assert shift(*hard).in_a_row == 2
    assert shift(*hard, span("light", hard=False, at=20)).in_a_row == 0
    assert shift(*hard, span("c", at=20), span("d", at=23)).wants_light(LIMITS)


def test_wishes_lower_what_a_lead_allows_and_never_raise_it() -> None:
    assert LIMITS.lowered(5, None) == Limits(items=5)
    assert LIMITS.lowered(10_000, 10_000) == LIMITS
    assert Shift().is_full(LIMITS.lowered(0, None))


SPANS = st.lists(
    st.builds(
        span,
        st.sampled_from("abcdef"),
        hard=st.booleans(),
        at=st.integers(0, 400),
        minutes=st.integers(0, 30),
    ),
    max_size=25,
)


@given(SPANS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(spans: list[Span], rng: Random) -> None:
    mixed = list(spans)
    rng.shuffle(mixed)
    one, two = shift(*spans, at=700), shift(*mixed, at=700)
    assert (one.items, one.hard_items, one.hard, one.worked) == (two.items, two.hard_items, two.hard, two.worked)


@given(SPANS)
def test_more_hard_material_never_counts_less(spans: list[Span]) -> None:
    before, after = shift(*spans, at=460), shift(*spans, span("g", at=440, minutes=10), at=460)
    assert after.hard_items == before.hard_items + 1
    assert after.hard >= before.hard


@given(SPANS)
def test_minutes_are_those_of_a_clock(spans: list[Span]) -> None:
    minutes = {second for one in spans for second in range(_second(one.began), _second(one.seen))}
    assert covered(spans) == timedelta(seconds=len(minutes))


def _second(moment: datetime) -> int:
    return int((moment - NOON).total_seconds())
