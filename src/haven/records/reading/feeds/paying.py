"""What a job pays, out of words: `$50K per year`, `£12.50 - £14 an hour`, `40.000 EUR/year`.

Owns: which words say all of it. Must not know: any dialect.

Nothing is guessed: words without a currency or a period, with a third number, or with anything beside the pay (`plus
bonus`, `DOE`) say nothing here, and so do currencies that differ.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from haven.records.reading.feeds.picking import Words
from haven.records.reading.values import read_price

_PERIODS = {
    "hour": "hour", "hourly": "hour", "hr": "hour", "h": "hour", "day": "day", "daily": "day", "week": "week",
    "weekly": "week", "wk": "week", "month": "month", "monthly": "month", "mo": "month", "year": "year",
    "yearly": "year", "yr": "year", "annum": "year", "annually": "year", "annual": "year",
}  # fmt: skip
_MONEY = r"(?:[a-z]{3}|[a-z]{0,2}\$|[€£])?\s?\d[\d.,]*\s?k?\s?(?:[a-z]{3}|[€£$])?"
_PAY = re.compile(
    rf"(?P<low>{_MONEY})(?:\s?(?:-|–|to)\s?(?P<high>{_MONEY}))?"
    rf"(?:\s?/\s?|\s(?:per|an?)\s|\s)(?P<period>{'|'.join(_PERIODS)})\.?"
)


class Pay(NamedTuple):
    """`low` and `high` in major units of `currency`; `high` is None where there is one amount only."""

    low: float
    high: float | None
    currency: str
    period: str


@lru_cache(maxsize=1 << 10)
def read_pay(words: str) -> Pay | None:
    """All of what a job pays, or None where the words do not say all of it, or say more."""
    found = _PAY.fullmatch(" ".join(words.lower().split()))
    if found is None:
        return None
    amounts = [read_price(found[end]) for end in ("low", "high") if found[end]]
    values = [value for value, _ in amounts if value is not None]
    currencies = {currency for _, currency in amounts if currency}
    if len(values) < len(amounts) or len(currencies) != 1 or values != sorted(values):
        return None
    high = values[1] if len(values) > 1 else None
    return Pay(values[0], high, currencies.pop(), _PERIODS[found["period"]])


def least(pick: Words) -> Words:
    """What it pays, or the least of it."""
    return lambda element: f"{pay.low:.2f}" if (pay := read_pay(pick(element) or "")) else None


def most(pick: Words) -> Words:
    """The most that it pays, where it says from what to what."""
    return lambda element: f"{pay.high:.2f}" if (pay := read_pay(pick(element) or "")) and pay.high else None


def currency_of(pick: Words) -> Words:
    """The ISO 4217 code of the pay."""
    return lambda element: pay.currency if (pay := read_pay(pick(element) or "")) else None


def period(pick: Words) -> Words:
    """What the pay is for: hour, day, week, month or year."""
    return lambda element: pay.period if (pay := read_pay(pick(element) or "")) else None
