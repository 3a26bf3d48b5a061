"""Numbers, amounts of money, days and ages as people write them, in the language of the request or in a given one.

Owns how these are worded, through Babel. Must not know pages. What was typed is read by `fields.numbers`, which takes
every one of these ways to write a number, whatever the language.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

_CENTS = re.compile(r"\.0+")


def locale_of(language: str | None = None) -> Locale:
    """Babel's locale of a language (`de`, `en-gb`), of the request's where none is given; "en" means British."""
    return _locale(language or get_language() or "en-gb")


def number_words(
    value: float | Decimal, *, decimals: int = 0, grouped: bool = True, language: str | None = None
) -> str:
    """A number with exactly so many decimals: "1,203", "72.5"; in German "1.203", "72,5"."""
    pattern = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    return _number(value, pattern, locale_of(language))


def money_words(amount: float | Decimal, currency: str, language: str | None = None) -> str:
    """An amount in major units: "€1,250", "£9.50", "CHF 80"; in German "1.250 €"; cents only where there are some."""
    if not currency:
        return number_words(amount, decimals=0 if amount == int(amount) else 2, language=language)
    return _money(amount, currency, locale_of(language))


# A page of ads says the same few prices, counts and days again and again, and Babel takes its time.


@lru_cache(4096)
def _number(value: float | Decimal, pattern: str, locale: Locale) -> str:
    return str(format_decimal(value, format=pattern, locale=locale))


@lru_cache(4096)
def _money(amount: float | Decimal, currency: str, locale: Locale) -> str:
    pattern = locale.currency_formats["standard"].pattern
    if amount == int(amount):
        pattern = _CENTS.sub("", pattern)
    if currency == "USD" and locale.language == "en":
        pattern = pattern.replace("¤", "$")  # "US$" is for Britons who deal in other dollars, too
    elif _symbol(currency, locale)[-1:].isalpha():
        pattern = pattern.replace("¤#", "¤\u00a0#")  # CLDR's currencySpacing, which Babel leaves out
    return str(format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False))


def amount_words(amount: float | Decimal | None, language: str | None = None) -> str:
    """An amount without its currency, as people would type it: "1,250", "9.50"; nothing where there is none."""
    return "" if amount is None else money_words(amount, "", language)


def range_words(low: str, high: str) -> str:
    """Two ends in words: "5 to 9", "from 5", "up to 9", or nothing."""
    ends = {"low": low, "high": high}
    if low and high:
        return gettext("%(low)s to %(high)s") % ends
    return gettext("from %(low)s") % ends if low else gettext("up to %(high)s") % ends if high else ""


def price_words(amount: Decimal | None, currency: str = "") -> str:
    """A price as people write it: as `money_words`, "Free" for 0, nothing where there is none."""
    if amount is None:
        return ""
    return money_words(amount, currency) if amount else gettext("Free")


def day_words(day: date | datetime | None, form: str = "long", language: str | None = None) -> str:
    """A day.

    Args:
        day: a moment counts as the day it is where the site is.
        form: "full" Monday 2 March 2026, "long" 2 March 2026, "day" 2 March, "short" 2 Mar, "month" March 2026.
        language: of the words; the request's if None.
    """
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return _day(day, form, locale_of(language))


@lru_cache(1024)
def _day(day: date, form: str, locale: Locale) -> str:
    skeleton = {"day": "MMMMd", "short": "MMMd", "month": "yMMMM", "short-year": "yMMMd"}.get(form)
    if skeleton:
        return str(format_skeleton(skeleton, day, locale=locale))
    return str(format_date(day, format=form, locale=locale))


def moment_words(moment: datetime | None, language: str | None = None) -> str:
    """A day with its time where the site is: "2 March 2026, 14:05"."""
    return f"{day_words(moment, language=language)}, {clock_words(moment, language)}" if moment else ""


def clock_words(moment: datetime | None, language: str | None = None) -> str:
    """The time of day where the site is: "14:05"."""
    return format_time(timezone.localtime(moment), "short", locale=locale_of(language)) if moment else ""


def ago_words(moment: datetime | None) -> str:
    """How long ago, short: "just now", "12 min ago", "5 h ago", "yesterday", "3 days ago", then the date."""
    if moment is None:
        return ""
    now = timezone.now()
    passed = now - moment
    if passed < timedelta(minutes=1):
        return gettext("just now")
    if passed < timedelta(hours=1):
        minutes = passed // timedelta(minutes=1)
        return ngettext("%(number)s min ago", "%(number)s min ago", minutes) % {"number": minutes}
    zone = timezone.get_current_timezone()
    today, day = now.astimezone(zone).date(), moment.astimezone(zone).date()
    if day == today or passed < timedelta(hours=6):
        hours = passed // timedelta(hours=1)
        return ngettext("%(number)s h ago", "%(number)s h ago", hours) % {"number": hours}
    return _days_ago(day, today)


def _days_ago(day: date, today: date) -> str:
    days = (today - day).days
    if days == 1:
        return gettext("yesterday")
    if days < 7:
        return ngettext("%(number)s day ago", "%(number)s days ago", days) % {"number": days}
    return day_words(day, "short" if day.year == today.year else "short-year")


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse("en_GB" if language == "en" else language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


@cache
def _symbol(currency: str, locale: Locale) -> str:
    return str(locale.currency_symbols.get(currency, currency))
