"""Writing to a poster, and in a thread; reporting what somebody wrote."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haven.marketplace.forms import NOT_AN_ADDRESS
from haven.notices.models import NoticeReason

_LONGEST = 5000


class ContactForm(forms.Form):
    """A first message; who is signed in is not asked for name and address."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what you want to ask.")},
    )
    display_name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        help_text=_("A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Say how the poster may call you.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The poster never sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give an e-mail address for the answer."), "invalid": NOT_AN_ADDRESS},
    )

    def __init__(self, *args: Any, signed_in: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["display_name"], self.fields["email"]


class SeveralFiles(forms.FileInput):
    """A field for files that takes more than one."""

    allow_multiple_selected = True


class ReplyForm(forms.Form):
    """One more message in a thread; the view reads the photos from the request."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something, or choose a photo.")},
    )
    photos = forms.FileField(
        label=_("Photos"),
        required=False,
        help_text=_("Up to six. We remove where and with what they were taken."),
        widget=SeveralFiles(attrs={"multiple": True, "accept": "image/*"}),
    )

    def __init__(self, *args: Any, with_photos: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not with_photos

    def clean_photos(self) -> None:
        """Left to the view: this field sees the last file only."""


class StopForm(forms.Form):
    """Why a conversation is reported; the likeliest reason is chosen already, so that one click is enough."""

    reason = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            (NoticeReason.FRAUD, NoticeReason.FRAUD.label),
            (NoticeReason.DANGER, NoticeReason.DANGER.label),
            (NoticeReason.EXPLOITATION, NoticeReason.EXPLOITATION.label),
            (NoticeReason.MINOR, NoticeReason.MINOR.label),
            (NoticeReason.SEXUAL, _("Sexual messages")),
            (NoticeReason.OTHER, _("Threats, insults, or something else")),
        ],
        initial=NoticeReason.FRAUD,
    )
    text = forms.CharField(
        label=_("What should we know?"),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("We see what the other side wrote. They never learn that you reported it."),
    )
