"""The demo's wording: reading it and turning a text with choices and slots into words.

Owns: the small grammar, the YAML files in `texts/`. Must not know: which ads there will be, Django.

In a text, `[lively|quiet]` is a choice, `{street}` a slot, and `{money 80 90}` an amount between two bounds in the
place's currency.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml
from pydantic import BaseModel, TypeAdapter

from haven.project.demo.posters import DemoAuthor, mobile

_CHOICE = re.compile(r"\[([^\[\]|]+(?:\|[^\[\]|]+)+)\]")
_SLOT = re.compile(r"\{(\w+)(?: (\d+) (\d+))?\}")
_SYMBOLS = {"GBP": "£", "EUR": "€"}
# Tenths of a unit an hour: from a little above the lawful minimum.
_WAGES = {"GBP": (129, 149), "EUR": (145, 165)}


class Subject(BaseModel):
    """What one ad is about: its wording and what its photographs show."""

    title: str
    text: str
    shows: tuple[str, ...] = ()
    price: tuple[int, int] = (0, 0)


class PlacedSubject(Subject):
    """A subject that says itself which category it is posted in."""

    category: str


@cache
def read(name: str) -> Any:
    """The parsed content of `texts/<name>.yaml`; callers validate it."""
    return yaml.safe_load((resources.files(__package__) / "texts" / f"{name}.yaml").read_text("utf-8"))


@cache
def subjects(category: str) -> tuple[Subject, ...]:
    """The subjects written for one category's slug, in the file's order."""
    return TypeAdapter(tuple[Subject, ...]).validate_python(read(category))


@cache
def placed_subjects(name: str) -> tuple[PlacedSubject, ...]:
    """The subjects of a file that mixes categories (`held`, `lookalikes`)."""
    return TypeAdapter(tuple[PlacedSubject, ...]).validate_python(read(name))


def rounded(amount: float) -> int:
    """An amount as people write prices: the larger, the rounder."""
    for limit, step in ((40, 1), (250, 5), (1500, 10), (5000, 50)):
        if amount < limit:
            return round(amount / step) * step
    return round(amount / 100) * 100


def in_words_of_money(amount: int, currency: str) -> str:
    """`1250, "GBP"` → `£1,250`."""
    return f"{_SYMBOLS[currency]}{amount:,}"


def compose(text: str, *, author: DemoAuthor, rng: Random, slots: Mapping[str, str] | None = None) -> str:
    """The text with each choice made and each slot filled.

    Args:
        text: wording in the grammar above.
        author: who writes; gives place, currency, first name and mobile number.
        rng: makes the choices; the only source of chance.
        slots: fillers beyond the built-in `place, name, phone, wage, money`.

    Raises:
        KeyError: a slot that nothing fills.
    """
    currency = author.place.currency
    own = {
        "place": author.place.name,
        "name": author.name.split()[0],
        "phone": mobile(author),
        "wage": f"{_SYMBOLS[currency]}{rng.randint(*_WAGES[currency]) / 10:.2f} an hour",
    } | dict(slots or {})

    def fill(match: re.Match[str]) -> str:
        name, low, high = match.groups()
        if name == "money":
            return in_words_of_money(rounded(rng.uniform(int(low), int(high))), currency)
        return own[name]

    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), text)
    return _SLOT.sub(fill, text)
