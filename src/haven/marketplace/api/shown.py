"""What programs are shown of an ad, a draft, a conversation, a saved search.

Owns: the shapes in the OpenAPI document, and the way from rows to them. Must not know: requests, who may see what.
Amounts of money are strings, `"120.00"`, in major units of the currency beside them; times are ISO 8601 with an offset.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from ninja import Schema

from haven.listings.fields import Fact, facts
from haven.listings.links import absolute
from haven.listings.models import Listing, ListingDraft, ListingRevision, Photo, Place, RevisionPhoto
from haven.listings.queries.own import price_steps
from haven.listings.veiling import hides_something, veiled, veiled_beginning, veiled_fact, veiled_title, veiled_words

_WIDEST = 1600  # pixels
_LONGEST_PASSAGE = 500  # letters of an ad in a list


class PlaceOut(Schema):
    """A town of the gazetteer; `id` is its GeoNames number, coordinates in degrees."""

    id: int
    name: str
    country: str
    latitude: float
    longitude: float


class FactOut(Schema):
    """One typed field of a category: its value, and the value in words."""

    name: str
    label: str
    value: Any
    words: str


class PhotoOut(Schema):
    """A photo; width and height in pixels of the largest copy."""

    key: str
    url: str
    width: int
    height: int
    alt: str


class PriceStepOut(Schema):
    """What an ad asked for from a moment on."""

    amount: Decimal
    currency: str
    since: datetime


class CardOut(Schema):
    """An ad in a list. Contact details in its words are replaced by what they are, in brackets."""

    code: str
    url: str
    title: str
    text: str
    category: str
    price: Decimal | None
    currency: str
    place: str
    distance_km: float | None = None
    reserved: bool
    photo: PhotoOut | None
    published_at: datetime | None


class AdOut(CardOut):
    """An ad with everything its page shows; `has_contacts` where something of what was typed is hidden."""

    has_contacts: bool
    facts: list[FactOut]
    photos: list[PhotoOut]
    town: PlaceOut | None
    poster: str
    poster_since: datetime
    price_steps: list[PriceStepOut]
    expires_at: datetime | None


class DraftOut(Schema):
    """An ad that is being written; `missing` names the fields without which it cannot be published."""

    code: str
    category: str
    title: str
    body: str
    price: Decimal | None
    currency: str
    place: str
    place_id: int | None
    details: dict[str, Any]
    photos: list[PhotoOut]
    missing: list[str]
    is_edit: bool


class MyAdOut(Schema):
    """One's own ad: how it stands, under which ground it was held or refused, and the steps that it can take."""

    code: str
    url: str
    state: str
    title: str
    body: str
    category: str
    price: Decimal | None
    currency: str
    place: str
    details: dict[str, Any]
    photos: list[PhotoOut]
    reserved: bool
    ground: str
    steps: list[str]
    created_at: datetime
    published_at: datetime | None
    expires_at: datetime | None


def photo_out(photo: Photo, alt: str = "") -> PhotoOut:
    """A photo with its public address."""
    url = f"{settings.SITE_URL}{settings.MEDIA_URL}{photo.path(_WIDEST)}"
    return PhotoOut(key=photo.key, url=url, width=photo.width, height=photo.height, alt=alt)


def card_out(listing: Listing) -> CardOut:
    """An ad of a list, as `queries.search` reads it."""
    return CardOut(**_card(listing, _LONGEST_PASSAGE))


def ad_out(listing: Listing) -> AdOut:
    """An ad that is live."""
    revision = listing.revision
    if revision is None or listing.poster is None:
        raise ValueError(f"{listing.code} was never submitted")
    photos = _shown_photos(revision)
    return AdOut(
        **_card(listing, None),
        has_contacts=hides_something(listing),
        facts=[fact_out(fact) for fact in facts(revision)],
        photos=[photo_out(shown.photo, veiled_words(shown.alt)) for shown in photos],
        town=PlaceOut.from_orm(revision.place) if revision.place else None,
        poster=veiled_words(listing.poster.name),
        poster_since=listing.poster.joined_at,
        price_steps=[PriceStepOut.from_orm(step) for step in price_steps(listing)],
        expires_at=listing.expires_at,
    )


def fact_out(fact: Fact) -> FactOut:
    """A row of the table of facts; what somebody wrote freely loses its contact details."""
    words = veiled_fact(fact)
    return FactOut(
        name=fact.field.name, label=fact.label, value=fact.value if words == fact.words else words, words=words
    )


def draft_out(draft: ListingDraft, photos: list[Photo], missing: list[str]) -> DraftOut:
    """A draft as it is kept."""
    return DraftOut(
        code=draft.listing.code,
        category=draft.category.slug if draft.category else "",
        title=draft.title,
        body=draft.body,
        price=draft.price,
        currency=draft.currency,
        place=place_words(draft.place, draft.place_words),
        place_id=draft.place_id,
        details=draft.details,
        photos=[photo_out(photo, photo.alt) for photo in photos],
        missing=missing,
        is_edit=draft.listing.revision_id is not None,
    )


def my_ad_out(listing: Listing, *, ground: str, steps: set[str]) -> MyAdOut:
    """One's own ad with its words as they were submitted."""
    revision = listing.revision
    if revision is None:
        raise ValueError(f"{listing.code} was never submitted")
    return MyAdOut(
        code=listing.code,
        url=absolute("marketplace:ad", listing.code),
        state=listing.state,
        title=revision.title,
        body=revision.body,
        category=revision.category.slug,
        price=revision.price,
        currency=revision.currency,
        place=place_words(revision.place, revision.place_words),
        details=revision.details,
        photos=[photo_out(shown.photo, shown.alt) for shown in _shown_photos(revision)],
        reserved=listing.reserved_at is not None,
        ground=ground,
        steps=sorted(steps),
        created_at=listing.created_at,
        published_at=listing.published_at,
        expires_at=listing.expires_at,
    )


def place_words(place: Place | None, words: str) -> str:
    """Where, as people read it."""
    return str(place) if place else words


def _card(listing: Listing, longest: int | None) -> dict[str, Any]:
    revision = listing.revision
    photo = revision.first_photo if revision else None
    body = revision.body if revision else ""
    return {
        "code": listing.code,
        "url": absolute("marketplace:ad", listing.code),
        "title": veiled_title(listing.title),
        "text": veiled_beginning(body, longest) if longest else veiled(body),
        "category": listing.category.slug if listing.category else "",
        "price": listing.price,
        "currency": listing.currency,
        "place": place_words(listing.place, veiled_words(revision.place_words) if revision else ""),
        "distance_km": getattr(listing, "distance_km", None),
        "reserved": listing.reserved_at is not None,
        "photo": photo_out(photo.photo, veiled_words(photo.alt)) if photo else None,
        "published_at": listing.published_at,
    }


def _shown_photos(revision: ListingRevision | None) -> list[RevisionPhoto]:
    if revision is None:
        return []
    prefetch_related_objects([revision], "shown_photos__photo")
    return list(revision.shown_photos.all())
