"""Digits as telephone numbers in E.164. Must not know: texts.

`phonenumbers` (Google's libphonenumber) validates. Numbers reserved for fiction are possible without being valid, so
what is only possible counts when the writing says that it is a number: `marked`.
"""

from functools import lru_cache

import phonenumbers

SHORTEST, LONGEST = 8, 15
"""Digits with the country code, E.164's limit; nothing shorter is looked for."""


def international(digits: str, *, marked: bool) -> str | None:
    """The number of digits that start with a country code."""
    parsed = _parsed(f"+{digits}", None)
    return parsed[0] if parsed and (parsed[1] or marked) else None


def north_american(digits: str, *, marked: bool) -> str | None:
    """A number of the North American plan, with its 1 or without: area and exchange start with 2 to 9."""
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if len(digits) != 10 or digits[0] in "01" or digits[3] in "01" or len(set(digits)) < 3:
        return None
    return f"+1{digits}" if marked or _is_area(digits[:3]) else None


def national(digits: str, region: str, *, marked: bool) -> str | None:
    """A number as dialled inside its country: with its trunk prefix, or marked; only possible ones need both."""
    if is_north_american(region):
        return north_american(digits, marked=marked)
    trunk = digits.startswith("0")
    parsed = _parsed(digits, region) if (trunk or marked) and len(set(digits)) > 2 else None
    return parsed[0] if parsed and (parsed[1] or (marked and trunk and len(digits) >= 10)) else None


@lru_cache(maxsize=512)
def is_north_american(region: str) -> bool:
    """Whether the ISO 3166 region shares country code 1."""
    return phonenumbers.country_code_for_region(region) == 1


@lru_cache(maxsize=1024)
def _is_area(area: str) -> bool:
    """Whether the North American area code is assigned."""
    return phonenumbers.is_valid_number(phonenumbers.parse(f"+1{area}2345678"))


@lru_cache(maxsize=1 << 14)
def _parsed(digits: str, region: str | None) -> tuple[str, bool] | None:
    """The number in E.164 and whether it is valid; None where it is not even possible."""
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return value, phonenumbers.is_valid_number(number)
