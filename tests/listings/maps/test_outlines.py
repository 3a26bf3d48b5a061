"""Land is where land is, and cutting a ring cuts away what is outside only."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haven.listings.maps.outlines import Line, View, borders_in, land_in


def area(ring: Line) -> float:
    """By the shoelace formula; below zero for a lake, whose ring runs the other way round."""
    x, y = ring.T
    return float(np.dot(y, np.roll(x, -1)) - np.dot(x, np.roll(y, -1))) / 2


def land_share(view: View) -> float:
    """The part of a view that is land."""
    return sum(area(ring) for ring in land_in(view)) / ((view.north - view.south) * (view.east - view.west))


@pytest.mark.parametrize(
    ("view", "low", "high"),
    [
        (View(51.0, 12.0, 51.6, 12.8), 0.999, 1.001),  # Leipzig
        (View(40.0, -40.0, 45.0, -35.0), 0.0, 0.0),  # the Atlantic
        (View(53.0, -1.0, 54.0, 1.0), 0.2, 0.8),  # the Humber
        (View(-17.5, 177.0, -16.0, 181.0), 0.1, 0.7),  # Fiji, across the date line
        (View(66.0, 178.0, 69.0, 183.0), 0.3, 1.0),  # Chukotka, across the date line
    ],
)
def test_land_is_where_land_is(view: View, low: float, high: float) -> None:
    assert low <= land_share(view) <= high


def test_borders_are_drawn_between_countries_only() -> None:
    assert borders_in(View(50.0, 14.0, 51.5, 15.5))
    assert not borders_in(View(40.0, -40.0, 45.0, -35.0))


def test_what_is_too_small_to_be_drawn_is_left_out() -> None:
    world = View(-85.0, -180.0, 85.0, 180.0)
    everything, drawn = land_in(world), land_in(world, least=0.2)
    assert len(drawn) < len(everything) / 2
    assert sum(map(area, drawn)) == pytest.approx(sum(map(area, everything)), rel=0.001)


@settings(max_examples=20)
@given(south=st.floats(-84, 80), west=st.floats(-180, 179), tall=st.floats(0.05, 20), wide=st.floats(0.05, 60))
def test_what_is_cut_out_lies_inside(south: float, west: float, tall: float, wide: float) -> None:
    view = View(south, west, south + tall, west + wide)
    for ring in land_in(view):
        assert ring[:, 0].min() >= view.west - 1e-6
        assert ring[:, 0].max() <= view.east + 1e-6
        assert ring[:, 1].min() >= view.south - 1e-6
        assert ring[:, 1].max() <= view.north + 1e-6
    assert land_share(view) <= 1.001
