"""Where the ads of a network were posted, one after the other, on a map.

Owns the way from places and times to circles and arrows. Must not know pages; the ground is `haven.listings.maps`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import hypot

import numpy as np

from haven.cases.pseudonyms import Naming
from haven.listings.maps.drawing import Map, Projection, box_of, draw, view_of
from haven.listings.models import Listing
from haven.listings.queries import largest_places

_TOWNS = 40
_MOST_MOVES = 60
_RIM = 26.0


@dataclass(frozen=True, slots=True)
class Move:
    """One poster was here, and then there: from (x1, y1) to (x2, y2) in pixels, bent through (cx, cy)."""

    x1: float
    y1: float
    cx: float
    cy: float
    x2: float
    y2: float
    who: str
    start: str
    end: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Movement:
    """The map, the moves in the order of time, and how many ads nobody said the place of."""

    map: Map
    moves: list[Move]
    nowhere: int


def movement_of(dated: Sequence[tuple[Listing, datetime]], naming: Naming) -> Movement | None:
    """The movement of these ads' posters, the oldest ad first; None if no place is known."""
    placed = [(ad, at) for ad, at in dated if ad.latitude is not None and ad.longitude is not None]
    if not placed:
        return None
    latitudes = np.array([ad.latitude for ad, _ in placed], float)
    longitudes = np.array([ad.longitude for ad, _ in placed], float)
    projection = view_of(None, latitudes, longitudes)
    # Where the ads are is named first: what is between these places may go without a name.
    own = {ad.place for ad, _ in placed if ad.place is not None}
    towns = sorted(own, key=lambda place: -place.population)
    towns += [place for place in largest_places(box_of(projection.view), limit=_TOWNS) if place not in own]
    drawn = draw(projection, latitudes, longitudes, np.ones(len(placed)), towns)
    return Movement(drawn, _moves(placed, projection, naming)[-_MOST_MOVES:], len(dated) - len(placed))


def _moves(placed: Sequence[tuple[Listing, datetime]], projection: Projection, naming: Naming) -> list[Move]:
    """From one ad of a poster to the next of theirs that is elsewhere."""
    last: dict[int | None, Listing] = {}
    moves = []
    for ad, at in placed:
        before = last.get(ad.poster_id)
        if before is not None and before.place_id != ad.place_id:
            moves.append(_move(before, ad, at, projection, naming))
        last[ad.poster_id] = ad
    return moves


def _move(before: Listing, ad: Listing, at: datetime, projection: Projection, naming: Naming) -> Move:
    longitudes = np.array([before.longitude, ad.longitude], float)
    longitudes = np.where(longitudes < projection.view.west, longitudes + 360, longitudes)
    x, y = projection.xy(longitudes, np.array([before.latitude, ad.latitude], float))
    x1, x2, y1, y2 = float(x[0]), float(x[1]), float(y[0]), float(y[1])
    middle = ((x1 + x2) / 2 - 0.18 * (y2 - y1), (y1 + y2) / 2 + 0.18 * (x2 - x1))
    cx, cy = (round(number, 1) for number in middle)
    x2, y2 = _short_of(x2, y2, cx, cy)
    return Move(
        x1=round(x1, 1), y1=round(y1, 1), cx=cx, cy=cy, x2=round(x2, 1), y2=round(y2, 1),
        who=naming.of(ad.poster_id), start=str(before.place or ""), end=str(ad.place or ""), at=at,
    )  # fmt: skip


def _short_of(x: float, y: float, cx: float, cy: float) -> tuple[float, float]:
    """A point on the way to (x, y), which comes from (cx, cy), that the circle drawn there does not cover."""
    far = hypot(cx - x, cy - y)
    back = min(_RIM, far / 2) / far if far else 0.0
    return x + back * (cx - x), y + back * (cy - y)
