"""What people at the desk say about their own work, and what a lead sets for all."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from haven.accounts.models import User
from haven.moderation.duties import Lane
from haven.moderation.models import DayNote, WorkWish
from haven.moderation.shifts import LONGEST, Limits


class WishForm(forms.Form):
    """Less hard material than the lead allows, and kinds that a person does not take."""

    items = forms.IntegerField(required=False, min_value=0, label="Hard items in a shift, at most")
    minutes = forms.IntegerField(required=False, min_value=0, label="Hard minutes in a shift, at most")
    refused = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="I do not take", choices=[]
    )

    def __init__(
        self, *args: Any, team: Limits, hard: dict[str, Lane], wish: WorkWish | None = None, **kwargs: Any
    ) -> None:
        if wish is not None:
            kwargs["initial"] = {"items": wish.items, "minutes": wish.minutes, "refused": wish.refused}
        super().__init__(*args, **kwargs)
        for name, most in (("items", team.items), ("minutes", team.minutes)):
            self.fields[name].help_text = f"The desk allows {most}. Leave it empty for that."
            self.fields[name].validators.append(
                MaxValueValidator(most, f"At most {most}: that is what the desk allows. Ask for less, not for more.")
            )
        self.fields["refused"].choices = [(slug, lane.title) for slug, lane in hard.items()]  # type: ignore[attr-defined]


class FeelingForm(forms.Form):
    """How a person is today."""

    feeling = forms.TypedChoiceField(
        choices=DayNote.Feeling.choices,
        coerce=int,
        widget=forms.RadioSelect,
        label="How are you today?",
        error_messages={"required": "Choose how you are, or leave it."},
    )


class FlaggerForm(forms.Form):
    """A body whose reports come first, and the account that it files them from."""

    body = forms.CharField(
        max_length=120, label="Whom they speak for", error_messages={"required": "Name the body that they speak for."}
    )
    email = forms.EmailField(label="Address of their account", error_messages={"required": "Write the address."})

    def clean_email(self) -> User:
        """The account with this address, which is how a flagger is known when they report."""
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if user is None:
            raise forms.ValidationError("No account has this address. They sign in once, then you can name them.")
        return user


class WorkRulesForm(forms.Form):
    """What a shift may hold, for everybody at the desk."""

    items = forms.IntegerField(label="Hard items in a shift")
    minutes = forms.IntegerField(label="Hard minutes in a shift")
    in_a_row = forms.IntegerField(label="Hard items in a row")
    work_minutes = forms.IntegerField(label="Minutes until a break")
    break_minutes = forms.IntegerField(label="Minutes of a break")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in LONGEST.items():
            field, said = self.fields[name], f"{self.fields[name].label}: a number from 1 to {most}."
            field.validators += [MinValueValidator(1, said), MaxValueValidator(most, said)]
            field.error_messages |= {"required": said, "invalid": said}
            field.widget.attrs |= {"min": 1, "max": most}
