"""What time does to ads."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.actions.expiry import expire_due, forget_unconfirmed, warn_expiring
from haven.listings.actions.life import mark_sold, renew, withdraw
from haven.listings.models import Listing, ListingState, PendingContact
from haven.mail.models import OutgoingMail
from haven.project.tasks import expire_ads
from tests.factories import a_listing, a_pending_contact, a_user

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


def test_the_poster_is_told_once_that_it_ended_with_a_link_that_puts_it_back(client: Client) -> None:
    over, paused = due(seconds=1), due(ListingState.PAUSED, seconds=1)
    assert over.poster
    User.objects.filter(pk=over.poster.pk).update(language="es")
    expire_due()
    expire_ads(0)
    told = OutgoingMail.objects.filter(recipient=over.poster.email)
    mail = told.get()
    assert mail.subject == f"Su anuncio ha terminado: {over.title}"
    assert OutgoingMail.objects.filter(topic=paused.subject).count() == 1
    link = re.search(r"/renew/[^\s]+", mail.text)
    assert link
    page = client.get(link[0]).content.decode()
    assert "Put your ad back?" in page
    assert "which ended on" in page
    client.post(link[0])
    over.refresh_from_db()
    assert over.state == ListingState.PUBLISHED
    expire_ads(0)
    assert told.count() == 1


def test_who_answered_the_notice_before_hears_nothing_when_the_day_comes() -> None:
    renewed, withdrawn, sold = due(days=-1), due(days=-1), due(days=-1)
    expire_ads(0)
    assert OutgoingMail.objects.count() == 3
    renew(listing=renewed, author=a_user())
    withdraw(listing=withdrawn, author=a_user())
    mark_sold(listing=sold, author=a_user())
    Listing.objects.exclude(pk=renewed.pk).update(expires_at=timezone.now())
    expire_ads(0)
    assert OutgoingMail.objects.count() == 3


def test_words_that_are_not_cleared_any_more_are_offered_to_be_edited_not_put_back() -> None:
    over = due(ListingState.PAUSED, seconds=1)
    Listing.objects.filter(pk=over.pk).update(cleared=None)
    expire_due()
    text = OutgoingMail.objects.get().text
    assert "/renew/" not in text
    assert "Edit it, and submit it again" in text


def test_nobody_is_told_of_an_ad_of_a_closed_account_or_from_a_file() -> None:
    closed, imported = due(seconds=1), due(seconds=1)
    assert closed.poster
    User.objects.filter(pk=closed.poster.pk).update(is_active=False)
    Listing.objects.filter(pk=imported.pk).update(source="feed", source_id="1")
    assert expire_due() == 2
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("state", sorted(set(ListingState) - {ListingState.PUBLISHED, ListingState.PAUSED}))
def test_only_running_ads_expire(state: ListingState) -> None:
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


def test_the_poster_is_told_before_once_in_a_term() -> None:
    soon, later, paused = due(days=-2), due(days=-9), due(ListingState.PAUSED, days=-1)
    assert warn_expiring() == 2
    assert warn_expiring() == 0
    told = {mail.recipient for mail in OutgoingMail.objects.all()}
    assert told == {ad.poster.email for ad in (soon, paused) if ad.poster}
    mail = OutgoingMail.objects.get(topic=soon.subject)
    assert "/renew/" in mail.text
    assert "/manage/" in mail.text
    renew(listing=soon, author=a_user())
    due_again = Listing.objects.filter(pk=soon.pk)
    due_again.update(expires_at=timezone.now() + timedelta(days=1))
    assert warn_expiring() == 1
    later.refresh_from_db()
    assert later.warned_at is None


def test_whoever_brought_ads_in_from_a_file_is_not_mailed() -> None:
    listing = due(days=-1)
    Listing.objects.filter(pk=listing.pk).update(source="feed", source_id="1")
    assert warn_expiring() == 0
