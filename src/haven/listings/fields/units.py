"""Units of measure as people read and write them.

Owns which units are words (`years`), and what they are in every language, by the CLDR through Babel. Others (`m²`,
`kW`) are written alike everywhere. Must not know packs or fields.
"""

from functools import cache

from babel.units import format_unit, get_unit_name

from haven.listings.fields.labels import LANGUAGES
from haven.listings.formats import locale_of

_WORDS = {f"{name}s": f"duration-{name}" for name in ("minute", "hour", "day", "week", "month", "year")}


def unit_name(unit: str, language: str | None = None) -> str:
    """What stands beside a field: "years", "Jahre", "m²"."""
    known = _WORDS.get(unit)
    return (get_unit_name(known, locale=locale_of(language)) or unit) if known else unit


def measure_words(value: float, digits: str, unit: str, language: str | None = None) -> str:
    """A measure, whose number is worded already: "1 year", "3 Jahre", "72.5 m²"."""
    known = _WORDS.get(unit)
    if known:
        return f"{digits} {_counted(value, known, language)}"
    return f"{digits}{unit}" if unit == '"' else f"{digits} {unit}".strip()


@cache
def spellings(unit: str) -> frozenset[str]:
    """All that may be typed behind a number in this unit, in any language of the packs, in small letters."""
    known = _WORDS.get(unit)
    said = {_counted(count, known, language) for language in LANGUAGES for count in (1, 2)} if known else set()
    return frozenset(words.casefold() for words in {unit, *said} if words)


def _counted(value: float, known: str, language: str | None) -> str:
    """The word behind a number: "year" behind 1, "years" behind 2."""
    return str(format_unit(value, known, locale=locale_of(language))).split()[-1]
