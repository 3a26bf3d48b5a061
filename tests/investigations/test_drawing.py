"""Positions of charts and graphs."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.investigations.drawing import bars, circles

moments = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(moments, min_size=1, max_size=60), st.integers(1, 50))
def test_bars_count_every_moment_and_stay_inside(times: list[datetime], count: int) -> None:
    chart = bars(times, width=300, height=40, count=count)
    assert chart
    assert sum(bar.count for bar in chart.bars) == len(times)
    assert max(bar.height for bar in chart.bars) == 40
    assert all(bar.x >= 0 and bar.x + bar.width <= 300.1 and 0 <= bar.y < 40 for bar in chart.bars)


def test_nothing_has_no_chart_and_one_moment_has_one_bar() -> None:
    assert bars([], width=300, height=40, count=10) is None
    now = datetime(2026, 3, 1, tzinfo=UTC)
    chart = bars([now, now], width=300, height=40, count=10)
    assert chart
    assert [bar.count for bar in chart.bars] == [2]
    later = bars([now, now + timedelta(days=10)], width=300, height=40, count=10)
    assert later
    assert [bar.x for bar in later.bars] == [0, 270]


@given(st.lists(st.one_of(st.none(), st.integers(1, 12)), min_size=1, max_size=80))
def test_nodes_lie_apart_and_inside_on_the_circle_of_their_group(groups: list[int | None]) -> None:
    graph = circles(groups)
    assert [node.index for node in graph.nodes] == list(range(len(groups)))
    assert len(graph.circles) == len(set(groups))
    around = {circle.group: circle for circle in graph.circles}
    for group, node in zip(groups, graph.nodes, strict=True):
        assert 13 <= node.x <= graph.width - 13
        assert 13 <= node.y <= graph.height - 13
        circle = around[group]
        assert math.hypot(node.x - circle.x, node.y - circle.y) == pytest.approx(circle.radius, abs=0.3)
    for one in graph.nodes:
        for two in graph.nodes[: one.index]:
            assert math.hypot(one.x - two.x, one.y - two.y) >= 26


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_names_are_inside_the_picture_and_on_no_other_circle(groups: list[int]) -> None:
    graph = circles(groups)
    for circle in graph.circles:
        assert 0 <= circle.label_x <= graph.width
        assert 0 <= circle.label_y <= graph.height
        for other in graph.circles:
            if other is not circle:
                assert math.hypot(other.x - circle.label_x, other.y - circle.label_y) > other.radius
