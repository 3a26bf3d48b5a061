"""Cells of the map: they hold what they should, and no more."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.listings.searching.areas import FINEST, Area, Box, Circle, cells_of, cover, points, spot

LATITUDES = st.floats(-89.9, 89.9)
LONGITUDES = st.floats(-180, 179.999)


def is_found(area: Area, latitude: float, longitude: float) -> bool:
    """Whether a search in the area finds an ad there: by a cell, or by its spot in a cell on the edge."""
    within, crossed = cover(area)
    path = spot(latitude, longitude)
    if set(cells_of(path)) & set(within):
        return True
    return any(path.startswith(cell) for cell in crossed) and bool(area.holds(*points([path]))[0])


def arc_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance by the spherical law of cosines: not the formula that is tested."""
    (a, b), (c, d) = (tuple(map(math.radians, point)) for point in (one, other))
    return 6371.0 * math.acos(max(-1, min(1, math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d))))


@given(latitude=LATITUDES, longitude=LONGITUDES)
def test_a_spot_leads_back_to_its_point(latitude: float, longitude: float) -> None:
    path = spot(latitude, longitude)
    back = points([path])
    assert arc_km((latitude, longitude), (float(back[0][0]), float(back[1][0]))) < 0.02
    assert spot(float(back[0][0]), float(back[1][0])) == path
    assert cells_of(path) == [path[:n] for n in range(1, FINEST + 1)]


@given(
    latitude=LATITUDES, longitude=LONGITUDES, radius=st.floats(0.2, 3000), way=st.floats(0, 6.28), part=st.floats(0, 2)
)
def test_a_circle_holds_what_is_near_and_nothing_else(
    latitude: float, longitude: float, radius: float, way: float, part: float
) -> None:
    away = radius * part / 6371
    north = math.asin(
        math.sin(math.radians(latitude)) * math.cos(away)
        + math.cos(math.radians(latitude)) * math.sin(away) * math.cos(way)
    )
    east = math.radians(longitude) + math.atan2(
        math.sin(way) * math.sin(away) * math.cos(math.radians(latitude)),
        math.cos(away) - math.sin(math.radians(latitude)) * math.sin(north),
    )
    there = math.degrees(north), (math.degrees(east) + 180) % 360 - 180
    if abs(part - 1) * radius > 0.01:
        assert is_found(Circle(latitude, longitude, radius), *there) == (part < 1)


@given(south=st.floats(-89, 80), tall=st.floats(0.01, 9), west=LONGITUDES, wide=st.floats(0.01, 90), at=st.data())
def test_a_box_holds_what_is_inside(south: float, tall: float, west: float, wide: float, at: st.DataObject) -> None:
    east = (west + wide + 180) % 360 - 180
    box = Box(south, west, south + tall, east)
    part, aside = at.draw(st.floats(-0.5, 1.5)), at.draw(st.floats(0.01, 0.99))
    latitude, longitude = south + part * tall, (west + aside * wide + 180) % 360 - 180
    if min(abs(part), abs(part - 1)) * tall > 0.001 and min(aside, 1 - aside) * wide > 0.001 and abs(latitude) < 90:
        assert is_found(box, latitude, longitude) == (0 < part < 1)


@pytest.mark.parametrize("radius", [0.3, 5, 25, 200, 2000])
def test_an_area_takes_few_cells(radius: float) -> None:
    within, crossed = cover(Circle(51.34, 12.37, radius))
    assert len(within) + len(crossed) < 1000


def test_the_poles_and_the_date_line_have_their_spots() -> None:
    assert {len(spot(lat, lon)) for lat in (-90, 90) for lon in (-180, 180, 179.9999999)} == {12}
    assert spot(0, -180) == spot(0, 180)
    assert np.array_equal(points([]), (np.array([]), np.array([])))
