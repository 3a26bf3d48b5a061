"""The typed fields of an ad's category in the index, and filtering by them.

Owns how each kind of value is kept: numbers and days as numbers, pay as it compares, choices by their names; and what a
filter is to the index, and to PostgreSQL. Everything follows from the category's pack; a field that the pack has no
more is no longer asked for.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Any, TypeGuard

from tantivy import Occur, Query

from haven.listings.fields import MONEY, AnyField, Boolean, Choice, Day, Multi, Number, Value, fields_of
from haven.listings.searching.reading import Snapshot

PREFIX = "details."
_MOST_CHOICES = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """A field that must have one of some values, by their names; yes and no for a boolean."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """A field whose number must lie in a range, ends included; of days, as `date.toordinal` counts them; of money."""

    name: str
    low: float | None
    high: float | None
    of_days: bool = False
    of_money: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount that must lie in a range, which differs with what it is paid for.

    Attributes:
        name: of the field.
        per: the field that says what it is paid for.
        usual: for what the index keeps it.
        ranges: low and high by what it is paid for, to the cent in favour of the ad.
    """

    name: str
    per: str
    usual: str
    ranges: tuple[tuple[str, float | None, float | None], ...]

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Low and high of what the index keeps."""
        return next((low, high) for paid, low, high in self.ranges if paid == self.usual)

    @classmethod
    def of(cls, field: Number, wanted: str, low: float | None, high: float | None) -> "Rate":
        """Between what compares with `low` and with `high` for `wanted`."""
        cents = {
            paid: [None if end is None else field.converted(end, wanted, paid) * 100 for end in (low, high)]
            for paid in field.times
        }
        ranges = tuple(
            (
                paid,
                None if least is None else floor(least + _NOISE) / 100,
                None if most is None else ceil(most - _NOISE) / 100,
            )
            for paid, (least, most) in cents.items()
        )
        return cls(field.name, field.per or "", field.usual, ranges)


Detail = Chosen | Within | Rate
_NOISE = 1e-6


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest number among the hits, and how many have one."""

    low: float
    high: float
    count: int


def indexed(category_slug: str, values: Mapping[str, Value]) -> dict[str, object]:
    """What the index keeps of an ad's values: those that readers may filter by."""
    kept = {field.name: _kept(field, values) for field in fields_of(category_slug) if field.facet}
    return {name: value for name, value in kept.items() if value is not None}


def is_numeric(field: AnyField) -> bool:
    """Whether readers filter it by a range."""
    return isinstance(field, Number | Day)


def is_money(field: AnyField) -> bool:
    """Whether its numbers are amounts, so that ads in different currencies cannot be compared by it."""
    return isinstance(field, Number) and field.unit == MONEY


def is_rate(field: AnyField) -> TypeGuard[Number]:
    """Whether its amounts are for different things, such as an hour or a month, and compare all the same."""
    return isinstance(field, Number) and bool(field.times)


def bounds_money(detail: Detail) -> bool:
    """Whether it is a filter by an amount."""
    return isinstance(detail, Rate) or (isinstance(detail, Within) and detail.of_money)


def values_of(field: AnyField, values: Mapping[str, Value]) -> list[object]:
    """The values of one field as the index would keep them, none, one or several."""
    kept = _kept(field, values)
    return kept if isinstance(kept, list) else [] if kept is None else [kept]


def query(detail: Detail, now: Snapshot) -> Query:
    """The index's query for one filter."""
    path = PREFIX + detail.name
    if isinstance(detail, Chosen):
        return Query.boolean_query(
            [(Occur.Should, Query.term_query(now.fields, path, value)) for value in detail.values]
        )
    low, high = detail.ends if isinstance(detail, Rate) else (detail.low, detail.high)
    ends = ("*" if end is None else repr(float(end)) for end in (low, high))
    return now.index.parse_query(f"{path}:[{' TO '.join(ends)}]")


def path(filters: Iterable[Detail]) -> str:
    """The same filters for PostgreSQL, where values are kept as JSON: a predicate to ask with `details @@ path`.

    A condition of the SQL/JSON path language (ISO/IEC 19075-6), empty for no filters. It is lax: a list has a value
    if one of its members is it, and what is not there fulfils nothing.
    """
    return " && ".join(f"({_condition(one)})" for one in filters)


def aggregation(field: AnyField) -> dict[str, Any]:
    """How the index counts a field."""
    if is_numeric(field):
        return {"stats": {"field": PREFIX + field.name}}
    return {"terms": {"field": PREFIX + field.name, "size": _MOST_CHOICES}}


def counted(field: AnyField, answer: Mapping[str, Any]) -> "dict[str, int] | Range":
    """What the index counted: by choice, or the range of the numbers."""
    if is_numeric(field):
        return Range(answer["min"] or 0, answer["max"] or 0, int(answer["count"]))
    return by_name(answer)


def by_name(answer: Mapping[str, Any] | None) -> dict[str, int]:
    """How many ads the index counted for each name; nothing where it was not asked."""
    return {str(bucket["key"]): bucket["doc_count"] for bucket in answer["buckets"]} if answer else {}


def _condition(detail: Detail) -> str:
    at = f"$.{json.dumps(detail.name)}"
    if isinstance(detail, Chosen):
        return " || ".join(f"{at} == {literal}" for value in detail.values for literal in _literals(value))
    if isinstance(detail, Rate):
        per = f"$.{json.dumps(detail.per)}"
        return " || ".join(
            " && ".join([f"{per} == {json.dumps(paid)}", *_bounds(at, *ends)]) for paid, *ends in detail.ranges
        )
    return " && ".join(_bounds(at, detail.low, detail.high, of_days=detail.of_days))


def _literals(value: str) -> list[str]:
    """What a chosen value may be in JSON: a boolean is no word there."""
    return [json.dumps(value), *([json.dumps(value == "yes")] if value in {"yes", "no"} else [])]


def _bounds(at: str, low: float | None, high: float | None, *, of_days: bool = False) -> list[str]:
    ends = [(operator, end) for operator, end in ((">=", low), ("<=", high)) if end is not None]
    return [f"{at} {operator} {_end(end, of_days=of_days)}" for operator, end in ends]


def _end(end: float, *, of_days: bool) -> str:
    return json.dumps(date.fromordinal(int(end)).isoformat()) if of_days else repr(float(end))


def _kept(field: AnyField, values: Mapping[str, Value]) -> object:
    value = values.get(field.name)
    if value is None:
        return None
    if isinstance(field, Number):
        return _number(field, value, str(values.get(field.per or "", "")))
    if isinstance(field, Day):
        return float(date.fromisoformat(str(value)).toordinal())
    if isinstance(field, Boolean):
        return "yes" if value else "no"
    if isinstance(field, Multi):
        return list(value) if isinstance(value, list) else None
    return str(value) if isinstance(field, Choice) else None


def _number(field: Number, value: Value, paid: str) -> float | None:
    if not isinstance(value, int | float):
        return None
    if not is_rate(field):
        return float(value)
    return round(field.converted(value, paid, field.usual), 2) if paid in field.times else None
