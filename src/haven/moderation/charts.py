"""Positions of the desk's charts. Pure: no HTML, no words but those handed in.

Lengths are whole user units of an SVG's view box; y grows downwards. What a page shows as a chart it also shows as a
table, so a chart has no letters in it that would shrink on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from haven.screening.intervals import Interval

WIDTH, HEIGHT = 720, 120
_TOP = 4
_WHISKER_WIDTH = 200
_STACK_WIDTH, _STACK_HEIGHT = 200, 16


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `label` and `value` are what it stands for."""

    label: str
    value: float
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A row of bars in a view box of `WIDTH` by `HEIGHT`, and the highest value."""

    bars: tuple[Bar, ...]
    most: float
    width: int = WIDTH
    height: int = HEIGHT
    top: int = _TOP

    @property
    def first(self) -> str:
        """What the bar on the left stands for."""
        return self.bars[0].label

    @property
    def last(self) -> str:
        """What the bar on the right stands for."""
        return self.bars[-1].label


@dataclass(frozen=True, slots=True)
class Whisker:
    """An interval between 0 and 1 as a line with a dot; x runs to 200."""

    low: int
    middle: int
    high: int


def draw_bars(values: Sequence[tuple[str, float]]) -> Bars | None:
    """The bars of these (label, value); None where nothing happened, as an empty frame says nothing."""
    most = max((value for _, value in values), default=0)
    if not most:
        return None
    step = WIDTH / len(values)
    drawn = []
    for number, (label, value) in enumerate(values):
        height = max(1, round((HEIGHT - _TOP) * value / most)) if value else 0
        x = round(number * step)
        drawn.append(Bar(label, value, x, HEIGHT - height, max(1, round((number + 0.8) * step) - x), height))
    return Bars(tuple(drawn), most)


def draw_stack(parts: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Parts of a whole (label, value) side by side, in a view box of 200 by 16; none for what is not there."""
    whole, done, drawn = sum(value for _, value in parts), 0, []
    for label, value in parts:
        start, done = done, done + value
        x = round(_STACK_WIDTH * start / whole) if whole else 0
        if value:
            width = max(1, round(_STACK_WIDTH * done / whole) - x)
            drawn.append(Bar(label, value, x, 0, width, _STACK_HEIGHT))
    return tuple(drawn)


def whisker(interval: Interval | None) -> Whisker | None:
    """The interval on a scale from 0 to 1; None where there is none."""
    if interval is None:
        return None
    low, middle, high = (round(_WHISKER_WIDTH * end) for end in (interval.low, interval.share, interval.high))
    return Whisker(low, middle, high)
