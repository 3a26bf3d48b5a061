"""The poster's chart."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from haven.listings.queries.own import Day
from haven.marketplace.chart import draw

COUNTS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 50)), min_size=1, max_size=90)


@given(COUNTS)
def test_every_bar_is_inside_and_as_high_as_its_day(counts: list[tuple[int, int]]) -> None:
    days = [Day(date(2026, 1, 1) + timedelta(days=n), views, 0, said) for n, (views, said) in enumerate(counts)]
    chart = draw(days)
    if not any(views or said for views, said in counts):
        assert chart is None
        return
    assert chart is not None
    most = max(views for views, _ in counts)
    for column in chart.columns:
        assert column.x >= 0
        assert column.x + column.width <= chart.width
        assert column.y + column.height <= chart.ground + 0.11
        full = chart.ground - chart.top
        assert abs(column.height - full * column.day.views / (most or 1)) < 0.1
        assert column.dot_y < chart.height
    assert chart.views == sum(views for views, _ in counts)
