"""Charts keep inside their frame and are as high as what they stand for."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from haven.moderation.charts import HEIGHT, WIDTH, draw_bars, draw_stack, whisker
from haven.screening.intervals import wilson


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60))
def test_bars(values: list[float]) -> None:
    chart = draw_bars([(str(number), value) for number, value in enumerate(values)])
    if not any(values):
        assert chart is None
        return
    assert chart
    assert [bar.value for bar in chart.bars] == values
    for bar in chart.bars:
        assert 0 <= bar.x < bar.x + bar.width <= WIDTH
        assert bar.y + bar.height == HEIGHT
        assert bar.y >= chart.top
        assert abs(bar.height - (HEIGHT - chart.top) * bar.value / chart.most) <= 1
        assert bool(bar.height) == bool(bar.value)


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_bars([]) is None
    assert whisker(None) is None


@given(st.integers(1, 100).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_whisker_is_in_order(counts: tuple[int, int]) -> None:
    drawn = whisker(wilson(*counts))
    assert drawn
    assert 0 <= drawn.low <= drawn.middle <= drawn.high <= 200


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=5))
def test_a_stack_fills_its_width_in_order_and_leaves_out_what_is_not_there(values: list[int]) -> None:
    parts = [(str(number), value) for number, value in enumerate(values)]
    bars = draw_stack(parts)
    assert [(bar.label, bar.value) for bar in bars] == [part for part in parts if part[1]]
    assert all(bar.width >= 1 for bar in bars)
    assert not bars or bars[0].x == 0
    for one, other in pairwise(bars):
        assert one.x + one.width <= other.x + 1  # what is there at all is a hair wide
    assert not bars or 200 <= bars[-1].x + bars[-1].width <= 201
