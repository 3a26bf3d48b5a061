"""A map of hits as SVG: outlines, towns, and a circle for the ads that lie close together.

Owns the part of the map that is shown, the projection and what lies close together. Must not know how ads are found.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from haven.listings.maps.outlines import Line, View, borders_in, land_in
from haven.listings.models import Place
from haven.listings.searching.areas import Box

WIDTH = 760
_LEAST_HEIGHT, _MOST_HEIGHT = 320, 620
_LEAST_SPAN = 0.04  # degrees from south to north: about 4 km
_CLOSE = 46  # pixels
PHONE_SCALE = 1.7
"""How much larger circles and words are drawn where the map is small (`.map-scaled` in market.css)."""
_MOST_LABELS = 14
_LARGEST = 6
_FARTHEST = 85.0  # degrees: maps end before the poles

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ads that lie close together: where on the drawing, how many, how large, the part of the map that holds them."""

    x: float
    y: float
    count: int
    radius: float
    box: str
    town: str
    address: str = ""

    @property
    def short(self) -> str:
        """The number as it fits into the circle: 950, 12k."""
        if self.count < 1000:
            return str(self.count)
        return f"{self.count / 1000:.1f}k" if self.count < 10_000 else f"{self.count // 1000}k"


@dataclass(frozen=True, slots=True)
class Label:
    """A town's name, `aside` of where the town is; `is_minor` where there is no room for it on a phone."""

    x: float
    y: float
    aside: float
    name: str
    at_end: bool
    has_dot: bool
    is_minor: bool


