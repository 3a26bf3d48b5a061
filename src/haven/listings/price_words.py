"""Prices as people write them."""

from decimal import Decimal

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}


def price_words(amount: Decimal | None, currency: str = "") -> str:
    """An amount in major units as people write it: "€1,250", "£9.50", "CHF 80", "Free", or nothing."""
    if amount is None:
        return ""
    if amount == 0:
        return "Free"
    number = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    symbol = _SYMBOLS.get(currency)
    return f"{symbol}{number}" if symbol else f"{currency} {number}".strip()
