"""Ads with what lists show of them, and nothing else: most of a page's time went into reading the rest.

Owns the columns that are read, and what is attached instead of being read again. Must not know which ads.
"""

from collections.abc import Sequence

from django.db.models import QuerySet

from haven.listings.models import Listing, RevisionPhoto
from haven.listings.queries import known

_COLUMNS = (
    *("code", "title", "price", "currency", "details", "category", "place", "latitude", "longitude"),
    *("created_at", "published_at", "reserved_at"),
    *("revision__body", "revision__place_words", "revision__created_at"),
)
_OF_A_PHOTO = ("revision", "alt", "photo__key", "photo__width", "photo__height", "photo__widths", "photo__has_avif")


def columns(found: QuerySet[Listing]) -> QuerySet[Listing]:
    """The same ads, with the columns that lists show; `complete` what comes of it."""
    return found.select_related("revision").only(*_COLUMNS)


def complete(listings: Sequence[Listing]) -> None:
    """Give each its category, its place and its first photo, with one query for all of them."""
    categories = {category.pk: category for category in known.categories()}
    places = known.places({listing.place_id for listing in listings if listing.place_id})
    photos = _first_photos([listing.revision_id for listing in listings if listing.revision_id])
    for listing in listings:
        if listing.category_id in categories:
            listing.category = categories[listing.category_id]
        if listing.place_id in places:
            listing.place = places[listing.place_id]
        if listing.revision:
            listing.revision.first_photo = photos.get(listing.revision.pk)


def _first_photos(revisions: Sequence[int]) -> dict[int, RevisionPhoto]:
    rows = RevisionPhoto.objects.filter(revision__in=revisions).order_by("revision", "position").distinct("revision")
    return {row.revision_id: row for row in rows.select_related("photo").only(*_OF_A_PHOTO)}
