"""What an authority fills in on the public page; legal staff type the same in."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haven.legal.countries import countries
from haven.legal.documents import LARGEST, Document, read_document
from haven.legal.errors import LegalError
from haven.legal.models import DataClass, Instrument
from haven.legal.models.request import LONGEST_GAG, MOST_LINES

_DAY = {"type": "date"}
_ANYWHERE = timedelta(days=1)
"""Somewhere it is still yesterday."""
_ABOUT_DATA = {
    Instrument.SUBPOENA,
    Instrument.COURT_ORDER,
    Instrument.WARRANT,
    Instrument.EU_PRODUCTION,
    Instrument.DSA_10,
}
"""Instruments that are nothing without the data that they ask for."""


class RequestForm(forms.Form):
    """A request of an authority. Nothing of it is believed until somebody has called back."""

    may_be_late = False
    """Whether the day by which it wants the answer may be over."""

    instrument = forms.ChoiceField(
        label=_("What do you send?"),
        choices=Instrument.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say by what right you ask: pick the instrument.")},
    )
    judicial = forms.BooleanField(required=False, label=_("A judge or a court issued or validated it."))
    authority_said = forms.CharField(
        max_length=120,
        label=_("Authority"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Name the authority.")},
    )
    country = forms.ChoiceField(
        label=_("Country of the authority"), error_messages={"required": _("Choose the country.")}
    )
    officer = forms.CharField(
        max_length=120,
        label=_("Your name and office"),
        help_text=_("We ask for you when we call back."),
        error_messages={"required": _("Tell us whom to ask for.")},
    )
    email = forms.EmailField(
        label=_("Official e-mail address"),
        help_text=_("The receipt goes there, and nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("We need an address for the receipt."),
            "invalid": _("This is not an e-mail address."),
        },
    )
    phone = forms.CharField(
        required=False,
        max_length=40,
        label=_("Telephone"),
        help_text=_("We never call this number to find out who asks: we look yours up ourselves."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    file_number = forms.CharField(
        max_length=80, label=_("Your file number"), error_messages={"required": _("Give your file number.")}
    )
    legal_basis = forms.CharField(
        max_length=300,
        label=_("Legal basis"),
        help_text=_("The provision that you act under."),
        error_messages={"required": _("Name the provision that you act under.")},
    )
    about = forms.CharField(
        max_length=4000,
        label=_("Which ads, accounts or identifiers?"),
        help_text=_("One a line: the address of an ad, an e-mail address, a telephone number, a handle."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what it is about: one ad, account or identifier a line.")},
    )
    since = forms.DateField(
        required=False, label=_("From (day)"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    )
    until = forms.DateField(required=False, label=_("To (day)"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    wanted = forms.MultipleChoiceField(
        required=False,
        label=_("Which data?"),
        choices=DataClass.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all of them empty if data is to be kept only, or content to be acted against."),
    )
    words = forms.CharField(
        required=False,
        max_length=5000,
        label=_("What else should we know?"),
        help_text=_("In an emergency: who is in danger, why now, and how the data helps."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer_by = forms.DateField(
        required=False,
        label=_("Day by which the instrument wants the answer"),
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
    )
    gag_until = forms.DateField(
        required=False,
        label=_("Day until which the person concerned must not be told"),
        help_text=_("Only if the instrument says so. The day after, we tell them."),
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
    )
    document = forms.FileField(
        required=False,
        label=_("The instrument itself"),
        help_text=_("PDF or picture, at most 20 MB. Only an emergency can come without it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.tif,.tiff"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast("forms.ChoiceField", self.fields["country"])
        chosen.choices = [("", "—"), *countries()]

    def clean_document(self) -> Document | None:
        """The file, if it is one of those that are taken."""
        sent: UploadedFile[bytes] | None = self.cleaned_data["document"]
        if sent is None:
            return None
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(_("This file is larger than 20 MB."))
        try:
            return read_document(sent.read())
        except LegalError:
            raise forms.ValidationError(
                _("Send the instrument as a PDF file or a picture (PNG, JPEG, TIFF).")
            ) from None

    def clean(self) -> dict[str, Any]:
        """What belongs together."""
        read = super().clean() or {}
        self._check_days(read)
        if len([line for line in read.get("about", "").splitlines() if line.strip()]) > MOST_LINES:
            self.add_error("about", _("At most 100 lines: send the rest as another request."))
        if read.get("instrument") in _ABOUT_DATA and "wanted" in read and not read["wanted"]:
            self.add_error("wanted", _("Say which data you ask for: what is not asked for is not given."))
        emergency = read.get("instrument") == Instrument.EMERGENCY
        if emergency and not read.get("words"):
            self.add_error("words", _("Say who is in danger, why now, and how the data helps."))
        if "document" in read and read["document"] is None and read.get("instrument") and not emergency:
            self.add_error("document", _("Attach the instrument itself."))
        elif self.errors and read.get("document"):
            self.add_error("document", _("Choose the file once more, please: browsers do not send it twice."))
        return read

    def _check_days(self, read: dict[str, Any]) -> None:
        """A slip in a year must neither make a request late before it came, nor end a gag before it began."""
        today = timezone.localdate()
        since, until, gag, by = (read.get(name) for name in ("since", "until", "gag_until", "answer_by"))
        if since and until and since > until:
            self.add_error("until", _("The period ends before it begins."))
        if since and since > today + _ANYWHERE:
            self.add_error("since", _("The period begins in the future."))
        if gag and gag > today + timedelta(days=LONGEST_GAG):
            self.add_error("gag_until", _("This day is too far away: give one within three years."))
        if gag and gag < today - _ANYWHERE:
            self.add_error("gag_until", _("This day is over: give one that is still to come."))
        if by and by < today - _ANYWHERE and not self.may_be_late:
            self.add_error("answer_by", _("This day is over: give one that is still to come."))


class TypedInForm(RequestForm):
    """The same for what came by post, fax or mail, perhaps after the day that it names, or without an address."""

    may_be_late = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
