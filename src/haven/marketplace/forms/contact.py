"""Writing to a poster, and in a thread."""

from typing import Any

from django import forms

from haven.marketplace.forms import NOT_AN_ADDRESS

_LONGEST = 5000


class ContactForm(forms.Form):
    """A first message; who is signed in is not asked for name and address."""

    text = forms.CharField(
        label="Your message",
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what you want to ask."},
    )
    display_name = forms.CharField(
        label="Your name",
        max_length=60,
        help_text="A first name is enough.",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": "Say how the poster may call you."},
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="The poster never sees it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Give an e-mail address for the answer.", "invalid": NOT_AN_ADDRESS},
    )

    def __init__(self, *args: Any, signed_in: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["display_name"], self.fields["email"]


class ReplyForm(forms.Form):
    """One more message in a thread."""

    text = forms.CharField(
        label="Your message",
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write something first."},
    )
