"""Saving a search, and how often to hear of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haven.alerts.models import Every
from haven.marketplace.forms import NOT_AN_ADDRESS


class EveryForm(forms.Form):
    """How often."""

    every = forms.ChoiceField(
        label=_("How often?"), choices=Every.choices, initial=Every.DAILY, widget=forms.RadioSelect
    )


class AlertForm(EveryForm):
    """An address and how often; who is signed in is not asked for the address."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We mail you one link first. No account, and one click ends it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give an e-mail address for the alerts."), "invalid": NOT_AN_ADDRESS},
    )

    field_order = ("email", "every")

    def __init__(self, *args: Any, signed_in: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["email"]
