"""What time does to ads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.ledger.models import LedgerEntry
from haven.listings.actions.expiry import expire_due, forget_unconfirmed
from haven.listings.models import Listing, ListingState, PendingContact
from haven.project.tasks import expire_ads
from tests.factories import a_listing, a_pending_contact

pytestmark = pytest.mark.django_db


def due(state: ListingState = ListingState.PUBLISHED, **ago: int) -> Listing:
    listing = a_listing(state=state)
    Listing.objects.filter(pk=listing.pk).update(expires_at=timezone.now() - timedelta(**ago))
    return listing


def test_an_ad_ends_when_its_term_is_over_and_not_before() -> None:
    over, not_yet = due(seconds=1), due(seconds=-60)
    assert expire_due() == 1
    assert expire_due() == 0
    over.refresh_from_db()
    not_yet.refresh_from_db()
    assert (over.state, not_yet.state) == (ListingState.EXPIRED, ListingState.PUBLISHED)
    assert over.ended_at is not None
    entry = LedgerEntry.objects.get()
    assert (entry.actor, entry.action, entry.subject) == ("machine:clock", "listing.expired", over.subject)


@pytest.mark.parametrize("state", sorted(set(ListingState) - {ListingState.PUBLISHED}))
def test_only_live_ads_expire(state: ListingState) -> None:
    listing = due(state, days=1)
    assert expire_due() == 0
    assert Listing.objects.get(pk=listing.pk).state == state


def test_the_clock_expires_all_that_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("haven.listings.actions.expiry._AT_ONCE", 2)
    for _ in range(5):
        due(hours=1)
    expire_ads(0)
    assert set(Listing.objects.values_list("state", flat=True)) == {"expired"}
    assert LedgerEntry.objects.filter(action="listing.expired").count() == 5


def test_what_nobody_confirmed_is_forgotten_with_its_link() -> None:
    old, young = a_pending_contact(), a_pending_contact()
    PendingContact.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=3, minutes=1))
    assert forget_unconfirmed() == 1
    assert forget_unconfirmed() == 0
    assert PendingContact.objects.get() == young
    assert LedgerEntry.objects.get().details == {"count": 1}
