"""Positions of the bars and dots of a figure. Pure: no HTML. Lengths are in units of a view box, y grows downwards."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720.0, 150.0
_TOP, _BOTTOM = 8.0, 4.0


@dataclass(frozen=True, slots=True)
class Column:
    """The bar of a day (x, y, width, height) and, where the second series has something, the middle of its dot."""

    x: float
    y: float
    width: float
    height: float
    dot_x: float
    dot_y: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """The columns in the order of the days, the y of the ground and of the highest value, and that value."""

    columns: tuple[Column, ...]
    ground: float
    top: float
    most: float


def draw(bars: Sequence[float], dots: Sequence[float | None] = ()) -> Chart | None:
    """Bars and dots on the same scale; None where there is nothing, as an empty frame says nothing."""
    most = max([*bars, *(dot for dot in dots if dot is not None)], default=0.0)
    if not most:
        return None
    step, ground = WIDTH / len(bars), HEIGHT - _BOTTOM
    tall = ground - _TOP
    columns = []
    for number, bar in enumerate(bars):
        dot = dots[number] if dots else None
        columns.append(
            Column(
                x=round(number * step + step * 0.1, 1),
                y=round(ground - bar / most * tall, 1),
                width=round(step * 0.8, 1),
                height=round(bar / most * tall, 1),
                dot_x=round((number + 0.5) * step, 1),
                dot_y=None if dot is None else round(ground - dot / most * tall, 1),
            )
        )
    return Chart(tuple(columns), ground, _TOP, most)
