"""What an ad looks like in the index.

Owns the fields and what each is for. Nothing is stored but what is searched by: a hit is an id, and the row is read
from PostgreSQL. Count `home.VERSION` up with any change here, so that indexes of before are made anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet
from tantivy import Document, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from haven.listings.fields import Value
from haven.listings.models import Listing, ListingState
from haven.listings.searching import analysis, details
from haven.listings.searching.areas import cells_of, spot

_ID_BITS = 31
_PRICE_ID_BITS = 24
_NO_PRICE = 2**40 - 1  # beyond what twelve digits hold
_LONGEST_BODY = 100_000
NO_CURRENCY = "-"
"""What stands for the currency of an ad that names no amount."""


@dataclass(frozen=True, slots=True)
class LiveAd:
    """What the index needs to know of a live ad."""

    id: int
    published_at: datetime | None
    price: Decimal | None
    category_id: int
    currency: str
    place_id: int | None
    latitude: float | None
    longitude: float | None
    title: str
    body: str
    category: str
    details: dict[str, Value]
    place: str


def listed() -> QuerySet[Listing]:
    """The ads that searches find: those that are public and not limited to who has their address."""
    return Listing.objects.filter(state=ListingState.PUBLISHED, limited_at=None)


def live_ads(ids: Iterable[int] | None = None, *, beyond: int = 0, limit: int | None = None) -> list[LiveAd]:
    """The listed ones among these ads, or, in the order of their ids, up to `limit` of those beyond one."""
    rows = listed().filter(revision__isnull=False)
    rows = rows.filter(pk__gt=beyond).order_by("pk") if ids is None else rows.filter(pk__in=list(ids))
    values = rows.values_list(
        "pk",
        "published_at",
        "price",
        "category_id",
        "currency",
        "place_id",
        "latitude",
        "longitude",
        "revision__title",
        "revision__body",
        "category__slug",
        "revision__details",
        "place__name",
        "revision__place_words",
    )
    return [LiveAd(*row[:12], place=row[12] or row[13]) for row in values[:limit]]


def schema(languages: tuple[str, ...]) -> Schema:
    """The fields of an index for these (stemmed) languages.

    `title` and `text` (title, place, body) hold whole words, for phrases, spelling and counting; `title_xx` and
    `text_xx` their stems. `newest`, `cheapest` and `dearest` are orders: unique numbers, so that a page can go on
    behind one.
    """
    builder = SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in ("newest", "cheapest", "dearest", "cents"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("category", "place"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_text_field("currency", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("spot", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("cells", tokenizer_name="cells", index_option="basic")
    builder.add_json_field("details", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("title", tokenizer_name="plain", index_option="freq")
    builder.add_text_field("text", tokenizer_name="plain", index_option="position")
    for language in languages:
        builder.add_text_field(f"title_{language}", tokenizer_name=language, index_option="freq")
        builder.add_text_field(f"text_{language}", tokenizer_name=language, index_option="freq")
    return builder.build()


def register_analysers(index: Index, languages: tuple[str, ...]) -> None:
    """Tell an opened index how its fields cut words; it does not remember."""
    index.register_tokenizer("plain", analysis.plain())
    index.register_tokenizer("cells", TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    for language in languages:
        index.register_tokenizer(language, analysis.stemming(language))


def document(ad: LiveAd, fields: Schema, languages: tuple[str, ...]) -> Document:
    """The ad as the index takes it."""
    values = dict(_values(ad))
    for language in languages:
        values[f"title_{language}"] = values["title"]
        values[f"text_{language}"] = values["text"]
    return Document.from_dict(values, fields)


def newest_key(seconds: int, listing_id: int) -> int:
    """Where an ad stands in the order of time: by the second, then by id."""
    return seconds << _ID_BITS | listing_id & (1 << _ID_BITS) - 1


def cheapest_key(cents: int, listing_id: int) -> int:
    """Where an ad stands from cheapest to dearest: by price, none (-1) last, then the newer id first."""
    mask = (1 << _PRICE_ID_BITS) - 1
    return (_NO_PRICE if cents < 0 else cents) << _PRICE_ID_BITS | mask - (listing_id & mask)


def dearest_key(cents: int, listing_id: int) -> int:
    """Where an ad stands from dearest (greatest key) to cheapest: none (-1) last, then the newer id first."""
    return cents + 1 << _PRICE_ID_BITS | listing_id & (1 << _PRICE_ID_BITS) - 1


def _said(values: Mapping[str, Value]) -> Iterator[str]:
    """The words among an ad's typed values: make and model, and the choices by name."""
    for value in values.values():
        yield from value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _values(ad: LiveAd) -> Iterator[tuple[str, object]]:
    cents = -1 if ad.price is None else int(ad.price * 100)
    yield "id", ad.id
    yield "newest", newest_key(max(0, int(ad.published_at.timestamp())) if ad.published_at else 0, ad.id)
    yield "cheapest", cheapest_key(cents, ad.id)
    yield "dearest", dearest_key(cents, ad.id)
    yield "category", ad.category_id
    yield "currency", ad.currency or NO_CURRENCY
    yield "title", ad.title
    yield "text", "\n".join([ad.title, ad.place, *_said(ad.details), ad.body[:_LONGEST_BODY]])
    yield "details", details.indexed(ad.category, ad.details)
    if cents >= 0:
        yield "cents", cents
    if ad.place_id is not None:
        yield "place", ad.place_id
    if ad.latitude is not None and ad.longitude is not None:
        path = spot(ad.latitude, ad.longitude)
        yield "spot", path
        yield "cells", " ".join(cells_of(path))
