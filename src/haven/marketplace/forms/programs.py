"""Tokens for programs: a name, what it is good for, how long."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haven.api.scopes import DESKS, Scope
from haven.marketplace.forms import NOT_AN_ADDRESS

_TERMS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("A year")), ("", _("Until I revoke it"))]


class TokenForm(forms.Form):
    """A token of one's own; people without a role are not offered the desks."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=60,
        help_text=_("So that you know it again, such as: stock list at home."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give the token a name.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing that it may do.")},
    )
    term = forms.ChoiceField(label=_("How long?"), choices=_TERMS, initial="90", required=False)

    def __init__(self, *args: Any, desks: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(value, label) for value, label in Scope.choices if desks or value not in DESKS]
        self.fields["scopes"].choices = offered  # type: ignore[attr-defined]

    @property
    def expires_at(self) -> datetime | None:
        """When the token ends; None for never."""
        days = self.cleaned_data.get("term")
        return timezone.now() + timedelta(days=int(days)) if days else None

    @property
    def wanted(self) -> list[Scope]:
        """What it is to be good for."""
        return [Scope(value) for value in self.cleaned_data["scopes"]]


class IntegrationForm(TokenForm):
    """A token for a program of the site itself, with an account of its own."""

    email = forms.EmailField(
        label=_("Its mailbox"),
        help_text=_("An address of its own: what is mailed to the program goes there."),
        error_messages={"required": _("Give it an address."), "invalid": NOT_AN_ADDRESS},
    )

    field_order = ("name", "email", "scopes", "term")
