"""Positions for charts and graphs, computed here so that the page only draws them. Pure: no database, no HTML.

Lengths are in user units of an SVG's view box; y grows downwards.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_NODE = 13.0
_APART = 60.0
_MARGIN, _NAME = 60.0, 100.0
_LEAST_WIDTH, _LEAST_HEIGHT = 720.0, 300.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its left upper corner, size, how many it stands for, and from when."""

    x: float
    y: float
    width: float
    height: float
    count: int
    start: datetime


@dataclass(frozen=True, slots=True)
class Bars:
    """How many things happened when: the view box's size, the bars that are not empty, and the ends of the time."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    first: datetime
    last: datetime
    most: int


@dataclass(frozen=True, slots=True)
class Node:
    """A point of the graph at (x, y); `index` counts the things drawn."""

    index: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Circle:
    """The nodes of one group lie on it; its name belongs at (label_x, label_y)."""

    group: int | None
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    anchor: str
    """Where the name begins: `start`, `middle` or `end`, as SVG says it."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Where everything is: size of the view box, nodes in the order given, one circle a group."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    circles: tuple[Circle, ...]


def bars(times: Sequence[datetime], *, width: float, height: float, count: int) -> Bars | None:
    """Count moments into `count` stretches of equal length between the first and the last; None without moments."""
    if not times:
        return None
    first, last = min(times), max(times)
    length = max(last - first, timedelta(hours=1)) / count
    counts = [0] * count
    for moment in times:
        counts[min(count - 1, int((moment - first) / length))] += 1
    most, step = max(counts), width / count
    drawn = tuple(
        Bar(round(i * step, 2), round(height - height * n / most, 2), round(step * 0.8, 2),
            round(height * n / most, 2), n, first + i * length)
        for i, n in enumerate(counts) if n
    )  # fmt: skip
    return Bars(width, height, drawn, first, last, most)


def circles(groups: Sequence[int | None]) -> Graph:
    """Place things on circles by group, the circles around a larger one; the largest group first, at the top.

    Args:
        groups: the group of each thing.
    """
    members: dict[int | None, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    order = sorted(members, key=lambda group: (-len(members[group]), str(group)))
    radii = [_radius(len(members[group])) for group in order]
    shares = [2 * radius + 2 * _NODE + _APART for radius in radii]
    around = sum(shares) / (2 * math.pi) if len(order) > 1 else 0.0
    around = max(around, radii[0] + _NODE + _APART) if len(order) > 1 else 0.0
    nodes, drawn, angle = [], [], -math.pi / 2 - math.pi * shares[0] / sum(shares)
    for group, radius, share in zip(order, radii, shares, strict=True):
        angle += math.pi * share / sum(shares)
        x, y = around * math.cos(angle), around * math.sin(angle)
        angle += math.pi * share / sum(shares)
        drawn.append(_named(group, x, y, radius))
        for k, index in enumerate(members[group]):
            turn = 2 * math.pi * k / len(members[group]) - math.pi / 2
            nodes.append(Node(index, x + radius * math.cos(turn), y + radius * math.sin(turn)))
    return _framed(sorted(nodes, key=lambda node: node.index), drawn)


def _named(group: int | None, x: float, y: float, radius: float) -> Circle:
    """A circle with its name on the side that looks away from the middle of all circles."""
    far = math.hypot(x, y)
    dx, dy = (x / far, y / far) if far else (0.0, -1.0)
    reach = radius + _NODE + 10
    anchor = "middle" if abs(dx) < 0.3 else "start" if dx > 0 else "end"
    return Circle(group, x, y, radius, x + reach * dx, y + reach * dy + 5 * (1 + dy), anchor)


def _radius(count: int) -> float:
    """Of a circle that holds so many nodes without their touching."""
    return 0.0 if count == 1 else max(20.0, count * (2 * _NODE + 6) / (2 * math.pi))


def _framed(nodes: list[Node], drawn: list[Circle]) -> Graph:
    """Everything moved so that it lies in a view box that begins at 0, 0 and is not too small to read."""
    left, right = min(node.x for node in nodes), max(node.x for node in nodes)
    top, bottom = min(node.y for node in nodes), max(node.y for node in nodes)
    width = max(_LEAST_WIDTH, right - left + 2 * (_MARGIN + _NAME))
    height = max(_LEAST_HEIGHT, bottom - top + 2 * _MARGIN)
    dx, dy = (width - left - right) / 2, (height - top - bottom) / 2
    return Graph(
        round(width, 1),
        round(height, 1),
        tuple(Node(n.index, round(n.x + dx, 1), round(n.y + dy, 1)) for n in nodes),
        tuple(
            Circle(c.group, round(c.x + dx, 1), round(c.y + dy, 1), round(c.radius, 1),
                   round(c.label_x + dx, 1), round(c.label_y + dy, 1),
                c.anchor,
            )
            for c in drawn
        ),
    )  # fmt: skip
