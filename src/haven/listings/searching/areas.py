"""Where an ad is, as text that a word index can search: nested cells of the map.

Owns the cells and which of them lie in a circle or a box. The index has no type for places, but it finds words: a spot
is the path to it through a grid that splits each cell into 4 × 4, one hexadecimal digit a level, so that a cell is a
prefix of every spot in it (as quadkeys and geohashes are). An area becomes the cells that lie wholly in it, and the
spots of those that its edge crosses: exact, at the cost of its edge.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0
DIGITS = 12  # of a spot: cells of about a metre
FINEST = 8  # digits of the smallest cell that is a word of its own: about 300 m
_COARSEST = 3  # below that a cell is small enough for its corners to be what is furthest from its middle

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Area(Protocol):
    """A part of the map."""

    def compare(self, cells: "Cells") -> tuple[Flags, Flags]:
        """For each cell whether it lies wholly in the area, and whether it lies wholly outside."""

    def holds(self, latitudes: Numbers, longitudes: Numbers) -> Flags:
        """For each point whether it lies in the area."""

    @property
    def height_km(self) -> float:
        """From south to north."""


@dataclass(frozen=True)
class Cells:
    """Cells of one level by their rows (from the south pole) and columns (from the date line)."""

    level: int
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]

    @property
    def south(self) -> Numbers:
        """Southern edges in degrees."""
        return self.rows.astype(np.float64) * self.height - 90

    @property
    def west(self) -> Numbers:
        """Western edges in degrees."""
        return self.columns.astype(np.float64) * (2 * self.height) - 180

    @property
    def height(self) -> float:
        """Degrees from south to north; half of the width."""
        return float(180 / 4**self.level)

    def only(self, chosen: Flags) -> "Cells":
        """Some of them."""
        return Cells(self.level, self.rows[chosen], self.columns[chosen])

    def split(self) -> "Cells":
        """All the cells of the next level in them."""
        inner = np.arange(4)
        rows = (self.rows[:, None, None] * 4 + inner[:, None] + 0 * inner).reshape(-1)
        columns = (self.columns[:, None, None] * 4 + 0 * inner[:, None] + inner).reshape(-1)
        return Cells(self.level + 1, rows, columns)

    def names(self) -> list[str]:
        """Their paths."""
        return [_path(int(row), int(column), self.level) for row, column in zip(self.rows, self.columns, strict=True)]


@dataclass(frozen=True, slots=True)
class Circle:
    """All that is no further than `radius_km` from a point (degrees), on a sphere."""

    latitude: float
    longitude: float
    radius_km: float

    @property
    def height_km(self) -> float:
        """From south to north."""
        return 2 * self.radius_km

    def compare(self, cells: Cells) -> tuple[Flags, Flags]:
        """By the circle around each cell through its furthest corner."""
        half = cells.height / 2
        middle, across = cells.south + half, cells.west + 2 * half
        reach = np.maximum(
            distance_km(middle, across, cells.south, cells.west),
            distance_km(middle, across, cells.south + 2 * half, cells.west),
        )
        away = distance_km(self.latitude, self.longitude, middle, across)
        return away + reach <= self.radius_km, away - reach > self.radius_km

    def holds(self, latitudes: Numbers, longitudes: Numbers) -> Flags:
        """By the great circle."""
        within: Flags = distance_km(self.latitude, self.longitude, latitudes, longitudes) <= self.radius_km
        return within


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a map, in degrees; where `west` is greater than `east` it lies across the date line."""

    south: float
    west: float
    north: float
    east: float

    @property
    def height_km(self) -> float:
        """From south to north."""
        return math.radians(self.north - self.south) * EARTH_KM

    @property
    def longitudes(self) -> list[tuple[float, float]]:
        """One range from west to east, or the two sides of the date line."""
        return [(self.west, self.east)] if self.west <= self.east else [(self.west, 180.0), (-180.0, self.east)]

    def compare(self, cells: Cells) -> tuple[Flags, Flags]:
        """By the edges."""
        south, west, north, east = cells.south, cells.west, cells.south + cells.height, cells.west + 2 * cells.height
        inside = np.zeros(len(west), bool)
        beside = np.ones(len(west), bool)
        for left, right in self.longitudes:
            inside |= (west >= left) & (east <= right)
            beside &= (east < left) | (west > right)
        return (
            inside & (south >= self.south) & (north <= self.north),
            beside | (north < self.south) | (south > self.north),
        )

    def holds(self, latitudes: Numbers, longitudes: Numbers) -> Flags:
        """By the edges."""
        across = np.zeros(len(longitudes), bool)
        for left, right in self.longitudes:
            across |= (longitudes >= left) & (longitudes <= right)
        return across & (latitudes >= self.south) & (latitudes <= self.north)


def spot(latitude: float, longitude: float) -> str:
    """The path to a point given in degrees."""
    steps = 4**DIGITS
    row = min(steps - 1, max(0, int((latitude + 90) / 180 * steps)))
    return _path(row, int((longitude + 180) / 360 * steps) % steps, DIGITS)


def points(spots: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Latitudes and longitudes of the middles of spots, in degrees; within a metre of the points that they were."""
    rows, columns = np.zeros(len(spots), np.int64), np.zeros(len(spots), np.int64)
    numbers = np.array([int(path, 16) for path in spots], np.int64).reshape(-1)
    for digit in range(DIGITS):
        nibble = numbers >> (4 * digit)
        rows |= ((nibble >> 3 & 1) << 1 | (nibble >> 1 & 1)) << (2 * digit)
        columns |= ((nibble >> 2 & 1) << 1 | (nibble & 1)) << (2 * digit)
    steps = 4**DIGITS
    return (rows + 0.5) * (180 / steps) - 90, (columns + 0.5) * (360 / steps) - 180


def cells_of(path: str) -> list[str]:
    """Every cell that a spot is in and that is a word of its own."""
    return [path[:digits] for digits in range(1, FINEST + 1)]


def cover(area: Area) -> tuple[list[str], list[str]]:
    """The cells that lie wholly in an area, and those that its edge crosses."""
    world = np.arange(4)
    cells = Cells(1, np.repeat(world, 4), np.tile(world, 4))
    within: list[str] = []
    while cells.level < _COARSEST:
        cells = cells.split()
    while True:
        inside, outside = area.compare(cells)
        within += cells.only(inside).names()
        cells = cells.only(~inside & ~outside)
        if cells.level >= FINEST or cells.height * math.pi / 180 * EARTH_KM < area.height_km / 16:
            return within, cells.names()
        cells = cells.split()


def distance_km(
    latitude: float | Numbers, longitude: float | Numbers, latitudes: Numbers, longitudes: Numbers
) -> Numbers:
    """Great-circle distances (haversine) on a sphere of 6371 km, coordinates in degrees."""
    north, south = np.radians(latitude), np.radians(latitudes)
    height = np.sin((south - north) / 2) ** 2
    width = np.sin(np.radians(np.subtract(longitudes, longitude)) / 2) ** 2
    found: Numbers = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1, height + np.cos(north) * np.cos(south) * width)))
    return found


def _path(row: int, column: int, digits: int) -> str:
    """The bits of row and column, in turn, as hexadecimal digits: row above column."""
    return f"{2 * int(f'{row:b}', 4) + int(f'{column:b}', 4):0{digits}x}"
