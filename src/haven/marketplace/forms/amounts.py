"""Reading a price as people write it: "1250", "1,250", "1.250,00", "9,50 €"."""

import re
from decimal import Decimal
from typing import Any

from django import forms

_NOT_NUMBER = re.compile(r"[^\d.,-]")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(\1\d{3})*\Z")


def plain_number(words: str) -> str:
    """The digits of an amount with a dot before the cents; what is no amount stays as it is.

    The last of dot and comma stands before the cents, unless exactly three digits follow it and it can only group.
    """
    bare = _NOT_NUMBER.sub("", words)
    if not any(letter.isdigit() for letter in bare) or any(letter.isalpha() for letter in words):
        return words
    if _GROUPED.match(bare):
        return re.sub(r"[.,]", "", bare)
    whole, mark, cents = bare.rpartition("," if bare.rfind(",") > bare.rfind(".") else ".")
    return re.sub(r"[.,]", "", whole) + "." + cents if mark else bare


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
        return super().to_python(plain_number(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """An amount of the database as people would type it: 320, not 320.00."""
        return f"{value:.0f}" if isinstance(value, Decimal) and value == int(value) else value
