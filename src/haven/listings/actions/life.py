"""What a poster does with an ad after it went live."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.listings.errors import WrongState
from haven.listings.models import Listing, ListingState


@transaction.atomic
def withdraw(*, listing: Listing, author: User) -> Listing:
    """The poster takes the ad back. Raises `WrongState` where it is not live or held."""
    _end(listing, ListingState.WITHDRAWN)
    record(actor=person(author.pk), action="listing.withdrawn", subject=listing.subject)
    return listing


@transaction.atomic
def mark_sold(*, listing: Listing, author: User) -> Listing:
    """The poster says that it is gone. Raises `WrongState` where it is not live."""
    _end(listing, ListingState.SOLD)
    record(actor=person(author.pk), action="listing.sold", subject=listing.subject)
    return listing


@transaction.atomic
def ask_for_review(*, listing: Listing, author: User) -> Listing:
    """Have a person read an ad that screening alone refused; it waits with the held ones. Once for the same words.

    No complaint may be decided by a machine alone (EU DSA, art. 20).

    Raises:
        WrongState: it was not a machine that refused it, or a person was asked already.
    """
    if not listing.lock().refused_by_machine:
        raise WrongState("A person has read this ad, or is going to.")
    listing.review_asked_at = timezone.now()
    listing.become(ListingState.HELD)
    record(actor=person(author.pk), action="review.requested", subject=listing.subject)
    return listing


@transaction.atomic
def renew(*, listing: Listing, author: User) -> Listing:
    """Live for another term, with the clearance it has: the words are the same.

    Raises:
        WrongState: the ad has not expired, or its clearance was taken back since.
    """
    if listing.lock().state != ListingState.EXPIRED:
        raise WrongState("Only an ad that has expired can be renewed.")
    if listing.cleared_id is None:
        raise WrongState("This ad cannot be renewed as it is. Edit it, and submit it again.")
    listing.expires_at = timezone.now() + timedelta(days=settings.LISTING_DAYS)
    listing.become(ListingState.PUBLISHED)
    record(actor=person(author.pk), action="listing.renewed", subject=listing.subject)
    return listing


def _end(listing: Listing, state: ListingState) -> None:
    if listing.lock().state == ListingState.REMOVED:  # the way back from there is a moderator's
        raise WrongState("This ad was removed, so nothing can be changed about it. You can appeal.")
    listing.become(state)
