"""Filters by the typed fields of a category, as an address has them: `f.fuel=petrol&f.year.from=2015`."""

from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from haven.listings.errors import BadValue
from haven.listings.fields import AnyField, Boolean, Choice, Day, Multi, Number, facets_of
from haven.listings.searching.details import Chosen, Detail, Within, is_money

PREFIX = "f."
_MOST_VALUES = 20


@dataclass
class Narrowing:
    """What was read: filters, and a sentence for each field that could not be."""

    details: list[Detail] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


def narrow(category: str, asked: QueryDict) -> Narrowing:
    """The filters of an address that the category has fields for; others mean nothing there."""
    found = Narrowing()
    for one in facets_of(category) if category else ():
        try:
            detail = _range(one, asked) if isinstance(one, Number | Day) else _choice(one, asked)
        except BadValue as error:
            found.problems[one.title()] = str(error)
            continue
        if detail:
            found.details.append(detail)
    return found


def names_of(name: str) -> tuple[str, str, str]:
    """The parameters that a field may have in an address."""
    return f"{PREFIX}{name}", f"{PREFIX}{name}.from", f"{PREFIX}{name}.to"


def _range(one: Number | Day, asked: QueryDict) -> Within | None:
    _, lower, upper = names_of(one.name)
    low, high = _end(one, asked.get(lower)), _end(one, asked.get(upper))
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Within(one.name, low, high, isinstance(one, Day), is_money(one))


def _end(one: Number | Day, typed: str | None) -> float | None:
    value = one.read((typed or "").replace("\x00", "")[:40])
    if value is None:
        return None
    return float(date.fromisoformat(str(value)).toordinal()) if isinstance(one, Day) else float(str(value))


def _choice(one: AnyField, asked: QueryDict) -> Chosen | None:
    wanted = dict.fromkeys(asked.getlist(names_of(one.name)[0])[:_MOST_VALUES])
    if isinstance(one, Boolean):
        known = {"yes", "no"}
    else:
        known = set(one.choices) if isinstance(one, Choice | Multi) else set()
    values = tuple(value for value in wanted if value in known)
    return Chosen(one.name, values) if values else None
