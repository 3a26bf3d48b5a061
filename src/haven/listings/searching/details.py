"""The typed fields of an ad's category in the index, and filtering by them.

Owns how each kind of value is kept: numbers and days as numbers, choices by their names. Everything follows from the
category's pack; a field that the pack has no more is no longer asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

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


Detail = Chosen | Within


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest number among the hits, and how many have one."""

    low: float
    high: float
    count: int


def indexed(category_slug: str, values: Mapping[str, Value]) -> dict[str, object]:
    """What the index keeps of an ad's values: those that readers may filter by."""
    kept = {
        field.name: _kept(field, values[field.name])
        for field in fields_of(category_slug)
        if field.name in values and field.facet
    }
    return {name: value for name, value in kept.items() if value is not None}


def is_numeric(field: AnyField) -> bool:
    """Whether readers filter it by a range."""
    return isinstance(field, Number | Day)


def is_money(field: AnyField) -> bool:
    """Whether its numbers are amounts, so that ads in different currencies cannot be compared by it."""
    return isinstance(field, Number) and field.unit == MONEY


def values_of(field: AnyField, values: Mapping[str, Value]) -> list[object]:
    """The values of one field as the index would keep them, none, one or several."""
    kept = _kept(field, values[field.name]) if field.name in values else None
    return kept if isinstance(kept, list) else [] if kept is None else [kept]


def query(detail: Detail, now: Snapshot) -> Query:
    """The index's query for one filter."""
    path = PREFIX + detail.name
    if isinstance(detail, Chosen):
        return Query.boolean_query(
            [(Occur.Should, Query.term_query(now.fields, path, value)) for value in detail.values]
        )
    low = "*" if detail.low is None else repr(float(detail.low))
    high = "*" if detail.high is None else repr(float(detail.high))
    return now.index.parse_query(f"{path}:[{low} TO {high}]")


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


def _kept(field: AnyField, value: Value) -> object:
    if isinstance(field, Number):
        return float(value) if isinstance(value, int | float) else None
    if isinstance(field, Day):
        return float(date.fromisoformat(str(value)).toordinal())
    if isinstance(field, Boolean):
        return "yes" if value else "no"
    if isinstance(field, Multi):
        return list(value) if isinstance(value, list) else None
    return str(value) if isinstance(field, Choice) else None
