"""What goes into a case: one form for each part of its page, and what is done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from haven.accounts.models import Role, User
from haven.cases.actions.opening import add_member, close_case
from haven.cases.actions.reasoning import state_hypothesis, weigh
from haven.cases.actions.referrals import refer
from haven.cases.actions.revealing import ask_identity
from haven.cases.actions.work import add_task, write_note
from haven.cases.directory import recipient_called, recipients
from haven.cases.errors import CaseError
from haven.cases.models import Case
from haven.cases.pseudonyms import Naming
from haven.investigations.actions.gathering import (
    Uploaded,
    exhibit_ad,
    exhibit_file,
    exhibit_identifier,
    exhibit_messages,
    exhibit_network,
)
from haven.investigations.actions.watches import watch_identifier

_BY_REFERENCE: dict[str, Callable[..., object]] = {
    "ad": lambda ref, **rest: exhibit_ad(code=ref, **rest),
    "network": lambda ref, **rest: exhibit_network(network_id=ref, **rest),
    "identifier": lambda ref, **rest: exhibit_identifier(text=ref, **rest),
    "messages": lambda ref, **rest: exhibit_messages(case_code=ref, **rest),
}


class PartForm(forms.Form):
    """A form for a part of one case; `enact` does what it is for, as an action."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def enact(self, by: User) -> object:
        """Do it.

        Raises:
            CaseError: it cannot be done.
        """
        raise NotImplementedError  # not an abstract method: Django's forms have a metaclass of their own

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """The choices of one of its fields, which depend on the case."""
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def exhibits(self) -> list[tuple[str, str]]:
        """The case's exhibits to choose among."""
        rows = self.case.exhibits.select_related("item")
        return [(str(row.pk), f"{row.number}. {row.title[:70]}") for row in rows]

    def members(self) -> list[tuple[str, str]]:
        """The case's members to choose among."""
        return [(str(row.user_id), row.user.name) for row in self.case.members.select_related("user")]


def _words(label: str, rows: int, longest: int, missing: str, help_text: str = "", *, required: bool = True) -> Any:
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, required=required,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": missing},
    )  # fmt: skip


