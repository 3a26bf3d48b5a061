"""What becomes of an ad once a person has decided about a match in the hash banks."""

from django.db import transaction

from haven.accounts.models import User
from haven.custody.actions.quarantining import decide_match
from haven.custody.models import QuarantinedFile
from haven.ledger.models import LedgerEntry
from haven.listings.actions.submission import take_down
from haven.listings.models import Listing, ListingState


@transaction.atomic
def settle_match(*, file: QuarantinedFile, by: User, confirmed: bool, note: str) -> QuarantinedFile:
    """Right: the ad goes for good, its report is ready. Wrong: the ad is back at the desk, where it waits held.

    Whether the person has looked at the picture is read from the ledger, for the report asks.

    Raises:
        CustodyError: it is decided, or nothing is said why.
    """
    viewed = LedgerEntry.objects.filter(action="quarantine.viewed", subject=file.name).exists()
    file = decide_match(file=file, by=by, confirmed=confirmed, viewed=viewed, note=note)
    listing = Listing.objects.filter(code=file.subject.removeprefix("listing:")).first()
    if confirmed and listing is not None and listing.state == ListingState.HELD:
        take_down(listing=listing, moderator=by, state=ListingState.REMOVED)
    return file
