"""What time does to ads, and to what nobody confirmed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from haven.ledger.actions import machine, record
from haven.listings.links import LIFETIMES, absolute, make_token
from haven.listings.models import Listing, ListingState, PendingContact
from haven.listings.terms import WARNING
from haven.mail.actions import send_mail
from haven.site.queries import site

_AT_ONCE = 500
_RUNNING = [ListingState.PUBLISHED, ListingState.PAUSED]


@transaction.atomic
def expire_due() -> int:
    """Expire up to 500 live or paused ads whose term is over; how many there were.

    Their posters are told, with a link that puts the ad back; but not of ads that were brought in from files.
    """
    due = Listing.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state__in=_RUNNING, expires_at__lte=timezone.now()
    )
    expired = list(due.select_related("poster")[:_AT_ONCE])
    for listing in expired:
        listing.become(ListingState.EXPIRED)
        if not listing.source:
            _tell(listing, "ad_expired")
        record(actor=machine("clock"), action="listing.expired", subject=listing.subject)
    return len(expired)


@transaction.atomic
def warn_expiring() -> int:
    """Tell the posters of up to 500 ads that expire within `terms.WARNING`, with a link that renews; how many.

    Once in a term. Ads that were brought in from files are left alone: whoever brought them in keeps them.
    """
    soon = Listing.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state__in=_RUNNING, expires_at__lte=timezone.now() + WARNING, warned_at=None, source=""
    )
    warned = list(soon.select_related("poster", "revision")[:_AT_ONCE])
    for listing in warned:
        listing.warned_at = timezone.now()
        listing.save(update_fields=["warned_at"])
        _tell(listing, "ad_expiring")
        record(actor=machine("clock"), action="listing.expiry_told", subject=listing.subject)
    return len(warned)


def _tell(listing: Listing, template: str) -> None:
    """Mail the poster in their language; a link that renews only where that needs no new judgement of the words."""
    if listing.poster is None or not listing.poster.is_active:
        return
    renew = absolute("marketplace:renew", make_token("renew", listing.code)) if listing.can_go_live else ""
    send_mail(
        to=listing.poster.email,
        template=template,
        context={
            "site": site().name,
            "title": listing.title,
            "expires": listing.expires_at,
            "renew": renew,
            "manage": absolute("marketplace:manage", make_token("manage", listing.code)),
        },
        topic=listing.subject,
        language=listing.poster.language,
    )


@transaction.atomic
def forget_unconfirmed() -> int:
    """Delete first messages whose link was not opened in time: their writers never said that they are theirs."""
    before = timezone.now() - timedelta(days=LIFETIMES["contact"])
    count, _ = PendingContact.objects.filter(created_at__lt=before).delete()
    if count:
        record(actor=machine("clock"), action="contacts.forgotten", subject="site:contacts", count=count)
    return count
