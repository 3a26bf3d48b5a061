"""Reading a price as people write it: "1250", "1,250", "1.250,00", "9,50 €"."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haven.listings.fields.numbers import plain_number

_CURRENCY = re.compile(r"^(?:[A-Za-z]{3}\b|\$|€|£)|(?:\b[A-Za-z]{3}|\$|€|£)$")


def plain_amount(words: str) -> str | None:
    """The digits of an amount with a dot before the cents and without its currency, or None for what is no amount."""
    return plain_number(_CURRENCY.sub("", words.strip()))


class AmountField(forms.DecimalField):
    """An amount of money, not below zero, typed as text so that a comma is not refused."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "invalid": _("Write the price as a number, such as 450 or 9.50."),
            "min_value": _("A price cannot be below zero."),
            "max_digits": _("This price is too large."),
            "max_whole_digits": _("This price is too large."),
            "max_decimal_places": _("A price has at most two digits after the point."),
        }
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(min_value=0, max_digits=12, decimal_places=2, widget=widget, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The amount in major units, or None where nothing was typed."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        number = plain_amount(value)
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(number)

    def prepare_value(self, value: Any) -> Any:
        """An amount of the database as people would type it: 320, not 320.00."""
        return f"{value:.0f}" if isinstance(value, Decimal) and value == int(value) else value
