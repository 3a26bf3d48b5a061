"""Values as files write them, read one by one: prices, dates, coordinates.

Owns: what the common spellings mean. Must not know: columns, files.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

_SYMBOLS = {
    "€": "EUR", "£": "GBP", "zł": "PLN", "₽": "RUB", "₹": "INR", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₱": "PHP",
    "฿": "THB", "₫": "VND", "₩": "KRW", "us$": "USD", "a$": "AUD", "c$": "CAD", "r$": "BRL", "kč": "CZK", "$": "USD",
}  # fmt: skip
_CODE = re.compile(
    r"(?<![a-z])(usd|eur|gbp|pln|chf|czk|sek|nok|dkk|huf|ron|cad|aud|nzd|inr|jpy|brl|mxn|try|rub|uah)(?![a-z])"
)
_NUMBER = re.compile(r"[-−]?\d[\d.,'’  ]*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’  ]\d{3})+")
_EARLIEST, _LATEST = 1900, 2200
_FORMATS = ("%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%Y%m%d")
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p")


@lru_cache(maxsize=1 << 14)
def read_price(text: str) -> tuple[float | None, str | None]:
    """A price in major units and its ISO 4217 code where evident: `$1,250` is 1250 USD, `1.250,50 €` 1250.5 EUR.

    The price is None where there is no number, more than one, or a negative one. A dollar sign is read as USD.
    """
    plain = text.strip().lower().replace("\u00a0", " ").replace("\u202f", " ")
    code = _CODE.search(plain)
    symbol = next((iso for sign, iso in _SYMBOLS.items() if sign in plain), None)
    numbers = _NUMBER.findall(plain)
    if len(numbers) != 1 or numbers[0][0] in "-−":
        return None, None
    price = _number(numbers[0].rstrip(".,'’ "))
    if price is not None and re.search(r"\d\s?k(?![a-z])", plain):
        price *= 1000
    return price, code[1].upper() if code else symbol


def _number(text: str) -> float | None:
    """The value of figures with separators; the last separator is a decimal one unless it groups thousands."""
    cut = max(text.rfind("."), text.rfind(","))
    whole, fraction = (text, "") if cut < 0 else (text[:cut], text[cut + 1 :])
    if _GROUPED.fullmatch(text) and len({mark for mark in text if not mark.isdigit()}) == 1:
        whole, fraction = text, ""
    digits = re.sub(r"\D", "", whole)
    return float(f"{digits or 0}.{fraction or 0}") if fraction.isdigit() or not fraction else None


@lru_cache(maxsize=1 << 14)
def read_date(text: str) -> datetime | None:
    """A moment in UTC, or None: ISO 8601, RFC 2822, seconds or milliseconds since 1970, and common written dates.

    What names no zone is taken as UTC. `3/4/2024` is March 4th, `13/4/2024` and `13.4.2024` are in April.
    """
    plain = " ".join(text.split())
    found = _standard_date(plain) or _written_date(plain)
    if found is None:
        return None
    try:
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return found if _EARLIEST <= found.year < _LATEST else None


def _standard_date(plain: str) -> datetime | None:
    try:
        if re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", plain):
            return datetime.fromtimestamp(float(plain) / (1000 if len(plain.partition(".")[0]) > 10 else 1), UTC)
        return datetime.fromisoformat(plain)
    except (ValueError, OverflowError):
        pass
    try:
        return parsedate_to_datetime(plain) if "," in plain[:5] else None
    except (ValueError, TypeError, IndexError):
        return None


def _written_date(plain: str) -> datetime | None:
    if not 8 <= len(plain) <= 40:
        return None
    for form in _FORMATS:
        for time in _TIMES:
            try:
                return datetime.strptime(plain, form + time).replace(tzinfo=UTC)
            except ValueError:
                continue
    return None


@lru_cache(maxsize=1 << 14)
def read_degrees(text: str) -> float | None:
    """Decimal degrees with a point or a comma, or None."""
    try:
        return float(text.strip().replace(",", ".").rstrip("°"))
    except ValueError:
        return None
