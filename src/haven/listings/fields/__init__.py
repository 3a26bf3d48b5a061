"""Typed fields of categories: defined in `packs/*.yaml`, one file a pack; everything else follows from there.

Owns: the face of it. `fields_of(category)`, `clean(category, raw)`, `facts(revision)` are what forms, the ad's page,
import, search and screening go by. Must not know: forms, views.

    fields_of("flats")                       → the fields of that category, each with `.name .kind .facet …`
    clean("flats", {"area": "75 sqm"})       → {"area": 75}; what JSON holds and a revision keeps
    facts(revision)                          → rows with a label and words, in the language of the request
"""

from collections.abc import Mapping
from functools import cache

from django.utils.translation import get_language

from haven.listings.errors import WrongDetails
from haven.listings.fields.facts import Fact, facts_of, screened_lines
from haven.listings.fields.kinds import MONEY, AnyField, Boolean, Choice, Day, Multi, Number, Text, Value
from haven.listings.fields.labels import Label, say
from haven.listings.fields.loading import PackError, load_pack, packs
from haven.listings.fields.meaning import Forms, all_forms, meant
from haven.listings.fields.pack import Life, Pack, Reading, Values, read_fields
from haven.listings.fields.periods import PERIODS, Period
from haven.listings.fields.units import unit_name
from haven.listings.formats import price_words
from haven.listings.models import Category, Listing, ListingDraft, ListingRevision
from haven.site.queries import site

__all__ = [
    "MONEY", "AnyField", "Boolean", "Choice", "Day", "Fact", "Label", "Life", "Multi", "Number", "Pack", "PackError",
    "Reading", "Text", "Value", "Values", "asked_words", "category_meant", "category_name", "clean", "facets_of",
    "facts", "field_names", "fields_of", "has_money", "is_priced", "load_pack", "pack_of", "packs", "pay_words",
    "price_period", "read", "say", "screened_body", "unit_name",
]  # fmt: skip
_LONGEST_NAME = 60


def pack_of(category: Category | str) -> Pack | None:
    """The pack that a category (or its slug, or the pack's own) belongs to; none for categories of the site's own."""
    return _by_slug().get(_slug(category))


def category_name(category: Category) -> str:
    """What the category is called in the language of the request; as the site wrote it, where no pack has it."""
    pack = pack_of(category)
    if pack is None:
        return category.name
    return say(pack.label if category.slug == pack.slug else pack.categories[category.slug])


def category_meant(words: str) -> str:
    """The slug of the category that is called so in any language, whatever the endings; "" where none is.

    The language of the request and those of the site's ads come first.
    """
    languages = {(get_language() or "en")[:2], *site().languages}
    return meant(words[:_LONGEST_NAME], _category_forms(), languages)


@cache
def _category_forms() -> Forms:
    labels = {slug: label for pack in packs() for slug, label in ({pack.slug: pack.label} | pack.categories).items()}
    return all_forms(labels, {})


def field_names() -> frozenset[str]:
    """The names of all fields of all packs: columns of a file that are called so are values of its ads."""
    return frozenset(field.name for pack in packs() for field in pack.fields)


def fields_of(category: Category | str) -> tuple[AnyField, ...]:
    """The fields that an ad of this category has, in their order; for a whole pack, what all its categories have."""
    pack = pack_of(category)
    return pack.fields_of(_slug(category)) if pack else ()


def facets_of(category: Category | str) -> tuple[AnyField, ...]:
    """The fields that readers may filter by."""
    return tuple(field for field in fields_of(category) if field.facet)


def read(category: Category | str, raw: Mapping[str, object], *, complete: bool = True) -> Reading:
    """The good values and what is wrong with the others: for forms and imports, which keep what is good.

    Names that the category has no field for are left out; `complete` asks for what is required, too.
    """
    return read_fields(fields_of(category), raw, complete=complete)


def clean(category: Category | str, raw: Mapping[str, object]) -> Values:
    """The values, complete and right.

    Raises:
        WrongDetails: with a sentence for every field that is not.
    """
    reading = read(category, raw)
    if reading.problems:
        raise WrongDetails(reading.problems)
    return reading.values


def facts(words: ListingRevision | ListingDraft, language: str | None = None) -> list[Fact]:
    """The table of facts of a revision or a draft, in `language` or that of the request."""
    if words.category is None:
        return []
    return facts_of(fields_of(words.category), words.details, currency=words.currency, language=language)


def is_priced(category: Category | str) -> bool:
    """Whether ads of this category have a price of their own: a job has its pay instead."""
    pack = pack_of(category)
    return pack is None or _slug(category) not in pack.unpriced


def pay_words(category: Category | str, values: Values, currency: str) -> str:
    """What is paid, where ads of this category say it instead of a price: "£16.50–£18 an hour"; nothing unsaid."""
    if is_priced(category):
        return ""
    fields = fields_of(category)
    paid = {name for f in fields if isinstance(f, Number) and f.times for name in (f.name, f.up_to, f.per)}
    rows = facts_of(tuple(f for f in fields if f.name in paid), values, currency=currency)
    return next((fact.words for fact in rows), "")


def price_period(category: Category | str, values: Values) -> Period | None:
    """What the price of an ad of this category with these values is for: a month's rent, an hour's work."""
    pack = pack_of(category)
    always = pack.price_per.get(_slug(category)) if pack else None
    told = (f.price_per.get(str(values.get(f.name))) for f in fields_of(category) if isinstance(f, Choice))
    return always or next((period for period in told if period), None)


def asked_words(ad: Listing | ListingRevision | ListingDraft) -> str:
    """What an ad asks for or pays, in words: "€1,250", "£950 a month", "£16.50 an hour", "Free"; nothing unsaid."""
    if ad.category is None:
        return price_words(ad.price, ad.currency)
    if not ad.price:
        return price_words(ad.price, ad.currency) or pay_words(ad.category, ad.details, ad.currency or site().currency)
    period = price_period(ad.category, ad.details)
    amount = price_words(ad.price, ad.currency)
    return f"{amount} {say(PERIODS[period])}" if period else amount


def has_money(category: Category | str, values: Values) -> bool:
    """Whether an amount of money is among the values, so that they need a currency."""
    return any(isinstance(f, Number) and f.unit == MONEY and f.name in values for f in fields_of(category))


def screened_body(revision: ListingRevision) -> str:
    """What screening reads below the title: the ad's text, then a line for each value that matters to it."""
    fields = fields_of(revision.category)
    lines = screened_lines(fields, revision.details, currency=revision.currency)
    return "\n\n".join([revision.body, "\n".join(lines)]) if lines else revision.body


@cache
def _by_slug() -> dict[str, Pack]:
    return {slug: pack for pack in packs() for slug in (pack.slug, *pack.categories)}


def _slug(category: Category | str) -> str:
    return category if isinstance(category, str) else category.slug
