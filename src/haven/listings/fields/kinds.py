"""The six kinds of typed fields: what each is defined by, how it reads what was typed, and how it is worded.

Owns: one class a kind, as a pack file defines it, with `read` (typed or imported → value that JSON can hold) and
`words` (value → what readers see). Must not know: packs, forms, the database.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Attribute

from haven.listings.errors import BadValue
from haven.listings.fields.labels import Label, say
from haven.listings.fields.meaning import Forms, all_forms, meant
from haven.listings.fields.numbers import plain_number
from haven.listings.fields.periods import Period
from haven.listings.fields.units import measure_words, spellings, unit_name
from haven.listings.formats import day_words, money_words, number_words

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Value = str | int | float | bool | list[str]
MONEY = "money"
"""The unit of an amount in the currency of the ad."""
_YES = {"yes", "true", "1", "on", "y", "ja", "oui", "sí", "si"}
_LONGEST_CHOICE = 200
_NO = {"no", "false", "0", "off", "n", "nein", "non"}
_SAID: dict[bool, Label] = {
    True: {"en": "Yes", "de": "Ja", "es": "Sí", "fr": "Oui"},
    False: {"en": "No", "de": "Nein", "es": "No", "fr": "Non"},
}


class Part(BaseModel):
    """A part of a pack file: unknown fields are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Field(Part):
    """What every kind has.

    Attributes:
        name: how values are stored, imported and asked for in addresses; never changed once in use.
        label: what the form asks by.
        fact: what the ad's table calls it, where that differs from the label.
        help: a sentence below the label.
        only: the categories of the pack that have it; all where empty.
        required: whether an ad must say it.
        facet: whether readers may filter by it.
        screened: whether screening reads its words with the ad's text; it always does where people write freely.
        schema_org: the property of schema.org that it is.
    """

    name: Name
    label: Label
    fact: Label | None = None
    help: Label | None = None
    only: tuple[Slug, ...] = ()
    required: bool = False
    facet: bool = False
    screened: bool = False
    schema_org: str = ""

    def title(self, language: str | None = None) -> str:
        """What the ad's table calls it."""
        return say(self.fact or self.label, language)


class Number(Field):
    """A number with a unit.

    Attributes:
        unit: as shown, in English where it is a word (`years`); `money`; nothing for a count.
        also: other units people may write, each with what one of it is in `unit`.
        decimals: digits kept after the point.
        grouped: whether thousands are grouped, as they are not in a year.
        up_to: the field with the upper end, where two fields are one range.
        per: the choice that says what an amount is paid for; asked for as soon as there is an amount.
        times: how often each of these goes into the same whole, so that amounts for them compare.
        usual: for which of them readers' bounds are, where they do not say.
    """

    kind: Literal["number"]
    unit: str = ""
    also: dict[str, Annotated[float, Attribute(gt=0)]] = Attribute(default_factory=dict)
    min: float = 0
    max: float = 1_000_000_000
    decimals: Annotated[int, Attribute(ge=0, le=3)] = 0
    grouped: bool = True
    up_to: Name | None = None
    per: Name | None = None
    times: dict[Slug, Annotated[float, Attribute(gt=0)]] = Attribute(default_factory=dict)
    usual: Slug = ""

    @model_validator(mode="after")
    def _has_room(self) -> "Number":
        if self.min >= self.max:
            raise ValueError("min must be below max")
        if (self.usual or self.times) and (self.usual not in self.times or not self.per):
            raise ValueError("usual must be one of times, and per the choice of them")
        return self

    def converted(self, amount: float, paid: str, wanted: str) -> float:
        """An amount for one of the choices of `per` as it compares for another."""
        return amount * self.times[paid] / self.times[wanted]

    def read(self, raw: object) -> Value | None:
        """The number in `unit`: whole numbers as int. Raises `BadValue`."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        amount = self._amount(raw)
        if not Decimal(str(self.min)) <= amount <= Decimal(str(self.max)):
            ends = {"least": self._digits(self.min), "most": self._digits(self.max)}
            raise BadValue(_("Write a number between %(least)s and %(most)s.") % ends)
        kept = round(amount, self.decimals)
        return int(kept) if kept == int(kept) else float(kept)

    def words(self, value: Value, language: str | None = None, currency: str = "") -> str:
        """The number with its unit: "72.5 m²", "€1,250"."""
        if not isinstance(value, int | float):
            return str(value)
        if self.unit == MONEY:
            return money_words(value, currency, language)
        return measure_words(value, self._digits(value, language), self.unit, language)

    def _amount(self, raw: object) -> Decimal:
        text = str(raw).strip() if isinstance(raw, str | int | float | Decimal) and not isinstance(raw, bool) else ""
        factor = Decimal(1)
        known = dict.fromkeys(spellings(self.unit) - {MONEY}, 1.0) | self.also
        for unit, worth in sorted(known.items(), key=lambda spelling: -len(spelling[0])):
            if text.casefold().endswith(unit.casefold()):
                text, factor = text[: -len(unit)].strip(), Decimal(str(worth))
                break
        if self.unit == MONEY:
            text = text.strip("€£$ ")
        digits = plain_number(text)
        if digits is None or len(digits) > 20:
            if self.unit in {"", MONEY}:
                raise BadValue(_("Write a number, such as 12."))
            raise BadValue(_("Write a number of %(unit)s, such as 12.") % {"unit": unit_name(self.unit)})
        try:
            amount = Decimal(digits) * factor
        except InvalidOperation:
            raise BadValue(_("Write a number, such as 12.")) from None
        if factor == 1 and amount != round(amount, self.decimals):
            if self.decimals == 0:
                raise BadValue(_("Write a whole number."))
            most = ngettext("At most %(count)s decimal.", "At most %(count)s decimals.", self.decimals)
            raise BadValue(most % {"count": self.decimals})
        return amount

    def _digits(self, value: float, language: str | None = None) -> str:
        decimals = 0 if value == int(value) else (2 if self.unit == MONEY else self.decimals)
        return number_words(value, decimals=decimals, grouped=self.grouped, language=language)


class Choosing(Field):
    """What one and several of several have.

    Attributes:
        also: further words that people, and other programs, have for a choice.
        schema_values: what schema.org calls each.
    """

    choices: Annotated[dict[Slug, Label], Attribute(min_length=2)]
    also: dict[Slug, tuple[str, ...]] = Attribute(default_factory=dict)
    schema_values: dict[Slug, str] = Attribute(default_factory=dict)

    @model_validator(mode="after")
    def _names_its_own(self) -> "Choosing":
        for key in ("also", "schema_values", "price_per"):
            if unknown := sorted(set(getattr(self, key, ())) - set(self.choices)):
                raise ValueError(f"{key} names no choice: {', '.join(unknown)}")
        return self

    @cached_property
    def _forms(self) -> Forms:
        return all_forms(self.choices, self.also)

    def chosen(self, text: str) -> str:
        """The choice with this name, or with these words in any language and form. Raises `BadValue`."""
        wanted = text.casefold()
        for name, label in self.choices.items():
            if wanted == name or wanted in {words.casefold() for words in label.values()}:
                return name
        if name := meant(text[:_LONGEST_CHOICE], self._forms):
            return name
        offered = ", ".join(say(label) for label in self.choices.values())
        raise BadValue(_("Pick one of: %(choices)s.") % {"choices": offered})

    def word(self, name: str, language: str | None = None) -> str:
        """One choice as readers see it; a name that the pack has no more stands for itself."""
        label = self.choices.get(name)
        return say(label, language) if label else name


class Choice(Choosing):
    """One of several; `price_per` says by which of them an ad's price is for a month, an hour …"""

    kind: Literal["choice"]
    price_per: dict[Slug, Period] = Attribute(default_factory=dict)

    def read(self, raw: object) -> Value | None:
        """The choice's name, found by its name or by its words in any language. Raises `BadValue`."""
        text = str(raw).strip() if isinstance(raw, str) else ""
        if not text and raw in (None, ""):
            return None
        return self.chosen(text)

    def words(self, value: Value, language: str | None = None, currency: str = "") -> str:
        """The choice as readers see it."""
        return self.word(str(value), language)


