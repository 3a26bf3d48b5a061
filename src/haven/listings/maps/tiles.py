"""Pictures of a tile server under a map, where the operator has one: streets for those who look for a flat.

Owns which squares of the web's common tiling (Web Mercator, 256 pixels, z/x/y) lie on a drawing, and where. Must not
know where they come from. A square is stretched to its own corners; of parts so large that this would bend the coasts,
there are none.
"""

import math
from dataclasses import dataclass

from haven.listings.maps.drawing import WIDTH, Projection

_SIDE = 256
_WIDEST = 12.0  # degrees from west to east: beyond, the two projections differ by more than a pixel or two in a square
_DEEPEST = 18


@dataclass(frozen=True, slots=True)
class Tile:
    """A square: which one, and where its edges are on the drawing, in pixels."""

    z: int
    x: int
    y: int
    left: float
    top: float
    width: float
    height: float


def tiles_under(projection: Projection) -> list[Tile]:
    """The squares that cover the drawing, about as sharp as it is; none where too much is shown."""
    view = projection.view
    wide = view.east - view.west
    if wide > _WIDEST:
        return []
    z = max(0, min(_DEEPEST, math.ceil(math.log2(360 / wide * WIDTH / _SIDE))))
    count = 2**z
    columns = range(math.floor(_column(view.west, count)), math.floor(_column(view.east, count)) + 1)
    rows = range(max(0, math.floor(_row(view.north, count))), min(count - 1, math.floor(_row(view.south, count))) + 1)
    return [_tile(projection, z, x, y) for x in columns for y in rows]


def _tile(projection: Projection, z: int, x: int, y: int) -> Tile:
    view, count = projection.view, 2**z
    left, right = ((x + side) / count * 360 - 180 for side in (0, 1))
    top, low = (_latitude(y + side, count) for side in (0, 1))
    across, down = WIDTH / (view.east - view.west), projection.height / (view.north - view.south)
    at = (left - view.west) * across, (view.north - top) * down
    return Tile(z, x % count, y, *at, (right - left) * across, (top - low) * down)


def _column(longitude: float, count: int) -> float:
    return (longitude + 180) / 360 * count


def _row(latitude: float, count: int) -> float:
    return (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * count


def _latitude(row: float, count: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / count))))