class ExhibitForm(PartForm):
    """Something of this site, by its code."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            ("ad", "An ad"),
            ("network", "A network"),
            ("identifier", "A contact"),
            ("messages", "Reported messages"),
        ],
    )
    ref = forms.CharField(
        label="Which one?", max_length=400, help_text="The code of an ad, network or report; a contact as it stands.",
        error_messages={"required": "Say which one: its code, or the contact itself."},
    )  # fmt: skip
    why = forms.CharField(label="What is it to show?", max_length=1000, required=False)

    def enact(self, by: User) -> object:
        """Capture it."""
        data = self.cleaned_data
        return _BY_REFERENCE[data["kind"]](data["ref"], case=self.case, why=data["why"], by=by)


class FileForm(PartForm):
    """A file from elsewhere."""

    file = forms.FileField(label="File", help_text="Up to 20 MB, kept byte for byte under its SHA-256.",
                           error_messages={"required": "Choose a file."})  # fmt: skip
    why = forms.CharField(label="Where is it from, and what is it to show?", max_length=1000,
                          error_messages={"required": "Say where the file is from."})  # fmt: skip

    def enact(self, by: User) -> object:
        """Keep it."""
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        file = Uploaded(name=sent.name or "", data=sent.read(), media_type=sent.content_type or "")
        return exhibit_file(case=self.case, file=file, why=self.cleaned_data["why"], by=by)


class HypothesisForm(PartForm):
    """What may be so."""

    text = _words("What may be so?", 2, 1000, "Say what may be so.", "One sentence that could turn out wrong.")

    def enact(self, by: User) -> object:
        """State it."""
        return state_hypothesis(case=self.case, text=self.cleaned_data["text"], by=by)


class WeighingForm(PartForm):
    """What an exhibit says about a hypothesis."""

    hypothesis = forms.ChoiceField(label="Hypothesis")
    exhibit = forms.ChoiceField(label="Exhibit")
    side = forms.ChoiceField(label="It speaks", choices=[("for", "for it"), ("against", "against it")])
    why = forms.CharField(label="Why?", max_length=1000, error_messages={"required": "Say why."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("exhibit", self.exhibits())
        self.choose("hypothesis", [(str(row.pk), row.text[:90]) for row in self.case.hypotheses.all()])

    def enact(self, by: User) -> object:
        """Weigh it."""
        data = self.cleaned_data
        hypothesis = self.case.hypotheses.get(pk=data["hypothesis"])
        exhibit = self.case.exhibits.get(pk=data["exhibit"])
        return weigh(hypothesis=hypothesis, exhibit=exhibit, supports=data["side"] == "for", why=data["why"], by=by)


class NoteForm(PartForm):
    """Something to remember."""

    text = _words("Note", 3, 5000, "The note is empty.", "It stays as it is; a mistake is put right by another note.")

    def enact(self, by: User) -> object:
        """Write it down."""
        return write_note(case=self.case, text=self.cleaned_data["text"], by=by)


class TaskForm(PartForm):
    """Something to be done."""

    text = forms.CharField(label="What is to be done?", max_length=200,
                           error_messages={"required": "Say what is to be done."})  # fmt: skip
    assignee = forms.ChoiceField(label="By whom", required=False)
    due_on = forms.DateField(label="By when", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("assignee", [("", "whoever takes it"), *self.members()])

    def enact(self, by: User) -> object:
        """Add it."""
        data = self.cleaned_data
        chosen = User.objects.filter(pk=data["assignee"]).first() if data["assignee"] else None
        return add_task(case=self.case, text=data["text"], assignee=chosen, due_on=data["due_on"], by=by)


class MemberForm(PartForm):
    """Another investigator."""

    member = forms.ChoiceField(label="Investigator", error_messages={"required": "Choose somebody."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.holding([Role.INVESTIGATOR]).exclude(pk__in=self.case.members.values("user"))
        self.choose("member", [(str(user.pk), user.name) for user in others.order_by("display_name")])

    def enact(self, by: User) -> object:
        """Add them."""
        return add_member(case=self.case, user=User.objects.get(pk=self.cleaned_data["member"]), by=by)


class RevealForm(PartForm):
    """Whose name and address the case needs."""

    person = forms.CharField(label="Who?", max_length=40, help_text="As the case calls them, for example Person K7Q2M.",
                             error_messages={"required": "Say whom, by the name this case has for them."})  # fmt: skip
    why = forms.CharField(label="Why does the case need to know?", max_length=1000,
                          error_messages={"required": "Say why: another member decides on it."})  # fmt: skip

    def enact(self, by: User) -> object:
        """Ask."""
        name = " ".join(self.cleaned_data["person"].split())
        found = Naming(self.case).person_called(name, set(User.objects.values_list("pk", flat=True)))
        if found is None:
            raise CaseError("Nobody has that name in this case.")
        return ask_identity(case=self.case, who=User.objects.get(pk=found), why=self.cleaned_data["why"], by=by)


class ReferralForm(PartForm):
    """To whom the case goes."""

    to = forms.ChoiceField(label="To whom?", error_messages={"required": "Choose to whom it goes."})
    why = _words("What do you ask them to do?", 2, 1000, "Say what you ask them to do.")
    bundle = forms.ChoiceField(label="With which bundle?", required=False,
                               help_text="Only those that a second person released.")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("to", [(one.key, f"{one.country}: {one.name}, {one.contact}") for one in recipients()])
        released = self.case.bundles.filter(release__isnull=False)
        self.choose("bundle", [("", "none"), *((str(bundle.pk), bundle.title) for bundle in released)])

    def enact(self, by: User) -> object:
        """Note it."""
        data = self.cleaned_data
        bundle = self.case.bundles.filter(pk=data["bundle"]).first() if data["bundle"] else None
        return refer(case=self.case, to=recipient_called(data["to"]), why=data["why"], bundle=bundle, by=by)


class WatchForm(PartForm):
    """A contact to wait for."""

    text = forms.CharField(label="Number, address, account or wallet", max_length=400,
                           error_messages={"required": "Say what to wait for."})  # fmt: skip

    def enact(self, by: User) -> object:
        """Begin."""
        return watch_identifier(case=self.case, text=self.cleaned_data["text"], by=by)


class ClosingForm(PartForm):
    """What came of the case."""

    words = _words("What came of it?", 3, 2000, "Say what came of it.")

    def enact(self, by: User) -> object:
        """Close it."""
        close_case(case=self.case, words=self.cleaned_data["words"], by=by)
        return None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a case's page: its form, and what is said once it is done."""

    form: type[PartForm]
    done: str


PARTS = {
    "exhibits": Part(ExhibitForm, "Kept as an exhibit, as it is now."),
    "files": Part(FileForm, "Kept as an exhibit, byte for byte."),
    "hypotheses": Part(HypothesisForm, "Stated. Now look for what would speak against it."),
    "weighings": Part(WeighingForm, "Weighed."),
    "notes": Part(NoteForm, "Noted."),
    "tasks": Part(TaskForm, "Added."),
    "members": Part(MemberForm, "They can open this case now."),
    "reveals": Part(RevealForm, "Asked. Another member has to agree."),
    "referrals": Part(ReferralForm, "Noted. Haven sends nothing itself: call or write to them now."),
    "watches": Part(WatchForm, "Watched. Members get a mail as soon as it comes back."),
    "closing": Part(ClosingForm, "Closed. It can be read, and nothing more is looked up for it."),
}
