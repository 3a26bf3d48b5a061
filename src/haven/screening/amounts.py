"""Amounts of money in a folded text, with the period they are paid for.

Must not know: signals, exchange rates. Only currencies whose unit is near one another are named (dollar, euro, pound,
franc): a threshold in them means about the same, one in yen would not, and such amounts have no currency here.
"""

import re
from dataclasses import dataclass, replace
from typing import Self

_NUMBER = r"(?P<number>\d{1,3}(?:[.,' ]\d{3}){1,2}(?!\d)|\d{1,7})(?:[.,](?P<part>\d{1,2})(?!\d))?(?P<thousand>k\b)?"
_NAME = r"us\$|usd|euros?|eur|gbp|chf|dollars?|pounds?|\$|€|£"
_PERIOD = {
    "hour": 1.0, "hours": 1.0, "hr": 1.0, "h": 1.0, "stunde": 1.0, "std": 1.0, "hourly": 1.0,
    "day": 8.0, "tag": 8.0, "daily": 8.0, "night": 8.0, "shift": 8.0, "täglich": 8.0,
    "week": 40.0, "wk": 40.0, "woche": 40.0, "weekly": 40.0, "wöchentlich": 40.0,
    "month": 170.0, "mo": 170.0, "monat": 170.0, "monthly": 170.0, "monatlich": 170.0,
}  # fmt: skip
_AMOUNT = re.compile(
    rf"(?:(?P<before>{_NAME})\s?)?(?<![\w.,]){_NUMBER}(?:\s?(?P<after>{_NAME}))?"
    rf"(?:\s?(?:/|per|a|an|each|every|pro|die|im|in der|the)?\s?\b(?P<period>{'|'.join(_PERIOD)})\b)?"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: `value` in major units, `hours` of full-time work that it pays for (None: no period named)."""

    value: float
    hours: float | None
    start: int
    end: int

    @property
    def hourly(self) -> float | None:
        """The amount for one hour of full-time work, or None."""
        return self.value / self.hours if self.hours else None

    def moved(self, start: int, end: int) -> Self:
        """The same amount at another span."""
        return replace(self, start=start, end=end)


def find_amounts(folded: str) -> list[Amount]:
    """Amounts with a currency in a folded text; spans count in that text."""
    found = []
    for match in _AMOUNT.finditer(folded):
        if not (match["before"] or match["after"]):
            continue
        units = re.sub(r"\D", "", match["number"])
        value = float(f"{units}.{match['part'] or 0}") * (1000 if match["thousand"] else 1)
        hours = _PERIOD.get(match["period"]) if match["period"] else None
        found.append(Amount(value, hours, match.start(), match.end()))
    return found
