"""Limiting an ad to people who have its address: it stays public, and neither search nor lists show it."""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.listings.errors import WrongState
from haven.listings.models import Listing


@transaction.atomic
def limit_ad(*, listing: Listing, moderator: User) -> Listing:
    """Take a live ad out of search and lists.

    Raises:
        WrongState: it is not live, or limited already.
    """
    listing.lock()
    if not listing.is_public or listing.limited_at is not None:
        raise WrongState("Only a live ad that is not limited yet can be limited.")
    listing.limited_at = timezone.now()
    listing.save(update_fields=["limited_at"])
    record(actor=person(moderator.pk), action="listing.limited", subject=listing.subject)
    return listing


@transaction.atomic
def lift_limit(*, listing: Listing, moderator: User) -> Listing:
    """Let search and lists show the ad again."""
    listing.lock().limited_at = None
    listing.save(update_fields=["limited_at"])
    record(actor=person(moderator.pk), action="listing.limit_lifted", subject=listing.subject)
    return listing
