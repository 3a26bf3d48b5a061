"""Every point of a circle lies in one of the circle's cells, wherever on the globe it is."""

import math

from hypothesis import given
from hypothesis import strategies as st

from haven.alerts.cells import EARTH_KM, cells_of, covering

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
RADII = st.sampled_from([0.0, 1.0, 5.0, 25.0, 100.0, 200.0, 3000.0])


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1, math.sqrt(half)))


def moved(latitude: float, longitude: float, bearing: float, km: float) -> tuple[float, float]:
    """Where one arrives from a point in a direction (radians)."""
    lat, arc = math.radians(latitude), km / EARTH_KM
    north = math.asin(
        max(-1, min(1, math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(bearing)))
    )
    east = math.atan2(
        math.sin(bearing) * math.sin(arc) * math.cos(lat), math.cos(arc) - math.sin(lat) * math.sin(north)
    )
    return math.degrees(north), (longitude + math.degrees(east) + 540) % 360 - 180


@given(LATITUDES, LONGITUDES, RADII, st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_no_point_of_a_circle_is_outside_of_its_cells(
    latitude: float, longitude: float, radius: float, bearing: float, part: float
) -> None:
    point = moved(latitude, longitude, bearing, radius * part)
    if distance((latitude, longitude), point) > radius:
        return  # beyond the edge by rounding
    assert set(cells_of(*point)) & set(covering(latitude, longitude, radius))


@given(st.floats(-66, 66), LONGITUDES, st.sampled_from([5.0, 10.0, 25.0, 50.0, 100.0, 200.0]))
def test_where_people_live_a_circle_has_few_cells(latitude: float, longitude: float, radius: float) -> None:
    assert 1 <= len(covering(latitude, longitude, radius)) <= 12


def test_a_circle_over_the_date_line_has_cells_on_both_sides() -> None:
    cells = set(covering(-17.0, 179.9, 50))
    assert cells & set(cells_of(-17.0, 179.8))
    assert cells & set(cells_of(-17.0, -179.9))
