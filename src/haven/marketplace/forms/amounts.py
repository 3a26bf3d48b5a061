"""Reading a price as people write it: "1250", "1,250", "1.250,00", "9,50 €"."""

import re
from decimal import Decimal
from typing import Any

from django import forms

_CURRENCY = re.compile(r"^(?:[A-Za-z]{3}\b|\$|€|£)|(?:\b[A-Za-z]{3}|\$|€|£)$")
# Thousands in groups of three, or digits alone; then the cents after a dot or a comma.
_AMOUNT = re.compile(r"(-?)(\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?\Z", re.ASCII)


def plain_number(words: str) -> str | None:
    """The digits of an amount with a dot before the cents, or None for what is no amount.

    A dot or comma with exactly three digits after it groups thousands: nobody prices in tenths of a cent.
    """
    found = _AMOUNT.match(_CURRENCY.sub("", words.strip()).strip())
    if found is None:
        return None
    sign, whole, cents = found.groups()
    return sign + re.sub(r"\D", "", whole) + (f".{cents}" if cents else "")


class AmountField(forms.DecimalField):
    """An amount of money, not below zero, typed as text so that a comma is not refused."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "invalid": "Write the price as a number, such as 450 or 9.50.",
            "min_value": "A price cannot be below zero.",
            "max_digits": "This price is too large.",
            "max_whole_digits": "This price is too large.",
            "max_decimal_places": "A price has at most two digits after the point.",
        }
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(min_value=0, max_digits=12, decimal_places=2, widget=widget, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The amount in major units, or None where nothing was typed."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        number = plain_number(value)
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(number)

    def prepare_value(self, value: Any) -> Any:
        """An amount of the database as people would type it: 320, not 320.00."""
        return f"{value:.0f}" if isinstance(value, Decimal) and value == int(value) else value