class Multi(Choosing):
    """Any number of several."""

    kind: Literal["multi"]

    def read(self, raw: object) -> Value | None:
        """The names that were chosen, in the order of the pack; from a list, or parted by commas. Raises `BadValue`."""
        parts = raw.split(",") if isinstance(raw, str) else raw if isinstance(raw, Sequence) else []
        chosen = {self.chosen(str(part).strip()) for part in parts if str(part).strip()}
        return [name for name in self.choices if name in chosen] or None

    def words(self, value: Value, language: str | None = None, currency: str = "") -> str:
        """The choices, parted by commas."""
        return ", ".join(self.word(name, language) for name in value) if isinstance(value, list) else ""


class Day(Field):
    """A date, stored as ISO 8601."""

    kind: Literal["date"]

    def read(self, raw: object) -> Value | None:
        """The day as "2026-03-01"; also read as 1.3.2026. Raises `BadValue`."""
        if isinstance(raw, date):
            return raw.isoformat()[:10]
        text = str(raw or "").strip()
        if not text:
            return None
        day, dot, rest = text.partition(".")
        month, _dot, year = rest.partition(".")
        try:
            found = date(int(year), int(month), int(day)) if dot else date.fromisoformat(text)
        except ValueError:
            raise BadValue(_("Write the date as year-month-day, such as 2026-03-01.")) from None
        if not 1900 <= found.year <= 2100:
            raise BadValue(_("This date is too far away."))
        return found.isoformat()

    def words(self, value: Value, language: str | None = None, currency: str = "") -> str:
        """The day as "1 March 2026"."""
        try:
            return day_words(date.fromisoformat(str(value)), language=language)
        except ValueError:
            return str(value)


class Boolean(Field):
    """Yes or no; a `pledge` must be yes."""

    kind: Literal["boolean"]
    pledge: bool = False

    def read(self, raw: object) -> Value | None:
        """Whether; None where nothing was said. Raises `BadValue`."""
        if raw is None or isinstance(raw, bool):
            return raw
        text = str(raw).strip().casefold()
        if not text:
            return None
        if text not in _YES | _NO:
            raise BadValue(_("Say yes or no."))
        return text in _YES

    def words(self, value: Value, language: str | None = None, currency: str = "") -> str:
        """Yes or no, in the language of the label."""
        return say(_SAID[bool(value)], language)


class Text(Field):
    """A few words, in one line."""

    kind: Literal["text"]
    max_length: Annotated[int, Attribute(ge=1, le=200)] = 80

    def read(self, raw: object) -> Value | None:
        """The words in one line. Raises `BadValue`."""
        text = " ".join(str(raw or "").split())
        if len(text) > self.max_length:
            raise BadValue(_("This is too long: at most %(most)s letters.") % {"most": self.max_length})
        if not all(letter.isprintable() for letter in text):
            raise BadValue(_("This holds a character that cannot be kept."))
        return text or None

    def words(self, value: Value, language: str | None = None, currency: str = "") -> str:
        """The words."""
        return str(value)


AnyField = Annotated[Number | Choice | Multi | Day | Boolean | Text, Attribute(discriminator="kind")]
KINDS = ("number", "choice", "multi", "date", "boolean", "text")
