"""How long an ad is live, and how soon it may come to the top again: by its category's pack and the site.

Must not know: what is done with an ad.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from haven.listings.fields import Life, pack_of
from haven.listings.models import Listing

WARNING = timedelta(days=3)
"""So long before it expires is the poster told."""


def term_of(listing: Listing) -> timedelta:
    """What one term of this ad is: its pack's, never longer than the site's."""
    days = _life(listing).days
    return timedelta(days=min(days, settings.LISTING_DAYS) if days else settings.LISTING_DAYS)


def next_top(listing: Listing) -> datetime:
    """From when on renewing brings the ad to the top of the list again; before that it only lasts longer."""
    last = listing.published_at or timezone.now()
    return last + timedelta(days=_life(listing).repost_days)


def worth_renewing(listing: Listing) -> bool:
    """Whether renewing does something now: brings it to the top, or keeps it from ending soon."""
    now = timezone.now()
    ends_soon = listing.expires_at is not None and listing.expires_at <= now + WARNING
    return ends_soon or next_top(listing) <= now


def _life(listing: Listing) -> Life:
    pack = pack_of(listing.category) if listing.category else None
    return pack.life if pack else Life()
