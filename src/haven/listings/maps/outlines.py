"""Outlines of land and borders between countries (Natural Earth, public domain; made by `scripts/outlines.py`).

Owns reading them and cutting out a part. Points are accurate to a kilometre or two: enough to know where one is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Line = NDArray[np.float64]
_FILE = Path(__file__).with_name("outlines.npz")
_STEPS = 400  # a degree


@dataclass(frozen=True)
class Outlines:
    """Lines as points (longitude, latitude in degrees), and the box of each: west, south, east, north."""

    land: list[Line]
    borders: list[Line]
    land_boxes: Line
    border_boxes: Line


@dataclass(frozen=True, slots=True)
class View:
    """A part of the map in degrees; `east` is greater than `west`, beyond 180 where it lies across the date line."""

    south: float
    west: float
    north: float
    east: float

    def moved(self, degrees: float) -> "View":
        """The same, further west."""
        return View(self.south, self.west - degrees, self.north, self.east - degrees)


@cache
def outlines() -> Outlines:
    """All of them; about 5 MB, read once."""
    with np.load(_FILE, allow_pickle=False) as file:
        points = np.cumsum(file["steps"].T.astype(np.int64), axis=0) / _STEPS
        lines = np.split(points, file["starts"][1:-1])
        land, borders = lines[: int(file["land"])], lines[int(file["land"]) :]
    return Outlines(land, borders, _boxes(land), _boxes(borders))


def land_in(view: View, *, least: float = 0) -> list[Line]:
    """Rings around the land in a part of the map, cut at its edges; none of less than so many degrees either way."""
    known = outlines()
    found = []
    for turn in (0, 360, -360):
        here = view.moved(turn)
        for n, whole in _touching(known.land_boxes, here, least):
            ring = known.land[n] if whole else _cut(known.land[n], here)
            if len(ring) > 2:
                found.append(np.add(ring, [turn, 0]))
    return found


def borders_in(view: View, *, least: float = 0) -> list[Line]:
    """Borders in a part of the map, as `land_in`; what is cut goes there and back, and along the edge in between."""
    known = outlines()
    found = []
    for turn in (0, 360, -360):
        here = view.moved(turn)
        for n, whole in _touching(known.border_boxes, here, least):
            border = known.borders[n]
            line = border if whole else _cut(np.concatenate([border, border[::-1]]), here)
            if len(line) > 1:
                found.append(np.add(line, [turn, 0]))
    return found


def _boxes(lines: list[Line]) -> Line:
    return np.array([[*line.min(axis=0), *line.max(axis=0)] for line in lines])


def _touching(boxes: Line, view: View, least: float) -> Iterator[tuple[int, bool]]:
    """Which of the boxes lie in a part of the map, and whether wholly; cutting what nothing cuts takes longest."""
    west, south, east, north = boxes.T
    inside = (west <= view.east) & (east >= view.west) & (south <= view.north) & (north >= view.south)
    whole = (west >= view.west) & (east <= view.east) & (south >= view.south) & (north <= view.north)
    for n in np.flatnonzero(inside & ((east - west >= least) | (north - south >= least))):
        yield int(n), bool(whole[n])


def _cut(ring: Line, view: View) -> Line:
    """The ring within a box (Sutherland and Hodgman, 1974), one edge after the other."""
    for axis, edge, sign in ((0, view.west, 1), (0, view.east, -1), (1, view.south, 1), (1, view.north, -1)):
        if len(ring) == 0:
            break
        ring = _cut_at(ring, axis, edge, sign)
    return ring


def _cut_at(ring: Line, axis: int, edge: float, sign: int) -> Line:
    """The part of a ring on one side of a line, with a point wherever it crosses it."""
    following = np.roll(ring, -1, axis=0)
    here, there = sign * (ring[:, axis] - edge), sign * (following[:, axis] - edge)
    inside = here >= 0
    crosses = inside != (there >= 0)
    span = np.where(here == there, 1, here - there)
    crossing = ring + (following - ring) * (here / span)[:, None]
    both = np.stack([ring, crossing], axis=1).reshape(-1, 2)
    kept: Line = both[np.stack([inside, crosses], axis=1).reshape(-1)]
    return kept
