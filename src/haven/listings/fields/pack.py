"""A category pack: a shelf of the market with its categories and what ads on it can tell.

Owns: the pack as its file defines it, and reading an ad's values by it. Must not know: files, forms, the database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field as Attribute

from haven.listings.errors import BadValue
from haven.listings.fields.kinds import AnyField, Boolean, Choice, Number, Part, Slug, Value
from haven.listings.fields.labels import Label
from haven.listings.fields.periods import Period

Values = dict[str, Value]
"""An ad's values by field name, as JSON holds them: str, int, float, bool, list of str; dates as ISO 8601."""


class Life(Part):
    """How long an ad of the pack is live, and how soon the same may be posted anew; the site's own where not said."""

    days: Annotated[int, Attribute(ge=1, le=365)] | None = None
    repost_days: Annotated[int, Attribute(ge=0, le=365)] = 7


class Pack(Part):
    """One pack file.

    Attributes:
        unpriced: categories where no price is asked for.
        price_per: categories whose price is always for a month, an hour …
        schema_types: the type of schema.org that an ad of a category is.
    """

    slug: Slug
    position: Annotated[int, Attribute(ge=1)]
    icon: Slug
    label: Label
    categories: Annotated[dict[Slug, Label], Attribute(min_length=1)]
    unpriced: tuple[Slug, ...] = ()
    life: Life = Life()
    price_per: dict[Slug, Period] = Attribute(default_factory=dict)
    schema_types: dict[Slug, str] = Attribute(default_factory=dict)
    fields: tuple[AnyField, ...] = ()

    def fields_of(self, category: str) -> tuple[AnyField, ...]:
        """The fields that ads of the category have, in their order."""
        return tuple(field for field in self.fields if not field.only or category in field.only)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an ad's fields: good values, and a sentence for each that was not, by field name."""

    values: Values
    problems: dict[str, str]


def read_fields(fields: tuple[AnyField, ...], raw: Mapping[str, object], *, complete: bool = True) -> Reading:
    """Read every field; names that none of them has are left out. `complete` asks for what is required, too."""
    values: Values = {}
    problems: dict[str, str] = {}
    for field in fields:
        try:
            value = field.read(raw.get(field.name))
        except BadValue as error:
            problems[field.name] = str(error)
            continue
        if value is not None:
            values[field.name] = value
    problems |= {name: sentence for name, sentence in _together(fields, values) if name not in problems}
    if complete:
        problems |= {name: sentence for name, sentence in _wanting(fields, values) if name not in problems}
    return Reading({name: value for name, value in values.items() if name not in problems}, problems)


def _together(fields: tuple[AnyField, ...], values: Values) -> Iterator[tuple[str, str]]:
    """Ranges that end before they begin."""
    for field in fields:
        if isinstance(field, Number) and field.up_to:
            low, high = values.get(field.name), values.get(field.up_to)
            if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
                yield field.up_to, _("This is less than the lower end.")


def _wanting(fields: tuple[AnyField, ...], values: Values) -> Iterator[tuple[str, str]]:
    """What an ad must say and does not."""
    for field in fields:
        if isinstance(field, Boolean) and field.pledge:
            if values.get(field.name) is False or (field.required and field.name not in values):
                yield field.name, _("Without this promise the ad cannot be posted.")
        elif field.required and field.name not in values:
            yield field.name, _("Pick one.") if isinstance(field, Choice) else _("This is needed.")
        paid = isinstance(field, Number) and {field.name, field.up_to} & values.keys()
        if isinstance(field, Number) and paid and field.per and field.per not in values:
            yield field.per, _("Say what this amount is paid for.")
