"""Filters by the typed fields of a category, as an address has them: `f.fuel=petrol&f.year.from=2015`."""

from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from haven.listings.errors import BadValue
from haven.listings.fields import AnyField, Boolean, Choice, Day, Multi, Number, facets_of
from haven.listings.searching.details import Chosen, Detail, Rate, Within, is_money, is_rate

PREFIX = "f."
_MOST_VALUES = 20


@dataclass
class Narrowing:
    """What was read: filters; and for each field that could not be, its title and a sentence."""

    details: list[Detail] = field(default_factory=list)
    problems: dict[str, tuple[str, str]] = field(default_factory=dict)


def narrow(category: str, asked: QueryDict) -> Narrowing:
    """The filters of an address that the category has fields for; others mean nothing there."""
    found = Narrowing()
    for one in facets_of(category) if category else ():
        try:
            detail = _range(one, asked) if isinstance(one, Number | Day) else _choice(one, asked)
        except BadValue as error:
            found.problems[f"{PREFIX}{one.name}"] = one.title(), str(error)
            continue
        if detail:
            found.details.append(detail)
    return found


def names_of(name: str) -> tuple[str, str, str, str]:
    """The parameters that a field may have in an address: its values, or from, to, and for what amounts are paid."""
    return f"{PREFIX}{name}", f"{PREFIX}{name}.from", f"{PREFIX}{name}.to", f"{PREFIX}{name}.per"


def paid_for(one: Number, asked: QueryDict) -> str:
    """For what the bounds of amounts are, of those that compare."""
    wanted = asked.get(names_of(one.name)[3], "")
    return wanted if wanted in one.times else one.usual


def _range(one: Number | Day, asked: QueryDict) -> Within | Rate | None:
    _, lower, upper, _ = names_of(one.name)
    low, high = _end(one, asked.get(lower)), _end(one, asked.get(upper))
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        low, high = high, low
    if is_rate(one):
        return Rate.of(one, paid_for(one, asked), low, high)
    return Within(one.name, low, high, isinstance(one, Day), is_money(one))


def _end(one: Number | Day, typed: str | None) -> float | None:
    value = one.read((typed or "")[:40])
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
