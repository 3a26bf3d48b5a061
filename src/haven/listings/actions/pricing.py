"""A new price for a live ad, in one step: an edit of nothing else."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.listings.actions.drafts import start_edit
from haven.listings.actions.submission import submit_ad
from haven.listings.errors import ListingsError, WrongState
from haven.listings.fields import is_priced
from haven.listings.formats import number_words
from haven.listings.models import Listing, ListingDraft, ListingState

_MOST = Decimal(9_999_999_999)
_PRICED = {ListingState.PUBLISHED, ListingState.PAUSED}


@transaction.atomic
def change_price(*, listing: Listing, author: User, price: Decimal | None) -> Listing:
    """Ask for another price from now on; the ad is judged again with it, as after any edit.

    Raises:
        ListingsError: no listing can hold that price.
        WrongState: the ad is not live or paused, its category has no price, it asks for that already, or an edit of
            it was begun: what stands there must not go live by the way.
    """
    if price is not None and not 0 <= price <= _MOST:
        raise ListingsError(_("A price is between 0 and %(most)s.") % {"most": number_words(_MOST)})
    if listing.lock().state not in _PRICED or listing.revision is None:
        raise WrongState(_("Only an ad that is live or paused can get another price."))
    if not is_priced(listing.revision.category):
        raise WrongState(_("Ads of this category have no price."))
    if listing.revision.price == price:
        raise WrongState(_("That is its price already."))
    if ListingDraft.objects.filter(listing=listing).exists():
        raise WrongState(_("You began to edit this ad. Change the price there, or send that edit in first."))
    draft = start_edit(listing=listing, author=author)
    draft.price = price
    draft.save(update_fields=["price"])
    record(actor=person(author.pk), action="listing.repriced", subject=listing.subject)
    return submit_ad(author=author, draft=draft)
