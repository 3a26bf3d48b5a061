"""The facts of an exhibit as tables: what was captured, for people; the same as JSON is among its files.

Must not know what an exhibit is about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

MOST_ROWS = 300
_TIMES = {"from", "until", "at"}
_ALWAYS = 2**39
_NAMES = {"a": "one", "b": "other"}
# Facts are kept in the order of the alphabet; people read a table from what to why.
_FIRST = ("a", "b", "ad", "kind", "value", "label", "title", "who", "place", "at", "why")


@dataclass(frozen=True, slots=True)
class Table:
    """A list of things of one sort: `title`, the columns they have, their rows, how many there are in all."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    total: int


@dataclass(frozen=True, slots=True)
class FactPage:
    """Single facts by their names, and tables."""

    single: list[tuple[str, str]]
    tables: list[Table]


def lay_out(facts: Mapping[str, Any]) -> FactPage:
    """Facts as they are captured: what is one value, or several of one sort, in a line; lists of things as tables."""
    single, tables = [], []
    for name, value in facts.items():
        if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            tables.append(_table(name, [one for one in value if isinstance(one, Mapping)]))
        else:
            single.append((_words(name), _said(name, value)))
    return FactPage([(name, said) for name, said in single if said], tables)


def _table(name: str, things: Sequence[Mapping[str, Any]]) -> Table:
    named = dict.fromkeys(column for thing in things[:MOST_ROWS] for column in thing)
    columns = [column for column in _FIRST if column in named]
    columns += [column for column in named if column not in _FIRST]
    rows = [tuple(_said(column, thing.get(column)) for column in columns) for thing in things[:MOST_ROWS]]
    told = [n for n in range(len(columns)) if any(row[n] for row in rows)]
    cut = [tuple(row[n] for n in told) for row in rows]
    return Table(_words(name).capitalize(), tuple(_words(columns[n]) for n in told), cut, len(things))


def _said(name: str, value: Any) -> str:
    """A value in words; times are seconds since 1970, and the ends of all time say nothing."""
    if name in _TIMES and isinstance(value, int) and not isinstance(value, bool):
        return f"{datetime.fromtimestamp(value, UTC):%-d %b %Y, %H:%M}" if 0 < value < _ALWAYS else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{_words(str(key))}: {said}" for key, one in value.items() if (said := _said(str(key), one)))
    if isinstance(value, list):
        return ", ".join(said for one in value if (said := _said(name, one)))
    return "" if value is None else str(value)


def _words(name: str) -> str:
    return _NAMES.get(name, name.replace("_", " "))
