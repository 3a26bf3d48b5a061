"""What time does to ads, and to what nobody confirmed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from haven.ledger.actions import machine, record
from haven.listings.links import LIFETIMES
from haven.listings.models import Listing, ListingState, PendingContact

_AT_ONCE = 500


@transaction.atomic
def expire_due() -> int:
    """Expire up to 500 live ads whose term is over; how many there were."""
    due = Listing.objects.select_for_update(skip_locked=True).filter(
        state=ListingState.PUBLISHED, expires_at__lte=timezone.now()
    )
    expired = list(due[:_AT_ONCE])
    for listing in expired:
        listing.become(ListingState.EXPIRED)
        record(actor=machine("clock"), action="listing.expired", subject=listing.subject)
    return len(expired)


@transaction.atomic
def forget_unconfirmed() -> int:
    """Delete first messages whose link was not opened in time: their writers never said that they are theirs."""
    before = timezone.now() - timedelta(days=LIFETIMES["contact"])
    count, _ = PendingContact.objects.filter(created_at__lt=before).delete()
    if count:
        record(actor=machine("clock"), action="contacts.forgotten", subject="site:contacts", count=count)
    return count
