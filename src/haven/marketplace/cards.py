"""An ad as lists of ads show it.

Owns what a card says, worked out once for each ad: a page of results is mostly cards, so that their template only puts
things in their places. Must not know which list.
"""

from dataclasses import dataclass
from functools import cache

from django.urls import get_urlconf, reverse
from django.utils.translation import gettext as _

from haven.listings.fields import asked_words, category_name
from haven.listings.formats import ago_words, number_words
from haven.listings.models import Listing, RevisionPhoto
from haven.listings.searching.highlighting import Marker, Piece
from haven.listings.veiling import has_contacts, veiled, veiled_beginning, veiled_title, veiled_words

_SHOWN = 180  # characters of a text
_CODE = "0000000000"


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says, in the language of the request.

    Attributes:
        code: the ad's.
        address: of its page.
        title: pieces of it, those that were looked for marked.
        words: the passage of its text with most of what was looked for, or the beginning.
        where: the place, and how far it is from where was looked.
        category: as it is called.
        icon: of the category, for an ad without a photo.
        since: when it was published, as machines read it.
        age: the same as people say it.
        price: with its currency and what it is for; of a job its pay.
        is_reserved: whether somebody has been promised it.
        photo: the first one.
    """

    code: str
    address: str
    title: list[Piece]
    words: list[Piece]
    where: str
    category: str
    icon: str
    since: str
    age: str
    price: str
    is_reserved: bool
    photo: RevisionPhoto | None


def card_of(listing: Listing, marker: Marker | None = None) -> Card:
    """The card of a live ad, read with its category, place, revision and photos; `marker` for what was looked for."""
    revision, category = listing.revision, listing.category
    body = revision.body if revision else ""
    return Card(
        code=listing.code,
        address=_address(listing.code),
        title=_title(marker.mark(listing.title) if marker else [Piece(listing.title)]),
        words=_veiled(marker.passage(body)) if marker else [Piece(veiled_beginning(body, _SHOWN))],
        where=_where(listing),
        category=category_name(category) if category else "",
        icon=(category.icon if category else "") or "image",
        since=listing.published_at.isoformat(timespec="seconds") if listing.published_at else "",
        age=ago_words(listing.published_at),
        price=asked_words(listing),
        is_reserved=listing.reserved_at is not None,
        photo=revision.first_photo if revision else None,
    )


def _veiled(passage: list[Piece]) -> list[Piece]:
    """A passage with contact details in it loses them, and its marks: lists of ads are what programs read."""
    text = "".join(piece.text for piece in passage)
    return [Piece(veiled(text))] if has_contacts(text) else passage


def _title(pieces: list[Piece]) -> list[Piece]:
    """The same of a title, which is hidden less freely."""
    text = "".join(piece.text for piece in pieces)
    shown = veiled_title(text)
    return pieces if shown == text else [Piece(shown)]


def _where(listing: Listing) -> str:
    typed = listing.revision.place_words if listing.revision else ""
    place = listing.place.name if listing.place else veiled_words(typed)
    distance = getattr(listing, "distance_km", None)
    if not place or distance is None or distance < 1:
        return place
    away = _("%(km)s km away") % {"km": number_words(distance)}
    return f"{place}, {away}"


def _address(code: str) -> str:
    before, after = _around_the_code(get_urlconf())
    return f"{before}{code}{after}"


@cache  # finding an address takes longer than all else that a card says
def _around_the_code(urlconf: str | None) -> tuple[str, str]:
    before, _, after = reverse("marketplace:ad", args=[_CODE], urlconf=urlconf).partition(_CODE)
    return before, after
