"""What time does to ads."""

from django.db import transaction
from django.utils import timezone

from haven.ledger.actions import machine, record
from haven.listings.models import Listing, ListingState

_AT_ONCE = 500


@transaction.atomic
def expire_due() -> list[str]:
    """Expire up to 500 live ads whose term is over; their codes."""
    due = Listing.objects.select_for_update(skip_locked=True).filter(
        state=ListingState.PUBLISHED, expires_at__lte=timezone.now()
    )
    codes = []
    for listing in due[:_AT_ONCE]:
        listing.become(ListingState.EXPIRED)
        record(actor=machine("clock"), action="listing.expired", subject=listing.subject)
        codes.append(listing.code)
    return codes
