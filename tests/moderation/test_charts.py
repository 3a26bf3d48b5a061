"""Charts keep inside their frame and are as high as what they stand for."""

from hypothesis import given
from hypothesis import strategies as st

from haven.moderation.charts import HEIGHT, WIDTH, draw_bars, whisker
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
