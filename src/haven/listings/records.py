"""A stored revision as the engines see it."""

import hashlib
from collections.abc import Iterable

from haven.listings.fields import screened_body
from haven.listings.models import Listing, ListingRevision
from haven.records import AdRecord
from haven.records.text import fold


def to_record(revision: ListingRevision) -> AdRecord:
    """The revision as an `AdRecord`; its id is the listing's code."""
    listing = revision.listing
    return AdRecord(
        id=listing.code,
        title=revision.title,
        body=screened_body(revision),
        category=revision.category.path,
        posted_at=listing.published_at or revision.created_at,
        price=None if revision.price is None else float(revision.price),
        currency=revision.currency or None,
        place=revision.place.name if revision.place else revision.place_words or None,
        latitude=revision.latitude,
        longitude=revision.longitude,
        author=None if listing.poster_id is None else str(listing.poster_id),
        photo_hashes=tuple(shown.photo.pdq for shown in revision.shown_photos.all() if shown.photo.pdq),
    )


def folded_sha256(title: str, body: str) -> str:
    """SHA-256 (hexadecimal) of the folded words: equal for texts that a reader would call the same."""
    words = " ".join(fold(f"{title}\n\n{body}").text.split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def submitted_records(codes: Iterable[str] | None) -> list[AdRecord]:
    """The ads with these codes, or all, that were ever submitted: who hides an ad must not hide its links by it."""
    ads = Listing.objects.filter(revision__isnull=False).order_by("id")
    if codes is not None:
        ads = ads.filter(code__in=list(codes))
    ads = ads.select_related("revision__category__parent", "revision__place", "revision__listing")
    rows = ads.prefetch_related("revision__shown_photos__photo")
    return [to_record(listing.revision) for listing in rows if listing.revision is not None]
