"""Announced once, told once, ended on the day, called off until the erasure begins."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.alerts.models import SavedSearch
from haven.closing.actions import announcing
from haven.closing.actions.announcing import announce, call_off, end_ads, tell_people
from haven.closing.errors import ClosingError
from haven.closing.tasks import go_on
from haven.ledger.models import LedgerEntry
from haven.listings.actions.drafts import start_draft
from haven.listings.actions.life import pause
from haven.listings.errors import SiteCloses
from haven.listings.models import Category, Listing, ListingState
from haven.mail.models import OutgoingMail
from haven.site.models import Closing
from haven.webhooks.actions import add_endpoint
from haven.webhooks.models import Delivery, Event
from tests.closing.conftest import move
from tests.factories import a_saved_search, a_user
from tests.marketplace.stage import publish_ad

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [0, -1, 400])
def test_the_day_leaves_time_and_is_not_far(days: int) -> None:
    with pytest.raises(ClosingError):
        announce(ends_on=timezone.localdate() + timedelta(days=days))


def test_it_is_announced_once(closing: Closing) -> None:
    with pytest.raises(ClosingError, match="announced already"):
        announce(ends_on=closing.ends_on)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.create(ends_on=closing.ends_on)
    assert LedgerEntry.objects.filter(action="closing.announced").count() == 1


def test_everybody_is_told_once_in_their_language_wherever_it_stops(
    closing: Closing, poster: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "_AT_ONCE", 2)
    User.objects.filter(pk=poster.pk).update(language="de")
    for number in range(3):
        a_user(email=f"p{number}@example.org")
    a_user(email="closed@example.org")
    User.objects.filter(email="closed@example.org").update(is_active=False)
    assert tell_people(closing=closing) == 2
    with transaction.atomic():  # the machine dies before the batch is committed
        tell_people(closing=closing)
        transaction.set_rollback(True)
    go_on(0)
    go_on(0)
    told = OutgoingMail.objects.filter(topic=closing.subject).order_by("recipient")
    assert [mail.recipient for mail in told] == sorted(
        User.objects.filter(is_active=True).values_list("email", flat=True)
    )
    mine = told.get(recipient=poster.email)
    assert "schließt am" in mine.subject
    assert "/closing/data/" in mine.text
    closing.refresh_from_db()
    assert closing.told_at is not None


def test_whoever_has_but_a_saved_search_is_told_once_too(closing: Closing, poster: User) -> None:
    for email in ("anna@example.org", "Anna@example.org", "bert@example.org", poster.email.upper()):
        a_saved_search(email=email, language="fr" if email.startswith("anna") else "en")
    SavedSearch.objects.filter(email="bert@example.org").update(confirmed_at=None)
    go_on(0)
    go_on(0)
    mine = OutgoingMail.objects.filter(recipient__iexact="anna@example.org").get()
    assert "ferme" in mine.subject
    assert "/alerts/" in mine.text
    assert not OutgoingMail.objects.filter(recipient="bert@example.org").exists()
    assert OutgoingMail.objects.filter(recipient__iexact=poster.email, topic=closing.subject).count() == 1
    mine.sent_at = timezone.now()
    mine.save()
    call_off(closing=closing)
    assert OutgoingMail.objects.filter(recipient__iexact="anna@example.org", topic="").count() == 1


def test_nothing_new_is_taken(closing: Closing, poster: User) -> None:
    with pytest.raises(SiteCloses):
        start_draft(category=Category.objects.get(slug="bicycles"), author=poster)
    with pytest.raises(SiteCloses):
        publish_ad(poster, title="Blue touring bicycle")


def test_ads_end_on_the_day_and_programs_learn_of_it(ad: Listing, poster: User) -> None:
    closing = announce(ends_on=timezone.localdate() + timedelta(days=3))
    add_endpoint(owner=poster, url="https://hooks.example.org/", events=[Event.AD_ENDED])
    with pytest.raises(ClosingError, match="not before"):
        end_ads(closing=closing)
    go_on(0)
    ad.refresh_from_db()
    assert ad.state == ListingState.PUBLISHED
    closing = move(closing, days=0)
    go_on(0)
    go_on(0)
    ad.refresh_from_db()
    closing.refresh_from_db()
    assert (ad.state, closing.ended_at is not None) == (ListingState.EXPIRED, True)
    assert Delivery.objects.get().kind == Event.AD_ENDED
    assert LedgerEntry.objects.get(action="listing.expired").details == {"closing": closing.pk}


def test_called_off_it_is_as_if_nothing_had_been(ad: Listing, poster: User) -> None:
    reader = a_user(email="rosa@example.org")
    closing = announce(ends_on=timezone.localdate() + timedelta(days=3))
    go_on(0)
    OutgoingMail.objects.filter(recipient=reader.email).update(sent_at=timezone.now())
    move(closing, days=0)
    go_on(0)
    assert call_off(closing=closing) == 1
    ad.refresh_from_db()
    assert ad.state == ListingState.PUBLISHED
    waiting = OutgoingMail.objects.filter(topic=closing.subject, sent_at=None)
    assert {mail.cancelled_at is not None for mail in waiting} == {True}
    again = OutgoingMail.objects.filter(recipient=reader.email).latest("id")
    assert "goes on" in again.subject
    assert publish_ad(poster, title="A green tandem for two").state == ListingState.PUBLISHED
    with pytest.raises(ClosingError, match="called off before"):
        call_off(closing=closing)
    assert announce(ends_on=timezone.localdate() + timedelta(days=9)).pk != closing.pk


def test_called_off_before_the_day_nothing_comes_back_that_its_poster_paused(ad: Listing, poster: User) -> None:
    closing = announce(ends_on=timezone.localdate() + timedelta(days=3))
    pause(listing=ad, author=poster)
    move(closing, days=0)
    go_on(0)
    assert call_off(closing=closing) == 0
    ad.refresh_from_db()
    assert ad.state == ListingState.PAUSED


def test_once_the_erasure_began_nothing_is_called_off(closing: Closing) -> None:
    now = timezone.now()
    Closing.objects.filter(pk=closing.pk).update(ended_at=now, sealed_at=now, erasing_at=now)
    with pytest.raises(ClosingError, match="has begun"):
        call_off(closing=closing)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.filter(pk=closing.pk).update(called_off_at=now)


def test_nothing_is_erased_before_it_is_sealed(closing: Closing) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.filter(pk=closing.pk).update(erasing_at=timezone.now())
