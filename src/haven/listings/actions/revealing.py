"""Contact details in an ad are shown to who asks for them."""

from django.db import transaction

from haven.ledger.actions import VISITOR, record
from haven.listings.models import Listing


@transaction.atomic
def show_contacts(*, listing: Listing) -> None:
    """Note that a visitor is about to be shown the contact details in the words of an ad; call it before they are."""
    record(actor=VISITOR, action="contacts.shown", subject=listing.subject)
