"""What a job pays, out of words: `$50K per year`, `£12.50 - £14 an hour`, `40.000 EUR/year`.

Owns: which words say all of it. Must not know: any dialect.

Nothing is guessed: words without a currency or a period, with a third number, or with anything beside the pay (`plus
bonus`, `DOE`) say nothing here, and so do currencies that differ. A dollar sign alone is that of the job's country.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from haven.records.reading.feeds.picking import Element, Words
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

_BARE_DOLLAR = re.compile(r"(?<![a-z])\$(?!.*(?<![a-z])usd)")
_DOLLARS = {
    name: currency
    for names, currency in (
        (("au", "australia"), "AUD"), (("ca", "canada"), "CAD"), (("nz", "new zealand"), "NZD"),
        (("sg", "singapore"), "SGD"), (("hk", "hong kong"), "HKD"), (("mx", "mexico"), "MXN"),
        (("tw", "taiwan"), "TWD"), (("cl", "chile"), "CLP"), (("co", "colombia"), "COP"), (("ar", "argentina"), "ARS"),
        (("jm", "jamaica"), "JMD"), (("na", "namibia"), "NAD"), (("fj", "fiji"), "FJD"),
    )
    for name in names
}  # fmt: skip


class Pay(NamedTuple):
    """`low` and `high` in major units of `currency`; `high` is None where there is one amount only."""

    low: float
    high: float | None
    currency: str
    period: str


@lru_cache(maxsize=1 << 10)
def read_pay(words: str, country: str = "") -> Pay | None:
    """All of what a job pays, or None where the words do not say all of it, or say more.

    `country` is the code (ISO 3166-1) or the English name of where the job is: whose dollar it is.
    """
    found = _PAY.fullmatch(" ".join(words.lower().split()))
    if found is None:
        return None
    amounts = [read_price(found[end]) for end in ("low", "high") if found[end]]
    values = [value for value, _ in amounts if value is not None]
    currencies = {currency for _, currency in amounts if currency}
    if _BARE_DOLLAR.search(found[0]) and currencies == {"USD"}:
        currencies = {_DOLLARS.get(country.strip().lower(), "USD")}
    if len(values) < len(amounts) or len(currencies) != 1 or values != sorted(values):
        return None
    high = values[1] if len(values) > 1 else None
    return Pay(values[0], high, currencies.pop(), _PERIODS[found["period"]])


class Paid(NamedTuple):
    """Where a feed says what a job pays, and where the job is."""

    words: Words
    country: Words

    def read(self, element: Element) -> Pay | None:
        """What it pays."""
        return read_pay(self.words(element) or "", self.country(element) or "")

    def least(self, element: Element) -> str | None:
        """What it pays, or the least of it."""
        return f"{pay.low:.2f}" if (pay := self.read(element)) else None

    def most(self, element: Element) -> str | None:
        """The most that it pays, where it says from what to what."""
        return f"{pay.high:.2f}" if (pay := self.read(element)) and pay.high else None

    def currency(self, element: Element) -> str | None:
        """The ISO 4217 code of the pay."""
        return pay.currency if (pay := self.read(element)) else None

    def period(self, element: Element) -> str | None:
        """What the pay is for: hour, day, week, month or year."""
        return pay.period if (pay := self.read(element)) else None

    def unread(self, element: Element) -> str | None:
        """What it says of the pay that cannot be read."""
        return words if (words := self.words(element)) and self.read(element) is None else None
