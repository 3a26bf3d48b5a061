"""The part of a posting that a category's pack defines: one form field for each of its fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haven.listings.errors import BadValue
from haven.listings.fields import (
    MONEY,
    AnyField,
    Boolean,
    Choice,
    Day,
    Multi,
    Number,
    Text,
    Value,
    Values,
    fields_of,
    read,
    say,
    unit_name,
)
from haven.listings.models import Category

_PREFIX = "details"
_NOT_SAID = _("Not said")
_NEEDED = _("(needed)")


class DetailField(forms.Field):
    """One field of a pack, read by the pack's own rules; the form says what is needed."""

    def __init__(self, field: AnyField, currency: str) -> None:
        self.field = field
        self.suffix = _suffix(field, currency)
        super().__init__(
            label=say(field.label) + (f" {_NEEDED}" if field.required and not isinstance(field, Boolean) else ""),
            help_text=say(field.help) if field.help else "",
            required=field.required,
            widget=_widget(field),
        )

    def clean(self, value: Any) -> Value | None:
        """The typed value."""
        try:
            return self.field.read(value)
        except BadValue as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: Any) -> Any:
        """A stored value as people would type it."""
        if isinstance(self.field, Boolean) and isinstance(value, bool) and not self.field.pledge:
            return "yes" if value else "no"
        return value


class DetailsForm(forms.Form):
    """Everything that the category of a draft can tell; `values` are those that are right."""

    prefix = _PREFIX

    def __init__(self, category: Category, *args: Any, currency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.category = category
        self.values: Values = {}
        for field in fields_of(category):
            self.fields[field.name] = DetailField(field, currency)

    @property
    def was_sent(self) -> bool:
        """Whether these fields were among what the browser sent: a screen may show only a part of the draft."""
        return any(name.startswith(f"{_PREFIX}-") for name in self.data)

    def clean(self) -> dict[str, Any]:
        """What no field can see alone: what is needed, and ranges."""
        reading = read(self.category, self.cleaned_data)
        self.values = reading.values
        for name, sentence in reading.problems.items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return self.cleaned_data


def _suffix(field: AnyField, currency: str) -> str:
    if not isinstance(field, Number):
        return ""
    return currency if field.unit == MONEY else unit_name(field.unit)


def _widget(field: AnyField) -> forms.Widget:
    if isinstance(field, Number):
        return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input-short"})
    if isinstance(field, Day):
        return forms.DateInput(attrs={"type": "date", "class": "input-short"})
    if isinstance(field, Text):
        return forms.TextInput(attrs={"maxlength": field.max_length, "autocomplete": "off"})
    return _picking(field)


def _picking(field: Choice | Multi | Boolean) -> forms.Widget:
    if isinstance(field, Boolean):
        answers = [("yes", field.words(value=True)), ("no", field.words(value=False))]
        return forms.CheckboxInput() if field.pledge else forms.Select(choices=[("", _NOT_SAID), *answers])
    choices = [(name, field.word(name)) for name in field.choices]
    if isinstance(field, Multi):
        return forms.CheckboxSelectMultiple(choices=choices)
    return forms.Select(choices=[("", _NOT_SAID), *choices])
