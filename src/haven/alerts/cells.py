"""The map cut into cells, in four sizes: how circles and points meet without comparing each with each.

Pure: degrees in, numbers out. Must not know: searches, ads.
"""

import math
from collections.abc import Iterator

SIZES = (0.25, 1.0, 4.0, 20.0)
"""Sides of a cell in degrees, of latitude and of longitude alike; 360 is a multiple of each."""

EARTH_KM = 6371.0
_MOST = 12  # cells of one circle, where a larger size has fewer
_ROUNDING = 1e-6  # degrees: a point on the edge lies in both

Cell = tuple[int, int, int]
"""The index of a size, and steps from the date line and from the south pole."""


def cells_of(latitude: float, longitude: float) -> list[Cell]:
    """The cell of each size that holds a point."""
    return [(level, *_steps(latitude, longitude, size)) for level, size in enumerate(SIZES)]


def covering(latitude: float, longitude: float, radius_km: float) -> list[Cell]:
    """Cells of one size that together hold every point of a circle; the smallest size that needs few."""
    south, north, west, east = _box(latitude, longitude, radius_km)
    return covering_frame(south, west, north, east)


def covering_frame(south: float, west: float, north: float, east: float) -> list[Cell]:
    """Cells of one size that together hold a part of the map; where `west` is the greater, it crosses the date line."""
    east += 360 if east < west else 0
    for level, size in enumerate(SIZES):
        rows = range(_step(south + 90, size), _step(north + 90, size) + 1)
        columns = list(_columns(west, east, size))
        if len(rows) * len(columns) <= _MOST or level == len(SIZES) - 1:
            return [(level, column, row) for column in columns for row in rows]
    raise AssertionError("the last size is always taken")


def _box(latitude: float, longitude: float, radius_km: float) -> tuple[float, float, float, float]:
    """South, north, west, east of a circle, in degrees; west and east may lie beyond the date line."""
    tall = math.degrees(radius_km / EARTH_KM) + _ROUNDING
    if abs(latitude) + tall >= 90:  # it holds a pole, and with it every meridian
        return max(-90.0, latitude - tall), min(90.0, latitude + tall), -180.0, 180.0
    # The last meridian touches the circle where sin(Δλ) = sin(radius) / cos(latitude)
    reach = math.sin(math.radians(tall)) / math.cos(math.radians(latitude))
    wide = math.degrees(math.asin(min(1.0, reach))) + _ROUNDING
    return latitude - tall, latitude + tall, longitude - wide, longitude + wide


def _columns(west: float, east: float, size: float) -> Iterator[int]:
    around = round(360 / size)
    first, last = _step(west + 180, size), _step(east + 180, size)
    return iter({column % around for column in range(first, min(last, first + around - 1) + 1)})


def _steps(latitude: float, longitude: float, size: float) -> tuple[int, int]:
    around = round(360 / size)
    return _step(longitude + 180, size) % around, _step(latitude + 90, size)


def _step(degrees: float, size: float) -> int:
    return math.floor(degrees / size)
