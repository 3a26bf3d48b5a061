"""What one is called, and the address one signs in with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haven.accounts.models import tidy_name
from haven.marketplace.forms import NOT_AN_ADDRESS


class NameForm(forms.Form):
    """The name that others see."""

    display_name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        help_text=_("As readers and posters see it. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Say how others may call you.")},
    )

    def clean_display_name(self) -> str:
        """The name as it will be shown."""
        name = tidy_name(self.cleaned_data["display_name"])
        if not any(letter.isalnum() for letter in name):
            raise forms.ValidationError(_("Say how others may call you."))
        return name


class AddressForm(forms.Form):
    """The next e-mail address of the account."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        help_text=_("We mail one link to it. Until you open that, everything stays as it is."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give the new address."), "invalid": NOT_AN_ADDRESS},
    )

    def add_fault(self, fault: Any) -> None:
        """What only the account knows to be wrong with the address."""
        self.add_error("email", str(fault))
