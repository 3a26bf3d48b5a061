"""How much hard material one person has seen in a shift, and what follows from it. Pure: no database, no clock.

Owns: what a shift is, limits, when a break is due, when something light comes next. Must not know who anybody is.
A shift ends with a rest: what was seen before eight hours without work counts no more. Hard minutes are the minutes in
which something hard was open, each counted once however many pages were. A pause between two items that is as long as
a break is one, announced or not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

REST = timedelta(hours=8)
LOOK_BACK = timedelta(hours=48)
"""How far back items are read to find the beginning of a shift."""
LONGEST = {"items": 500, "minutes": 480, "in_a_row": 50, "work_minutes": 240, "break_minutes": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a shift may hold: hard items, hard minutes, hard items in a row, minutes until a break, its minutes.

    The numbers that stand here are our own word, for leads to change; no law or study gives them.
    """

    items: int = 60
    minutes: int = 120
    in_a_row: int = 4
    work_minutes: int = 55
    break_minutes: int = 10

    def lowered(self, items: int | None, minutes: int | None) -> "Limits":
        """The same with a person's own wishes, where they are lower."""
        return Limits(
            items=min(self.items, self.items if items is None else items),
            minutes=min(self.minutes, self.minutes if minutes is None else minutes),
            in_a_row=self.in_a_row,
            work_minutes=self.work_minutes,
            break_minutes=self.break_minutes,
        )


@dataclass(frozen=True, slots=True)
class Span:
    """One item in one person's hands from `began` to `seen`; `item` tells items apart and says nothing else."""

    item: str
    hard: bool
    began: datetime
    seen: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """What one person has done since their last rest; `worked` since their last break."""

    items: int = 0
    hard_items: int = 0
    hard: timedelta = timedelta()
    in_a_row: int = 0
    worked: timedelta = timedelta()

    @property
    def hard_minutes(self) -> int:
        """Whole minutes with hard material."""
        return int(self.hard.total_seconds() // 60)

    @property
    def worked_minutes(self) -> int:
        """Whole minutes since the last break."""
        return int(self.worked.total_seconds() // 60)

    def is_full(self, limits: Limits) -> bool:
        """Whether nothing hard may follow in this shift."""
        return self.hard_items >= limits.items or self.hard >= timedelta(minutes=limits.minutes)

    def wants_light(self, limits: Limits) -> bool:
        """Whether something light should come next."""
        return self.in_a_row >= limits.in_a_row

    def needs_break(self, limits: Limits) -> bool:
        """Whether a break is due."""
        return self.worked >= timedelta(minutes=limits.work_minutes)


def shift_of(spans: Iterable[Span], limits: Limits, now: datetime) -> Shift:
    """The shift that these items make, in any order; an empty one after a rest."""
    ours = _since_rest(sorted(spans, key=lambda span: (span.began, span.seen)), now)
    if not ours:
        return Shift()
    hard = [span for span in ours if span.hard]
    return Shift(
        items=len({span.item for span in ours}),
        hard_items=len({span.item for span in hard}),
        hard=covered(hard),
        in_a_row=_in_a_row(ours),
        worked=_worked(ours, timedelta(minutes=limits.break_minutes), now),
    )


def covered(spans: Iterable[Span]) -> timedelta:
    """The time in which at least one of the items was open."""
    whole, until = timedelta(), None
    for span in sorted(spans, key=lambda span: span.began):
        begin = span.began if until is None else max(span.began, until)
        whole += max(span.seen - begin, timedelta())
        until = span.seen if until is None else max(until, span.seen)
    return whole


def _since_rest(spans: list[Span], now: datetime) -> list[Span]:
    found: list[Span] = []
    until: datetime | None = None
    for span in spans:
        if until is not None and span.began - until >= REST:
            found = []
        found.append(span)
        until = span.seen if until is None else max(until, span.seen)
    return [] if until is None or now - until >= REST else found


def _in_a_row(spans: list[Span]) -> int:
    """Different hard items since the last light one."""
    row: set[str] = set()
    for span in reversed(spans):
        if not span.hard:
            break
        row.add(span.item)
    return len(row)


def _worked(spans: list[Span], pause: timedelta, now: datetime) -> timedelta:
    """Time from the first item after the last pause of this length up to the last one; none where it is over."""
    begin, until = spans[0].began, spans[0].seen
    for span in spans[1:]:
        if span.began - until >= pause:
            begin = span.began
        until = max(until, span.seen)
    return timedelta() if now - until >= pause else until - begin
