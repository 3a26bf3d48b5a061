"""What investigators type about bundles, holds and cases as a whole; what goes into a case: `caseforms`."""

from typing import Any, cast

from django import forms

from haven.cases.models import Case


class BundleForm(forms.Form):
    """What a bundle is for."""

    title = forms.CharField(max_length=120, label="Title", error_messages={"required": "Give the bundle a title."})
    purpose = forms.CharField(
        max_length=2000,
        label="What is it for?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Whoever opens it reads this: who asked, under which number, and what it is to show.",
        error_messages={"required": "Say what the bundle is for: without a purpose nothing leaves."},
    )


class CaseBundleForm(BundleForm):
    """What a bundle is for, and which exhibits of a case go into it."""

    exhibits = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label="Exhibits",
        error_messages={"required": "Choose at least one exhibit."},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = case.exhibits.select_related("item").filter(item__isnull=False)
        choices = [(str(exhibit.number), f"{exhibit.number}. {exhibit.title}") for exhibit in kept]
        exhibits = cast("forms.MultipleChoiceField", self.fields["exhibits"])
        exhibits.choices, exhibits.initial = choices, [number for number, _ in choices]


class HoldForm(forms.Form):
    """What a hold rests on."""

    reason = forms.CharField(
        max_length=120,
        label="What does the hold rest on?",
        help_text="A letter's number or a case's code; not what is in it. It lasts 90 days and can be renewed.",
        error_messages={"required": "Say what the hold rests on."},
    )


class CaseForm(forms.Form):
    """What a new case is about."""

    title = forms.CharField(max_length=120, label="Title", error_messages={"required": "Give the case a title."})
    purpose = forms.CharField(
        max_length=2000,
        label="What is it for?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Who asked, under which number, what is suspected. Everything you look up is looked up for this.",
        error_messages={"required": "Say what the case is for: without a purpose, nothing may be looked up."},
    )


class TakeoverForm(forms.Form):
    """Why somebody takes a case over."""

    why = forms.CharField(
        max_length=1000,
        label="Why do you take it over?",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Whoever has to agree reads this. You see what the case is about once they have.",
        error_messages={"required": "Say why you take it over."},
    )


class SearchForm(forms.Form):
    """An identifier to look for."""

    q = forms.CharField(
        max_length=400,
        label="A number, address, account or wallet",
        help_text="However it is written: two oh two 555 01 four seven, jo (at) example dot com, t.me/name.",
        error_messages={"required": "Type what you look for."},
    )
