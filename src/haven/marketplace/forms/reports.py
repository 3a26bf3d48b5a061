"""Reporting an ad, and looking a report up."""

from django import forms

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
