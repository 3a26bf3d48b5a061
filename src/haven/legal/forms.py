"""What legal staff type at their desk; a request itself: `open_forms`."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from haven.legal.countries import countries
from haven.legal.documents import LARGEST, Document, read_document
from haven.legal.errors import LegalError
from haven.legal.models import Authority, CallBack, DataClass
from haven.legal.targets import Candidate


class _Numbers(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """Entries of the directory, each with its number beside its name."""

    def label_from_instance(self, obj: Authority) -> str:
        return f"{obj.name} ({obj.country}): {obj.phone}"


class CallForm(forms.Form):
    """A call to an authority. There is no field for a number: it is the directory's."""

    authority = _Numbers(
        queryset=Authority.objects.none(),
        label="Whom did you call?",
        help_text="The number stands beside the name. It is never the one in the request.",
        error_messages={"required": "Choose the entry of the directory that you called."},
    )
    answered_by = forms.CharField(
        required=False, max_length=120, label="Who answered?", help_text="Name and office, as they said it."
    )
    result = forms.ChoiceField(
        label="What did they say?",
        choices=CallBack.Result.choices,
        widget=forms.RadioSelect,
        help_text="Read them the file number, the instrument, the accounts and the data; let them say what is theirs.",
        error_messages={"required": "Say what came of the call."},
    )
    judicial = forms.BooleanField(required=False, label="They say that a judge or a court issued or validated it.")
    words = forms.CharField(required=False, max_length=1000, label="Note", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, callable_ones: list[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("_Numbers", self.fields["authority"]).queryset = Authority.objects.filter(
            pk__in=[one.pk for one in callable_ones]
        )

    def clean(self) -> dict[str, Any]:
        """Who answered, unless nobody did."""
        read = super().clean() or {}
        if read.get("result") not in {None, CallBack.Result.UNREACHED} and not read.get("answered_by", "").strip():
            self.add_error("answered_by", "Say who answered.")
        return read


class AuthorityForm(forms.Form):
    """An authority that somebody found."""

    name = forms.CharField(max_length=120, label="Authority", error_messages={"required": "Name the authority."})
    country = forms.ChoiceField(label="Country", error_messages={"required": "Choose the country."})
    kind = forms.ChoiceField(label="What it is", choices=Authority.Kind.choices)
    phone = forms.CharField(
        max_length=40,
        label="Number on its own page",
        help_text="The switchboard, with the country: +1 202 555 0100.",
        error_messages={"required": "Write the number."},
    )
    source = forms.URLField(
        max_length=300,
        assume_scheme="https",
        label="Page that says so",
        help_text="Reached without the request: by the government’s own list, not by a link in a mail.",
        error_messages={"required": "Give the address of the page."},
    )
    checked_on = forms.DateField(
        label="Read on", initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["country"]).choices = [("", "—"), *countries()]


class RefusalForm(forms.Form):
    """Why nothing is given."""

    words = forms.CharField(
        max_length=2000,
        label="Why is it refused?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A forged request is refused, too. Tell the real authority by the directory’s number.",
        error_messages={"required": "Say why it is refused."},
    )


class AnswerForm(forms.Form):
    """What was answered where no data is given."""

    words = forms.CharField(
        max_length=2000,
        label="What did you answer?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="That it is held and until when, that an ad was acted on and when, or that there is nothing here.",
        error_messages={"required": "Say what was answered."},
    )


class DocumentForm(forms.Form):
    """The instrument's file, where it did not come with the request or was not kept."""

    document = forms.FileField(
        label="The instrument itself",
        help_text="PDF or picture, at most 20 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.tif,.tiff"}),
        error_messages={"required": "Choose the file."},
    )

    def clean_document(self) -> Document:
        """The file, if it is one of those that are taken."""
        sent: UploadedFile[bytes] = self.cleaned_data["document"]
        try:
            if (sent.size or 0) > LARGEST:
                raise LegalError("This file is larger than 20 MB.")
            return read_document(sent.read())
        except LegalError as error:
            raise forms.ValidationError(str(error)) from None


class GagForm(forms.Form):
    """An order that people are not told, or not yet."""

    until = forms.DateField(
        label="Not to be told until (day)", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    words = forms.CharField(
        max_length=200,
        label="By which order?",
        help_text="Its number. Call back about it as about any request.",
        error_messages={"required": "Say by which order."},
    )


class TargetsForm(forms.Form):
    """Which of the accounts and ads that the lines lead to are meant."""

    subjects = forms.MultipleChoiceField(
        label="Accounts and ads",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )

    def __init__(
        self, *args: Any, found: list[Candidate], chosen: list[str], needed: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["subjects"])
        field.choices = [(one.subject, f"{one.title} ({one.why})") for one in found]
        field.initial, field.required = chosen, needed


class ClassesForm(forms.Form):
    """Which classes of data are put together: of those that are asked for, what the instrument gives."""

    classes = forms.MultipleChoiceField(
        label="Data", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one."}
    )

    moments = forms.MultipleChoiceField(
        label="Of when",
        widget=forms.CheckboxSelectMultiple,
        help_text="A hold kept what was there on its day, whatever was changed since. Each item names its day.",
        error_messages={"required": "Choose at least one."},
    )

    def __init__(self, *args: Any, entitled: list[str], moments: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["classes"])
        field.choices = [(name, label) for name, label in DataClass.choices if name in entitled]
        field.initial = entitled
        when = cast("forms.MultipleChoiceField", self.fields["moments"])
        when.choices, when.initial = moments, [key for key, _ in moments]
        if len(moments) == 1:
            del self.fields["moments"]


class ApprovalForm(forms.Form):
    """Agreement to exactly the list that was shown."""

    manifest = forms.CharField(widget=forms.HiddenInput)


class SendBackForm(forms.Form):
    """Why a production goes back."""

    words = forms.CharField(
        max_length=1000,
        label="What is wrong with it?",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what is wrong with it."},
    )


class DeliveryForm(forms.Form):
    """How a production was handed over."""

    how = forms.CharField(
        max_length=200,
        label="How and to whom was it handed over?",
        help_text="By the way agreed at the call: the authority’s own portal, a courier, in person. Not by mail.",
        error_messages={"required": "Say how and to whom it was handed over."},
    )
    more = forms.BooleanField(
        required=False,
        label="More is to follow",
        help_text="The request stays open and due. Without it, it is answered by this, and closed.",
    )
