"""Reporting an ad, and looking a report up."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from haven.listings.models import Listing
from haven.marketplace.forms import NOT_AN_ADDRESS
from haven.notices.models import NoticeReason


class ReportForm(forms.Form):
    """What is wrong with an ad; name and address are never required."""

    reason = forms.ChoiceField(
        label=_("What is wrong with this ad?"),
        choices=NoticeReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is wrong: pick the reason that fits best.")},
    )
    text = forms.CharField(
        label=_("What should we know?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you saw, and why it worries you. The poster never learns that it was you."),
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only if you want the outcome by mail. You get a case code in any case."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is not an e-mail address. Correct it, or leave it empty.")},
    )
    good_faith = forms.BooleanField(
        label=_("What I say here is true as far as I know."),
        error_messages={"required": _("Please confirm that what you say is true as far as you know.")},
    )


class CaseForm(forms.Form):
    """The case code from a report's receipt, however it is typed."""

    code = forms.CharField(
        label=_("Case code"), max_length=40, help_text=_("Twelve letters and digits, such as K7QM-2XPA-9HTE.")
    )


class LostCodeForm(forms.Form):
    """Where the codes of earlier reports go."""

    email = forms.EmailField(
        label=_("The address you gave with the report"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the address you gave."), "invalid": NOT_AN_ADDRESS},
    )


class ImagesForm(forms.Form):
    """A request to remove an intimate image (US TAKE IT DOWN Act, sec. 3: signature, place, statement, contact)."""

    ad = forms.CharField(
        max_length=300,
        label=_("Where is the picture?"),
        help_text=_("The address of the ad, or its ten letters."),
        error_messages={"required": _("Tell us in which ad the picture is.")},
    )
    text = forms.CharField(
        required=False,
        max_length=4000,
        label=_("Which picture is it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If there are several: the first, the second… What else should we know?"),
    )
    shown = forms.BooleanField(
        label=_("I am shown in it, or speak for who is, and there was no consent to publish it."),
        error_messages={"required": _("Please confirm that it was published without consent.")},
    )
    good_faith = forms.BooleanField(
        label=_("What I say here is true as far as I know."),
        error_messages={"required": _("Please confirm that what you say is true as far as you know.")},
    )
    name = forms.CharField(
        max_length=120,
        label=_("Your name, as your signature"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Sign with your name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("So that we can ask back, and tell you what was done."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("We need a way to reach you."), "invalid": NOT_AN_ADDRESS},
    )

    def clean_ad(self) -> Listing:
        """The ad that was meant, if it is or was public."""
        for code in reversed(re.findall(r"[a-z0-9]{10}", self.cleaned_data["ad"].lower())):
            found = Listing.objects.exclude(published_at=None).filter(code=code).first()
            if found is not None:
                return found
        raise forms.ValidationError(_("We find no such ad. Copy its whole address from the browser."))
