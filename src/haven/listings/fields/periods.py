"""What an amount of money is for: an hour, a month.

Owns the words, which follow the amount, and UN/CEFACT's codes. Must not know packs.
"""

from typing import Literal

from haven.listings.fields.labels import Label

Period = Literal["hour", "day", "week", "month", "year"]

PERIODS: dict[Period, Label] = {
    "hour": {"en": "an hour", "de": "pro Stunde", "es": "por hora", "fr": "par heure"},
    "day": {"en": "a day", "de": "pro Tag", "es": "por día", "fr": "par jour"},
    "week": {"en": "a week", "de": "pro Woche", "es": "por semana", "fr": "par semaine"},
    "month": {"en": "a month", "de": "im Monat", "es": "al mes", "fr": "par mois"},
    "year": {"en": "a year", "de": "im Jahr", "es": "al año", "fr": "par an"},
}
CODES: dict[Period, str] = {"hour": "HUR", "day": "DAY", "week": "WEE", "month": "MON", "year": "ANN"}
