"""What is typed at the desk and on the appeal page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haven.moderation.models import Outcome
from haven.moderation.queries.log import AREAS
from haven.screening import Policy


def ground_choices(policy: Policy) -> list[tuple[str, str]]:
    """The rules that an ad can break, as people choose among them."""
    grounds = [slug for slug in policy.grounds if slug != policy.on_failure.ground]
    return [("", "Choose a rule"), *((slug, slug.replace("-", " ").capitalize()) for slug in grounds)]


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
        label="What you saw, or want to know",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The poster reads this. Name no signal, no network, and nobody who reported it.",
    )
    strike = forms.BooleanField(required=False, label="Also a strike against the account, for a year")
    revision = forms.IntegerField(widget=forms.HiddenInput)
    last_decision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, outcomes: tuple[Outcome, ...], policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = outcomes
        self.fields["ground"].choices = ground_choices(policy)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Reasons are owed to a poster whose ad is restricted."""
        data: dict[str, Any] = super().clean() or {}
        outcome = data.get("outcome")
        if outcome == Outcome.ASK and not data.get("facts") and "facts" not in self.errors:
            self.add_error("facts", "Write what you want to know from the poster.")
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
        label=_("Why is the decision wrong?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Tell us what we got wrong, or what we could not know. Up to 5,000 characters."),
        error_messages={"required": _("Write why you think the decision is wrong.")},
    )


class AnswerForm(forms.Form):
    """What becomes of an appeal; where a reporter was right the ad is removed, which takes reasons for its poster."""

    result = forms.ChoiceField(
        choices=[("uphold", "The decision stands"), ("reverse", "The decision was wrong"), ("ask", "Ask first")],
        widget=forms.RadioSelect,
        label="Your decision",
        error_messages={"required": "Choose whether the decision stands."},
    )
    ground = forms.ChoiceField(required=False, label="The rule that the ad breaks")
    facts = forms.CharField(
        required=False,
        max_length=5000,
        label="What you saw",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only for a reversal: the ad is removed, and its poster reads this.",
    )
    answer = forms.CharField(
        max_length=5000,
        label="Your answer, or your question",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Who appealed reads this, word for word.",
        error_messages={"required": "Write an answer: who appealed will read it."},
    )

    def __init__(self, *args: Any, policy: Policy, takes_down: bool, reversal: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [  # type: ignore[attr-defined]
            ("uphold", "The decision stands"), ("reverse", f"The decision was wrong: {reversal}"),
            ("ask", "Ask who appealed first"),
        ]  # fmt: skip
        self.fields["ground"].choices = ground_choices(policy)  # type: ignore[attr-defined]
        if not takes_down:
            del self.fields["ground"], self.fields["facts"]

    def clean(self) -> dict[str, Any]:
        """Reasons are owed to a poster whose ad is removed."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("result") == "reverse" and "ground" in self.fields:
            for name, words in (("ground", "Choose the rule that the ad breaks."), ("facts", "Write what you saw.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data


class WordsForm(forms.Form):
    """An answer to a question of the desk, or something added to an appeal."""

    text = forms.CharField(
        max_length=5000,
        label=_("Your answer"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your answer.")},
    )


class ProposalForm(forms.Form):
    """One outcome for many ads, or for an account."""

    outcome = forms.ChoiceField(choices=Outcome.choices, widget=forms.HiddenInput)
    ground = forms.ChoiceField(
        label="The rule that is broken", error_messages={"required": "Choose the rule that is broken."}
    )
    facts = forms.CharField(
        max_length=5000,
        label="What you saw",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Each poster reads this.",
        error_messages={"required": "Write what you saw: posters have a right to know."},
    )
    reason = forms.CharField(
        max_length=2000,
        label="Why, for your colleagues",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It is kept with the decisions; posters never see it.",
        error_messages={"required": "Write for your colleagues why these are decided together."},
    )

    def __init__(self, *args: Any, policy: Policy, restricts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = ground_choices(policy)  # type: ignore[attr-defined]
        if not restricts:
            del self.fields["ground"], self.fields["facts"]


class PolicyForm(forms.Form):
    """A draft of the policy, with what its author began from."""

    note = forms.CharField(required=False, max_length=300, label="What changes, and why")
    text = forms.CharField(
        max_length=200_000,
        strip=False,
        label="The policy",
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false"}),
        error_messages={"required": "Write the policy."},
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class LedgerForm(forms.Form):
    """What to look for in the ledger."""

    area = forms.ChoiceField(choices=[("", "Everything"), *AREAS.items()], required=False, label="About")
    subject = forms.CharField(max_length=80, required=False, label="Ad number, or kind:identifier")
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)


class SecondLookForm(forms.Form):
    """What a second person finds, without knowing what the first one did."""

    found = forms.ChoiceField(
        choices=[("lawful", "Within the rules"), ("against", "Against the rules")],
        widget=forms.RadioSelect,
        label="What do you find?",
        error_messages={"required": "Choose whether the ad is within the rules."},
    )
    ground = forms.ChoiceField(required=False, label="The rule it breaks")
    note = forms.CharField(
        required=False, max_length=2000, label="Why (for the desk)", widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = ground_choices(policy)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is against the rules is against one of them."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("found") == "against" and not data.get("ground") and "ground" not in self.errors:
            self.add_error("ground", "Choose the rule that the ad breaks.")
        return data


class SettleForm(forms.Form):
    """Who was right, where two people disagree."""

    right = forms.ChoiceField(
        choices=[("first", "The first"), ("second", "The second")],
        widget=forms.RadioSelect,
        label="Who was right?",
        error_messages={"required": "Choose who was right."},
    )
    note = forms.CharField(
        max_length=2000,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write why: both will read it."},
    )


class GoldenForm(forms.Form):
    """An ad about which two people agree."""

    code = forms.CharField(max_length=20, label="Ad number", error_messages={"required": "Write the ad's number."})
    found = forms.ChoiceField(
        choices=[("lawful", "Within the rules"), ("against", "Against the rules")],
        widget=forms.RadioSelect,  # nothing chosen beforehand: what is suggested is what is answered
        label="The right answer",
        error_messages={"required": "Choose the right answer."},
    )
    why = forms.CharField(
        max_length=2000,
        label="Why (whoever is wrong reads it)",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write why this is the right answer."},
    )


class MatchForm(forms.Form):
    """Whether a match in the hash banks is right."""

    found = forms.ChoiceField(
        choices=[("confirmed", "The match is right"), ("cleared", "It is another picture, and lawful")],
        widget=forms.RadioSelect,
        label="What did you find?",
        error_messages={"required": "Choose whether the match is right."},
    )
    note = forms.CharField(
        max_length=2000,
        label="What you rest it on",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with the file. Whoever files the report reads it.",
        error_messages={"required": "Write what you rest it on."},
    )


class HashForm(forms.Form):
    """One hash by hand."""

    kind = forms.ChoiceField(choices=[("pdq", "PDQ: 64 digits"), ("md5", "MD5: 32 digits")], label="Kind")
    value = forms.CharField(max_length=80, label="Hash", error_messages={"required": "Write the hash."})
    bank = forms.CharField(max_length=120, label="Bank", error_messages={"required": "Name the bank."})
    reason = forms.CharField(max_length=300, label="Why", error_messages={"required": "Say why it is added."})
