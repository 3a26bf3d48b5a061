"""What a poster does with an ad after it went live."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.listings.errors import WrongState
from haven.listings.models import Listing, ListingState
from haven.listings.terms import next_top, term_of

_BACK_FROM = {ListingState.PAUSED, ListingState.SOLD, ListingState.WITHDRAWN}


@transaction.atomic
def withdraw(*, listing: Listing, author: User) -> Listing:
    """The poster takes the ad back. Raises `WrongState` where it is not live, paused, held, sold or expired."""
    _leave(listing, ListingState.WITHDRAWN)
    record(actor=person(author.pk), action="listing.withdrawn", subject=listing.subject)
    return listing


@transaction.atomic
def mark_sold(*, listing: Listing, author: User) -> Listing:
    """The poster says that it is gone. Raises `WrongState` where it is not live or paused."""
    _leave(listing, ListingState.SOLD)
    record(actor=person(author.pk), action="listing.sold", subject=listing.subject)
    return listing


@transaction.atomic
def pause(*, listing: Listing, author: User) -> Listing:
    """Out of sight for a while; its term goes on. Raises `WrongState` where it is not live."""
    if listing.lock().state != ListingState.PUBLISHED:
        raise WrongState(_("Only an ad that is live can be paused."))
    listing.become(ListingState.PAUSED)
    record(actor=person(author.pk), action="listing.paused", subject=listing.subject)
    return listing


@transaction.atomic
def put_back(*, listing: Listing, author: User) -> Listing:
    """Undo a pause, a sale or a withdrawal: live again with the words that are cleared, where it stood in the list.

    Raises:
        WrongState: it is none of these, its words are not cleared any more, or its term is over.
    """
    if listing.lock().state not in _BACK_FROM:
        raise WrongState(_("Only an ad that is paused, sold or taken back can be put back."))
    if not listing.can_go_live:
        raise WrongState(_("This ad cannot be put back as it is. Edit it, and submit it again."))
    if listing.expires_at is None or listing.expires_at <= timezone.now():
        listing.expires_at = timezone.now() + term_of(listing)
        listing.warned_at = None
    listing.become(ListingState.PUBLISHED)
    record(actor=person(author.pk), action="listing.put_back", subject=listing.subject)
    return listing


@transaction.atomic
def reserve(*, listing: Listing, author: User) -> Listing:
    """Promised to somebody: readers see it marked. Raises `WrongState` where it is not live, or reserved already."""
    if listing.lock().state != ListingState.PUBLISHED or listing.reserved_at is not None:
        raise WrongState(_("Only a live ad that is not reserved yet can be reserved."))
    listing.reserved_at = timezone.now()
    listing.save()
    listing.tell(before=listing.state)
    record(actor=person(author.pk), action="listing.reserved", subject=listing.subject)
    return listing


@transaction.atomic
def free(*, listing: Listing, author: User) -> Listing:
    """Undo a reservation. Raises `WrongState` where there is none."""
    if listing.lock().reserved_at is None:
        raise WrongState(_("This ad is not reserved."))
    listing.reserved_at = None
    listing.save()
    listing.tell(before=listing.state)
    record(actor=person(author.pk), action="listing.freed", subject=listing.subject)
    return listing


@transaction.atomic
def ask_for_review(*, listing: Listing, author: User) -> Listing:
    """Have a person read an ad that screening alone refused; it waits with the held ones. Once for the same words.

    No complaint may be decided by a machine alone (EU DSA, art. 20).

    Raises:
        WrongState: it was not a machine that refused it, or a person was asked already.
    """
    if not listing.lock().refused_by_machine:
        raise WrongState(_("A person has read this ad, or is going to."))
    listing.review_asked_at = timezone.now()
    listing.become(ListingState.HELD)
    record(actor=person(author.pk), action="review.requested", subject=listing.subject)
    return listing


@transaction.atomic
def renew(*, listing: Listing, author: User) -> Listing:
    """Live for another whole term, with the clearance it has: the words are the same.

    It comes to the top of the list, too, unless it was there less than its category's days ago (see `terms.next_top`).

    Raises:
        WrongState: the ad is not live, paused or expired, or its clearance was taken back since.
    """
    if listing.lock().state not in {ListingState.PUBLISHED, ListingState.PAUSED, ListingState.EXPIRED}:
        raise WrongState(_("Only an ad that is live, paused or expired can be renewed."))
    if not listing.can_go_live:
        raise WrongState(_("This ad cannot be renewed as it is. Edit it, and submit it again."))
    now = timezone.now()
    to_the_top = next_top(listing) <= now
    if to_the_top:
        listing.published_at = now
    listing.renewed_at, listing.warned_at = now, None
    listing.expires_at = now + term_of(listing)
    listing.become(ListingState.PUBLISHED)
    record(actor=person(author.pk), action="listing.renewed", subject=listing.subject, to_the_top=to_the_top)
    return listing


def _leave(listing: Listing, state: ListingState) -> None:
    if listing.lock().state == ListingState.REMOVED:  # the way back from there is a moderator's
        raise WrongState(_("This ad was removed, so nothing can be changed about it. You can appeal."))
    listing.become(state)
