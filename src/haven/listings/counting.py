"""Counting the views of ads, by day and without people.

Owns: the count. Must not know: who looks; no cookie, address or session goes in. The ledger has none of it either:
nothing is decided or revealed.
"""

from django.db import connection
from django.utils import timezone

from haven.listings.models import DailyViews, Listing

_ADD = f"""
INSERT INTO {DailyViews._meta.db_table} (listing_id, day, views) VALUES (%s, %s, 1)
ON CONFLICT (listing_id, day) DO UPDATE SET views = {DailyViews._meta.db_table}.views + 1
"""  # noqa: S608 (the table's own name)


def count_view(listing: Listing) -> None:
    """Add one to the ad's views of today."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [listing.pk, timezone.localdate()])
