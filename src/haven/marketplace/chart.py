"""Positions of the poster's chart: a bar of views for each day, a dot for the messages of each. Pure: no HTML.

Lengths are in user units of an SVG's view box; y grows downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from haven.listings.queries.own import Day

_WIDTH, _HEIGHT = 720.0, 140.0
_TOP, _BOTTOM = 6.0, 22.0


@dataclass(frozen=True, slots=True)
class Column:
    """One day: its bar (x, y, width, height) and, where there were messages, the middle of its dot."""

    day: Day
    x: float
    y: float
    width: float
    height: float
    dot_x: float
    dot_y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The view box, the columns, the y of the ground and of the highest bar, and what the chart adds up to."""

    width: float
    height: float
    columns: tuple[Column, ...]
    ground: float
    top: float
    most: int
    views: int
    messages: int


def draw(days: Sequence[Day]) -> Chart | None:
    """The chart of these days, the oldest first; None where nothing happened, as an empty frame says nothing."""
    views, messages = sum(day.views for day in days), sum(day.messages for day in days)
    if not views and not messages:
        return None
    most = max(day.views for day in days) or 1
    step = _WIDTH / len(days)
    ground = _HEIGHT - _BOTTOM
    columns = []
    for number, day in enumerate(days):
        height = round((ground - _TOP) * day.views / most, 1)
        x = round(number * step, 1)
        middle = round(x + step * 0.4, 1)
        columns.append(Column(day, x, round(ground - height, 1), round(step * 0.8, 1), height, middle, ground + 11))
    return Chart(_WIDTH, _HEIGHT, tuple(columns), ground, _TOP, most, views, messages)
