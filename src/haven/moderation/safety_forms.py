"""What is typed where children, or somebody's life, may be in danger."""

from typing import Any, cast

from django import forms

from haven.cases.directory import police
from haven.custody.cybertip.form import INCIDENTS
from haven.custody.models import CyberTip
from haven.custody.tips import Told

_MINUTE = "%Y-%m-%dT%H:%M"


class TipForm(forms.Form):
    """What a person says about what is reported."""

    token = forms.RegexField("^[0-9a-f]{32}$", widget=forms.HiddenInput, required=False)
    about = forms.ChoiceField(
        choices=[("child", "A child, or somebody who seems to be one"), ("adult", "An adult")],
        widget=forms.RadioSelect, label="Whom is it about?", error_messages={"required": "Say whom it is about."},
    )  # fmt: skip
    incident = forms.ChoiceField(
        choices=[("", "—"), *((one, one) for one in INCIDENTS)], label="What happened",
        help_text="The CyberTipline's own words for it.", error_messages={"required": "Choose what happened."},
    )  # fmt: skip
    happened_at = forms.DateTimeField(
        input_formats=[_MINUTE], widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MINUTE),
        label="When", error_messages={"required": "Say when.", "invalid": "Write day and time."},
    )  # fmt: skip
    classification = forms.ChoiceField(
        required=False, label="What the picture shows, if you looked at it",
        choices=[
            ("", "not said"),
            ("A1", "A1: younger child, sexual act"),
            ("A2", "A2: younger child, lewd exposure"),
            ("B1", "B1: older child, sexual act"),
            ("B2", "B2: older child, lewd exposure"),
        ],
    )  # fmt: skip
    words = forms.CharField(
        required=False, max_length=2000, label="What else they should know", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What was said, what was seen elsewhere, who else is named. Ad, account and file are in it anyway.",
    )  # fmt: skip
    urgent = forms.CharField(
        required=False, max_length=1000, label="Why it cannot wait, if so", widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only where a child is in danger now: it is then looked at before all others. Call the police, too.",
    )  # fmt: skip
    route = forms.ChoiceField(
        choices=CyberTip.Route.choices, label="Where it goes",
        help_text="A provider in the UK reports there what it has not reported elsewhere (Online Safety Act, s. 66).",
    )  # fmt: skip

    @property
    def told(self) -> Told:
        """What was said; for a form that is valid."""
        data: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return Told(child=data.pop("about") == "child", **data)


class ReferenceForm(forms.Form):
    """The reference of a report that was filed by hand."""

    reference = forms.CharField(max_length=60, label="The reference you were given",
                                error_messages={"required": "Write the reference."})  # fmt: skip


class DangerForm(forms.Form):
    """What is suspected, and what was told to whom."""

    to = forms.ChoiceField(label="Whom did you tell?", error_messages={"required": "Choose whom you told."})
    suspicion = forms.CharField(
        max_length=1000, label="What do you suspect, and of whom is the life or safety in danger?",
        widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Say what you suspect."},
    )  # fmt: skip
    told = forms.CharField(
        max_length=4000, label="What did you tell them?", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everything that you handed over, and to whom you spoke. It stays as it is.",
        error_messages={"required": "Write down what you told them."},
    )  # fmt: skip
    reference = forms.CharField(max_length=80, required=False, label="Their reference, if they gave one")

    def __init__(self, *args: Any, home: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(police(), key=lambda one: (one.country != home, one.country))
        choices = [("", "Choose"), *((one.key, f"{one.country}: {one.name}, {one.contact}") for one in known)]
        cast("forms.ChoiceField", self.fields["to"]).choices = choices
