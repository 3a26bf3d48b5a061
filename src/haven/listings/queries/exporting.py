"""The ads that are public, as rows that an import takes back."""

from collections.abc import Iterator

from haven.listings.models import Listing, ListingState

Row = dict[str, object]
COLUMNS = (
    "id", "title", "body", "category", "posted_at", "price", "currency", "place", "latitude", "longitude",
)  # fmt: skip
_CHUNK = 1000


def public_rows() -> Iterator[Row]:
    """Each public ad in the order of posting: `COLUMNS`, then the values of its category's fields by their names.

    Nothing of who posted it: an export may be handed on.
    """
    ads = Listing.objects.filter(state=ListingState.PUBLISHED, cleared__isnull=False)
    ads = ads.select_related("cleared__revision__category", "cleared__revision__place").order_by("id")
    for listing in ads.iterator(chunk_size=_CHUNK):
        if listing.cleared is None:  # pragma: no cover - asked for above
            continue
        words = listing.cleared.revision
        row: Row = {
            "id": listing.code,
            "title": words.title,
            "body": words.body,
            "category": words.category.slug,
            "posted_at": listing.published_at.isoformat() if listing.published_at else None,
            "price": None if words.price is None else f"{words.price.normalize():f}",
            "currency": words.currency or None,
            "place": words.place.name if words.place else words.place_words or None,
            "latitude": words.latitude,
            "longitude": words.longitude,
        }
        yield row | words.details
