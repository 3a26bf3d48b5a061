"""An ad from a file in the form that a listing can hold. Must not know: batches, rows."""

import hashlib
import math
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from haven.records import AdRecord

TITLE = 120
LONGEST = 100_000
"""Characters of an ad's text: what search looks at. People who type have 20,000."""
PLACE = 120
_IDENTIFIER = 200
_MOST = Decimal(10) ** 10


def tidy(ad: AdRecord) -> AdRecord:
    """The ad without what a listing cannot keep, its title in one line; screening sees the same words as readers do.

    A title that is missing is the beginning of the text. A price, a currency or coordinates that mean nothing are left
    out, and an identifier that is too long is replaced by its digest.
    """
    latitude, longitude = _degrees(ad.latitude), _degrees(ad.longitude)
    nowhere = latitude is None or longitude is None
    return replace(
        ad,
        id=_identifier(ad.id),
        title=_title(ad),
        body=_plain(ad.body).strip(),
        category=_plain(ad.category or "").strip().lower() or None,
        price=None if price(ad) is None else ad.price,
        currency=_currency(ad.currency),
        place=" ".join(_plain(ad.place or "").split())[:PLACE] or None,
        latitude=None if nowhere else latitude,
        longitude=None if nowhere else longitude,
    )


def fault_of(ad: AdRecord) -> tuple[str, str] | None:
    """Why no listing can hold this ad: the field and what is wrong with it; None where one can."""
    if len(ad.body) > LONGEST:
        return "body", f"{len(ad.body):,} characters; an ad holds {LONGEST:,}"
    if not _plain(ad.title).strip() and not _plain(ad.body).strip():
        return "body", "there are no words in it, nor in the title"
    return None


def price(ad: AdRecord) -> Decimal | None:
    """With two decimals; what no listing can hold is no price."""
    if ad.price is None or not 0 <= ad.price < _MOST:
        return None
    amount = Decimal(str(ad.price)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return amount if amount < _MOST else None


def _degrees(value: float | None) -> float | None:
    """To a tenth of a metre: PostgreSQL refuses to square what is next to nothing."""
    return round(value, 6) if value is not None and math.isfinite(value) else None


def _plain(text: str) -> str:
    return text.replace("\x00", "")


def _title(ad: AdRecord) -> str:
    """The ad's title, or the beginning of its text, cut at a word."""
    words = " ".join(_plain(ad.title).split()) or " ".join(_plain(ad.body).split())
    if len(words) <= TITLE:
        return words or "Untitled"
    return words[: TITLE - 1].rsplit(" ", 1)[0] + "…"


def _identifier(given: str) -> str:
    if len(given) <= _IDENTIFIER and "\x00" not in given:
        return given
    return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()


def _currency(code: str | None) -> str | None:
    code = (code or "").strip().upper()
    return code if len(code) == 3 and code.isascii() and code.isalpha() else None
