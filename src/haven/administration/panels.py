"""The figures as the page shows them: a sentence that says the main thing, a chart, and the numbers behind it.

Owns the words. Must not know how anything is counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from haven.administration.drawing import Chart, Column, draw
from haven.administration.figures import Day, Figure, answers, desk, new_ads


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure: its title, what it says, the names of its columns, the chart, and its days with their columns."""

    title: str
    says: str
    bars: str
    dots: str
    median: str
    chart: Chart | None
    rows: tuple[tuple[Day, str, Column | None], ...]

    @property
    def top(self) -> str:
        """What the line on top of the chart stands for."""
        most = self.chart.most if self.chart else 0.0
        return span(most) if self.median else f"{most:.0f}"


def panels(days: int) -> list[Panel]:
    """All figures of so many days."""
    ads, contacts, work = new_ads(days), answers(days), desk(days)
    share = f", {contacts.other * 100 // contacts.many} % of them" if contacts.many else ""
    return [
        _counts("New ads", f"{_many(ads.many, 'ad')} became public; {ads.other} were held for a person.", ads,
                "public", "held"),
        _counts("Contacts", f"Readers began {_many(contacts.many, 'conversation')}; posters answered "
                f"{contacts.other}{share}.", contacts, "begun", "answered"),
        _times("Until posters answer", contacts, "Half of the answers came within", "No poster has answered yet."),
        _counts("The moderators’ queue", f"{work.many} came in, {work.other} were decided.", work,
                "came in", "decided"),
        _times("Until moderators decide", work, "Half of the decisions were made within", "Nothing was decided yet."),
    ]  # fmt: skip


def span(seconds: float | None) -> str:
    """A stretch of time, short: "40 s", "12 min", "3.5 h", "2 days"; nothing for none."""
    if seconds is None:
        return ""
    for unit, length, until in (("s", 1, 90), ("min", 60, 90 * 60), ("h", 3600, 48 * 3600)):
        if seconds < until:
            return f"{_short(seconds / length)} {unit}"
    return f"{_short(seconds / 86400)} days"


def _counts(title: str, says: str, figure: Figure, bars: str, dots: str) -> Panel:
    chart = draw([day.many for day in figure.days], [day.other or None for day in figure.days])
    return Panel(title, says, bars, dots, "", chart, _rows(figure.days, chart, lambda _: ""))


def _times(title: str, figure: Figure, begins: str, nothing: str) -> Panel:
    says = f"{begins} {span(figure.median)}." if figure.median is not None else nothing
    chart = draw([day.median or 0.0 for day in figure.days])
    return Panel(title, says, "median", "", "median", chart, _rows(figure.days, chart, lambda day: span(day.median)))


def _rows(
    days: Sequence[Day], chart: Chart | None, told: Callable[[Day], str]
) -> tuple[tuple[Day, str, Column | None], ...]:
    columns: Sequence[Column | None] = chart.columns if chart else [None] * len(days)
    return tuple((day, told(day), column) for day, column in zip(days, columns, strict=True))


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"
