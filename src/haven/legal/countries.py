"""The countries whose authorities can ask, by name in the language of the page."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

from haven.listings.formats import locale_of


def countries() -> list[tuple[str, str]]:
    """Code (ISO 3166-1) and name of each, by name."""
    return list(_countries(locale_of(get_language())))


def country_name(code: str) -> str:
    """What a country is called."""
    return dict(countries()).get(code, code)


@lru_cache(16)
def _countries(locale: Locale) -> tuple[tuple[str, str], ...]:
    places = {code: name for code, name in locale.territories.items() if len(code) == 2 and code.isalpha()}
    for no_country in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
        places.pop(no_country, None)
    return tuple(sorted(places.items(), key=lambda place: place[1]))
