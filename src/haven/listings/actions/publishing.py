"""Making a cleared revision what the public sees and searches."""

from django.db import connection
from django.utils import timezone

from haven.listings.models import Clearance, Listing, ListingState
from haven.listings.searching.analysis import database_language
from haven.listings.searching.stemming import ADS, restem
from haven.listings.terms import term_of

_INDEX = """
UPDATE listings_listing AS l
SET search = made.search
FROM (
    SELECT l.id, l.revision_id, setweight(to_tsvector(%(words)s::regconfig, r.title), 'A')
        || setweight(to_tsvector(%(words)s::regconfig, coalesce(p.name, r.place_words)), 'B')
        || setweight(to_tsvector(%(words)s::regconfig, left(r.body, 100000)), 'C') AS search
    FROM listings_listing AS l JOIN listings_listingrevision AS r ON r.id = l.revision_id
    LEFT JOIN listings_place AS p ON p.id = r.place_id
    WHERE l.id = ANY (%(ids)s)
) AS made
WHERE made.id = l.id AND made.revision_id = l.revision_id AND l.search IS DISTINCT FROM made.search
"""
_AT_ONCE = 500


def index_for_search(listing_ids: list[int]) -> None:
    """Set the search vectors of these listings from their revisions; stemmed, and titles weigh most.

    One that gets another revision meanwhile is left to whoever publishes that.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INDEX, {"words": database_language(), "ids": listing_ids})


def restem_ads() -> int:
    """Bring up to 500 ads into the word forms of the site's language, where that changed; how many."""
    return restem(ADS, _restem_behind)


def _restem_behind(last: int) -> list[int]:
    found = Listing.objects.filter(pk__gt=last, search__isnull=False).order_by("pk").values_list("pk", flat=True)
    ids = list(found[:_AT_ONCE])
    index_for_search(ids)
    return ids


def publish(listing: Listing, clearance: Clearance) -> None:
    """Copy the cleared words to where the public searches and go live.

    Part of the transaction of whoever calls, who writes the ledger entry. Raises `WrongState` like `Listing.become`.
    """
    revision = clearance.revision
    listing.cleared, listing.category = clearance, revision.category
    listing.title, listing.price, listing.currency = revision.title, revision.price, revision.currency
    listing.details = revision.details
    listing.place, listing.latitude, listing.longitude = revision.place, revision.latitude, revision.longitude
    if listing.expires_at is None or listing.expires_at < timezone.now():
        listing.expires_at, listing.warned_at = timezone.now() + term_of(listing), None
    listing.become(ListingState.PUBLISHED)
    index_for_search([listing.pk])
