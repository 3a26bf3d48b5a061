"""The squares under a map cover it, once, and stand where their corners are."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haven.listings.maps.drawing import WIDTH, view_of
from haven.listings.maps.tiles import tiles_under
from haven.listings.searching.areas import Box

NOTHING = np.array([])


@given(south=st.floats(-80, 79), west=st.floats(-180, 179.9), size=st.floats(0.001, 4))
def test_every_point_of_a_drawing_is_on_one_square(south: float, west: float, size: float) -> None:
    projection = view_of(Box(south, west, south + size, (west + size + 180) % 360 - 180), NOTHING, NOTHING)
    tiles = tiles_under(projection)
    if projection.view.east - projection.view.west > 12:
        assert tiles == []
        return
    assert len(tiles) <= 60
    assert len({(tile.x, tile.y) for tile in tiles}) == len(tiles)
    for x, y in ((1, 1), (WIDTH - 1, projection.height - 1), (WIDTH / 3, projection.height / 2)):
        over = [t for t in tiles if t.left <= x < t.left + t.width and t.top <= y < t.top + t.height]
        assert len(over) == 1
    assert all(tile.width <= 257 for tile in tiles)  # never blown up: drawn as sharp as it came, or sharper


def test_a_square_stands_where_the_tiling_has_it() -> None:
    """Leipzig's market place (51.3406 N, 12.3747 E) is on square 12/2188/1363 by OpenStreetMap's formula."""
    projection = view_of(Box(51.30, 12.30, 51.38, 12.45), NOTHING, NOTHING)
    tiles = tiles_under(projection)
    z = tiles[0].z
    n = 2**z
    latitude = math.radians(51.3406)
    x, y = (
        int((12.3747 + 180) / 360 * n),
        int((1 - math.log(math.tan(latitude) + 1 / math.cos(latitude)) / math.pi) / 2 * n),
    )
    tile = next(t for t in tiles if (t.x, t.y) == (x, y))
    px, py = projection.xy(np.array([12.3747]), np.array([51.3406]))
    assert tile.left <= px[0] <= tile.left + tile.width
    assert tile.top <= py[0] <= tile.top + tile.height
    assert (int(12.3747 / 360 * 4096 + 2048), z >= 11) == (2188, True)


def test_a_continent_has_none() -> None:
    assert tiles_under(view_of(Box(35, -10, 60, 30), NOTHING, NOTHING)) == []
