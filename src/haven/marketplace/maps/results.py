"""The map of a search: which part of the world, and what is drawn on it."""

from dataclasses import dataclass, replace

import numpy as np
from django.conf import settings

from haven.listings.maps.drawing import Map, Projection, box_of, draw, view_of
from haven.listings.maps.tiles import Tile, tiles_under
from haven.listings.queries import SearchQuery, largest_places, spots
from haven.listings.searching.areas import Box

_TOWNS = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A map, and how many of the hits are on no map because nobody said where they are.

    `pictures` of the operator's tile server lie under it, if there is one and the part is small enough for streets.
    """

    map: Map
    nowhere: int
    pictures: list[tuple[str, Tile]]

    @property
    def credit(self) -> str:
        """Who made the pictures, as they want to be named; empty without any."""
        return str(settings.MAP_CREDIT) if self.pictures else ""


def map_of(query: SearchQuery, total: int) -> Shown:
    """The map of all hits of a search, whichever page is shown."""
    latitudes, longitudes, counts = spots(replace(query, after=None))
    projection = view_of(_asked(query), latitudes, longitudes)
    towns = largest_places(box_of(projection.view), limit=_TOWNS)
    drawn = draw(projection, latitudes, longitudes, counts, towns)
    return Shown(drawn, max(0, total - int(counts.sum())), _pictures(projection))


def _pictures(projection: Projection) -> list[tuple[str, Tile]]:
    server = str(settings.MAP_TILES)
    if not server:
        return []
    return [(server.format(z=tile.z, x=tile.x, y=tile.y), tile) for tile in tiles_under(projection)]


def _asked(query: SearchQuery) -> Box | None:
    """The part that the search itself is about."""
    if query.box or query.place is None:
        return query.box
    tall = max(query.radius_km, 3) / 111.2 * 1.05
    wide = tall / max(0.1, float(np.cos(np.radians(query.place.latitude))))
    west, east = ((query.place.longitude + side + 180) % 360 - 180 for side in (-wide, wide))
    return Box(max(-85.0, query.place.latitude - tall), west, min(85.0, query.place.latitude + tall), east)
