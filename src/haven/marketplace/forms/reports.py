"""Reporting an ad, and looking a report up."""

import re

from django import forms

from haven.listings.models import Listing
from haven.marketplace.forms import NOT_AN_ADDRESS
from haven.notices.models import NoticeReason


class ReportForm(forms.Form):
    """What is wrong with an ad; name and address are never required."""

    reason = forms.ChoiceField(
        label="What is wrong with this ad?",
        choices=NoticeReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what is wrong: pick the reason that fits best."},
    )
    text = forms.CharField(
        label="What should we know?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What you saw, and why it worries you. The poster never learns that it was you.",
    )
    name = forms.CharField(
        label="Your name",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        help_text="Only if you want the outcome by mail. You get a case code in any case.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": f"{NOT_AN_ADDRESS} You can also leave it empty."},
    )
    good_faith = forms.BooleanField(
        label="What I say here is true as far as I know.",
        error_messages={"required": "Please confirm that what you say is true as far as you know."},
    )


class CaseForm(forms.Form):
    """The case code from a report's receipt, however it is typed."""

    code = forms.CharField(
        label="Case code", max_length=40, help_text="Twelve letters and digits, such as K7QM-2XPA-9HTE."
    )


class LostCodeForm(forms.Form):
    """Where the codes of earlier reports go."""

    email = forms.EmailField(
        label="The address you gave with the report",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Write the address you gave.", "invalid": NOT_AN_ADDRESS},
    )


class ImagesForm(forms.Form):
    """A request to remove an intimate image (US TAKE IT DOWN Act, sec. 3: signature, place, statement, contact)."""

    ad = forms.CharField(
        max_length=300,
        label="Where is the picture?",
        help_text="The address of the ad, or its ten letters.",
        error_messages={"required": "Tell us in which ad the picture is."},
    )
    text = forms.CharField(
        required=False,
        max_length=4000,
        label="Which picture is it?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="If there are several: the first, the second… What else should we know?",
    )
    shown = forms.BooleanField(
        label="I am shown in it, or speak for who is, and there was no consent to publish it.",
        error_messages={"required": "Please confirm that it was published without consent."},
    )
    good_faith = forms.BooleanField(
        label="What I say here is true as far as I know.",
        error_messages={"required": "Please confirm that what you say is true as far as you know."},
    )
    name = forms.CharField(
        max_length=120,
        label="Your name, as your signature",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Sign with your name."},
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="So that we can ask back, and tell you what was done.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "We need a way to reach you.", "invalid": NOT_AN_ADDRESS},
    )

    def clean_ad(self) -> Listing:
        """The ad that was meant, if it is or was public."""
        for code in reversed(re.findall(r"[a-z0-9]{10}", self.cleaned_data["ad"].lower())):
            found = Listing.objects.exclude(published_at=None).filter(code=code).first()
            if found is not None:
                return found
        raise forms.ValidationError("We find no such ad. Copy its whole address from the browser.")
