"""What is typed at the desk and on the appeal page."""

from typing import Any

from django import forms

from haven.moderation.models import Outcome
from haven.moderation.queries.log import AREAS
from haven.screening import Policy


class DecisionForm(forms.Form):
    """Outcome and reasons, with what the moderator had read: the revision and the last decision on it.

    `outcomes` are those that the ad allows now. Another one is no fault of the form: the ad has moved on meanwhile,
    which the action says better.
    """

    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        label="What do you decide?",
        error_messages={"required": "Choose what to do with the ad."},
    )
    ground = forms.ChoiceField(required=False, label="The rule it breaks")
    facts = forms.CharField(
        required=False,
        max_length=5000,
        label="What you saw",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The poster reads this. Name no signal, no network, and nobody who reported it.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    last_decision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, outcomes: tuple[Outcome, ...], policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = [slug for slug in policy.grounds if slug != policy.on_failure.ground]
        names = [(slug, slug.replace("-", " ").capitalize()) for slug in grounds]
        self.outcomes = outcomes
        self.fields["ground"].choices = [("", "Choose a rule"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Reasons are owed to a poster whose ad is restricted."""
        data: dict[str, Any] = super().clean() or {}
        outcome = data.get("outcome")
        if outcome and Outcome(outcome).restricts:
            if not data.get("ground") and "ground" not in self.errors:
                self.add_error("ground", "Choose the rule that the ad breaks.")
            if not data.get("facts") and "facts" not in self.errors:
                self.add_error("facts", "Write what you saw: the poster has a right to know.")
        return data


class AppealForm(forms.Form):
    """Why the poster thinks that we are wrong."""

    text = forms.CharField(
        max_length=5000,
        label="Why is the decision wrong?",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Tell us what we got wrong, or what we could not know. Up to 5,000 characters.",
        error_messages={"required": "Write why you think the decision is wrong."},
    )


class AnswerForm(forms.Form):
    """What becomes of an appeal."""

    result = forms.ChoiceField(
        choices=[("uphold", "The decision stands"), ("reverse", "The decision was wrong: publish the ad again")],
        widget=forms.RadioSelect,
        label="Your decision",
        error_messages={"required": "Choose whether the decision stands."},
    )
    answer = forms.CharField(
        max_length=5000,
        label="Your answer to the poster",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The poster reads this, word for word.",
        error_messages={"required": "Write an answer: the poster will read it."},
    )


class LedgerForm(forms.Form):
    """What to look for in the ledger."""

    area = forms.ChoiceField(choices=[("", "Everything"), *AREAS.items()], required=False, label="About")
    subject = forms.CharField(max_length=80, required=False, label="Ad number, or kind:identifier")
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