@dataclass(frozen=True, slots=True)
class Map:
    """What the template draws: `clusters`, or fewer `coarse` ones on a phone, where circles are larger.

    `around` has the boxes of the neighbouring parts, by direction.
    """

    width: int
    height: int
    land: str
    borders: str
    labels: list[Label]
    clusters: list[Cluster]
    coarse: list[Cluster]
    around: dict[str, str]


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels: the plate carrée with the middle latitude true, which is enough for the size of a country."""

    view: View
    height: int

    def xy(self, longitudes: Numbers, latitudes: Numbers) -> tuple[Numbers, Numbers]:
        """Pixels from the upper left corner."""
        x = (longitudes - self.view.west) / (self.view.east - self.view.west) * WIDTH
        return x, (self.view.north - latitudes) / (self.view.north - self.view.south) * self.height


def view_of(box: Box | None, latitudes: Numbers, longitudes: Numbers) -> Projection:
    """The part that is asked for, or the one that holds the points; widened to the form of the drawing."""
    if box:
        south, north, west = box.south, box.north, box.west
        east = box.east if box.east > box.west else box.east + 360
    elif len(latitudes):
        south, north, west, east = latitudes.min(), latitudes.max(), longitudes.min(), longitudes.max()
        aside = 0.08 * max(north - south, east - west, _LEAST_SPAN)
        south, north, west, east = south - aside, north + aside, west - aside, east + aside
    else:
        south, north, west, east = -55.0, 75.0, -170.0, 190.0
    middle = max(-80.0, min(80.0, (south + north) / 2))
    shrunk = math.cos(math.radians(middle))
    tall = min(2 * _FARTHEST, max(north - south, _LEAST_SPAN, (east - west) * shrunk * _LEAST_HEIGHT / WIDTH))
    wide = min(360.0, max(east - west, tall / shrunk * WIDTH / _MOST_HEIGHT))
    height = round(min(_MOST_HEIGHT, max(_LEAST_HEIGHT, tall / (wide * shrunk) * WIDTH)))
    south = max(-_FARTHEST, min(_FARTHEST - tall, (south + north - tall) / 2))
    west = (west + east - wide) / 2
    return Projection(View(south, west, south + tall, west + wide), height)


def draw(
    projection: Projection, latitudes: Numbers, longitudes: Numbers, counts: Numbers, towns: Sequence[Place]
) -> Map:
    """The map of points with how many ads there are at each; `towns` name what is shown, the largest first."""
    view = projection.view
    longitudes = np.where(longitudes < view.west, longitudes + 360, longitudes)
    x, y = projection.xy(longitudes, latitudes)
    shown = (x >= 0) & (x <= WIDTH) & (y >= 0) & (y <= projection.height)
    land, borders = _ground(projection)
    fine, coarse = (
        _clusters(projection, x[shown], y[shown], counts[shown], towns, scale=scale) for scale in (1.0, PHONE_SCALE)
    )
    labels = _labels(projection, towns, fine, coarse)
    return Map(WIDTH, projection.height, land, borders, labels, fine, coarse, _around(view))


def box_of(view: View) -> Box:
    """The part of the map as a search has it."""
    if view.east - view.west >= 360:
        return Box(view.south, -180.0, view.north, 180.0)
    west, east = ((side + 180) % 360 - 180 for side in (view.west, view.east))
    return Box(view.south, west, view.north, east)


def box_words(view: View) -> str:
    """The same as addresses have it."""
    box = box_of(view)
    sides = (box.south, box.west, box.north, box.east)
    return ",".join(f"{side:.4f}".rstrip("0").rstrip(".") for side in sides)


@lru_cache(maxsize=64)
def _ground(projection: Projection) -> tuple[str, str]:
    view = projection.view
    dot = (view.east - view.west) / WIDTH / 2  # half a pixel, to which lines are drawn
    land = "".join(_path(projection, ring, closed=True) for ring in land_in(view, least=dot))
    return land, "".join(_path(projection, line, closed=False) for line in borders_in(view, least=dot))


def _path(projection: Projection, line: Line, *, closed: bool) -> str:
    """A line as SVG, to half a pixel; points that fall together are one."""
    x, y = projection.xy(line[:, 0], line[:, 1])
    points = np.round(np.stack([x, y], axis=1) * 2) / 2
    points = points[np.concatenate([[True], np.any(np.diff(points, axis=0) != 0, axis=1)])]
    if len(points) < (3 if closed else 2):
        return ""
    return "M" + "L".join(f"{px:g} {py:g}" for px, py in points) + ("Z" if closed else "")


def _clusters(
    projection: Projection, x: Numbers, y: Numbers, counts: Numbers, towns: Sequence[Place], *, scale: float
) -> list[Cluster]:
    """Points that lie close together are one circle, in their middle; no two of them touch when drawn at `scale`."""
    if not len(x):
        return []
    which = _groups(x, y, counts, scale)
    number, middle_x, middle_y, radii = _circles(x, y, counts, which)
    found = []
    for n in np.argsort(-number):
        mine = which == n
        box = _box_around(projection, x[mine], y[mine])
        town = _nearest(projection, float(middle_x[n]), float(middle_y[n]), towns)
        found.append(Cluster(float(middle_x[n]), float(middle_y[n]), int(number[n]), float(radii[n]), box, town))
    return found


def _groups(x: Numbers, y: Numbers, counts: Numbers, scale: float) -> NDArray[np.int64]:
    """The number of each point's circle: first a square of a grid, then the nearest two are joined while any touch."""
    side = _CLOSE * scale
    squares = (y // side).astype(np.int64) * 10_000 + (x // side).astype(np.int64)
    _, which = np.unique(squares, return_inverse=True)
    while True:
        _, middle_x, middle_y, radii = _circles(x, y, counts, which)
        between = np.hypot(middle_x[:, None] - middle_x, middle_y[:, None] - middle_y)
        between -= (radii[:, None] + radii) * scale
        np.fill_diagonal(between, np.inf)
        one, other = np.unravel_index(np.argmin(between), between.shape)
        if between[one, other] > 0:
            return which
        _, which = np.unique(np.where(which == other, one, which), return_inverse=True)


def _circles(
    x: Numbers, y: Numbers, counts: Numbers, which: NDArray[np.int64]
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Of each group: how many ads, the middle, the radius."""
    number = np.bincount(which, counts).astype(np.float64)
    middle_x, middle_y = np.bincount(which, x * counts) / number, np.bincount(which, y * counts) / number
    return number, middle_x, middle_y, np.minimum(24.0, 9 + 2.6 * np.log2(1 + number))


def _box_around(projection: Projection, x: Numbers, y: Numbers) -> str:
    view = projection.view
    wide, tall = (view.east - view.west) / WIDTH, (view.north - view.south) / projection.height
    aside = 0.004  # degrees: half a kilometre
    return box_words(
        View(
            view.north - float(y.max()) * tall - aside,
            view.west + float(x.min()) * wide - 2 * aside,
            view.north - float(y.min()) * tall + aside,
            view.west + float(x.max()) * wide + 2 * aside,
        )
    )


def _places(projection: Projection, towns: Sequence[Place]) -> tuple[Numbers, Numbers]:
    longitudes = np.array([town.longitude for town in towns], float)
    turned = np.where(longitudes < projection.view.west, longitudes + 360, longitudes)
    return projection.xy(turned, np.array([town.latitude for town in towns], float))


def _nearest(projection: Projection, x: float, y: float, towns: Sequence[Place]) -> str:
    if not towns:
        return ""
    all_x, all_y = _places(projection, towns)
    return towns[int(np.argmin((all_x - x) ** 2 + (all_y - y) ** 2))].name


def _labels(
    projection: Projection, towns: Sequence[Place], clusters: Sequence[Cluster], coarse: Sequence[Cluster]
) -> list[Label]:
    """The largest towns whose names run neither into each other nor under a circle; beside the one that covers them."""
    taken = [(c.x - c.radius, c.x + c.radius, c.y, c.radius) for c in clusters]
    found: list[Label] = []
    for x, y, town in zip(*_places(projection, towns), towns, strict=True):
        if not (8 < x < WIDTH - 8 and 12 < y < projection.height - 8):
            continue
        covers = [c for c in clusters if math.hypot(c.x - x, c.y - y) < c.radius + 4]
        at_end = x > WIDTH - 150
        edges = [c.x - c.radius - x if at_end else c.x + c.radius - x for c in covers]
        aside = (min(edges, default=0.0) - 5) if at_end else (max(edges, default=0.0) + 5)
        wide = 7 * len(town.name)
        left, right = (x + aside - wide, x + aside) if at_end else (x + aside, x + aside + wide)
        if all(abs(y - at) > half + 8 or right < start or left > end for start, end, at, half in taken):
            taken.append((left - 6, right + 6, float(y), 9.0))
            is_minor = len(found) >= _LARGEST or _is_under(coarse, x + (left - x) * PHONE_SCALE, y, wide * PHONE_SCALE)
            found.append(Label(float(x), float(y), float(aside), town.name, at_end, not covers, is_minor))
        if len(found) == _MOST_LABELS:
            break
    return found


def _is_under(circles: Sequence[Cluster], left: float, y: float, wide: float) -> bool:
    """Whether one of the circles lies over a name, both as large as on a phone."""
    return any(
        left - c.radius * PHONE_SCALE < c.x < left + wide + c.radius * PHONE_SCALE
        and abs(c.y - y) < (c.radius + 6) * PHONE_SCALE
        for c in circles
    )


def _around(view: View) -> dict[str, str]:
    """The parts next to this one, twice as near and twice as far."""
    tall, wide = view.north - view.south, view.east - view.west
    north, east = tall / 2, wide / 2

    def part(up: float, right: float, size: float) -> str:
        half = min(_FARTHEST, tall * size / 2)
        middle = max(half - _FARTHEST, min(_FARTHEST - half, (view.south + view.north) / 2 + up))
        across = (view.west + view.east) / 2 + right
        return box_words(View(middle - half, across - wide * size / 2, middle + half, across + wide * size / 2))

    return {
        "north": part(north, 0, 1),
        "west": part(0, -east, 1),
        "east": part(0, east, 1),
        "south": part(-north, 0, 1),
        "nearer": part(0, 0, 0.5),
        "farther": part(0, 0, 2),
    }
