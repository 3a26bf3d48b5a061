"""A map shows every ad that lies on it once, and where it leads is on the map."""

import math
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haven.listings.maps.drawing import PHONE_SCALE, WIDTH, box_of, draw, view_of
from haven.listings.searching.areas import Box
from haven.marketplace.forms.search import BoxField

POINTS = st.lists(st.tuples(st.floats(-80, 80), st.floats(-180, 179.9), st.integers(1, 5000)), max_size=40)


@given(POINTS)
def test_every_ad_is_in_one_circle(points: list[tuple[float, float, int]]) -> None:
    rows = np.array(points, float).reshape(-1, 3)
    projection = view_of(None, rows[:, 0], rows[:, 1])
    drawn = draw(projection, rows[:, 0], rows[:, 1], rows[:, 2], [])
    for circles, scale in ((drawn.clusters, 1.0), (drawn.coarse, PHONE_SCALE)):
        assert sum(cluster.count for cluster in circles) == rows[:, 2].sum()
        for one, other in combinations(circles, 2):
            assert math.hypot(one.x - other.x, one.y - other.y) > (one.radius + other.radius) * scale
    for cluster in (*drawn.clusters, *drawn.coarse):
        assert 0 <= cluster.x <= WIDTH
        assert 0 <= cluster.y <= drawn.height
        assert BoxField().clean(cluster.box)
    for box in drawn.around.values():
        assert BoxField().clean(box)


@given(south=st.floats(-80, 79), tall=st.floats(0.001, 5), west=st.floats(-180, 179), wide=st.floats(0.001, 100))
def test_a_box_that_is_asked_for_is_shown_whole(south: float, tall: float, west: float, wide: float) -> None:
    box = Box(south, west, south + tall, (west + wide + 180) % 360 - 180)
    projection = view_of(box, np.array([]), np.array([]))
    view = projection.view
    assert view.south <= box.south + 1e-9
    assert view.north >= box.north - 1e-9
    assert view.east - view.west >= wide - 1e-9
    assert 300 <= projection.height <= 640
    again = view_of(box_of(view), np.array([]), np.array([]))
    assert abs(again.view.north - view.north) < 1e-6
    assert abs(again.height - projection.height) <= 1
