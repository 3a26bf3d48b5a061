"""What is too old goes at night, what is held or a record stays."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.ledger.models import LedgerEntry
from haven.listings.models import Conversation, Listing, ListingState, Message
from haven.mail.models import OutgoingMail
from haven.notices.models import Notice
from haven.rights.actions.retention import KINDS, keep_no_longer
from tests.factories import (
    a_held_subject,
    a_hold,
    a_listing,
    a_message,
    a_notice,
    an_outgoing_mail,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


KEEP_DAYS = {"drafts": 30, "ads": 365, "messages": 365, "mails": 30, "reporters": 365, "words": 1095, "consents": 1095}
KEEP_DAYS |= {"instruments": 30, "work": 90, "sessions": 14, "logs": 30}


def ago(days: int) -> object:
    return NOW - timedelta(days=days)


def test_every_kind_has_its_setting(settings: Settings) -> None:
    assert {kind.name for kind in KINDS} == set(settings.KEEP_DAYS)
    assert all(kind.what and kind.since and kind.days > 0 for kind in KINDS)


def test_nothing_goes_before_its_time() -> None:
    a_message(), a_listing(), a_listing(state=ListingState.SOLD), an_outgoing_mail(), a_notice(email="x@example.org")
    assert set(keep_no_longer().values()) == {0}


def test_old_drafts_ads_messages_mails_and_reporters_go(settings: Settings) -> None:
    draft, sold, live = a_listing(state=ListingState.DRAFT), a_listing(state=ListingState.SOLD), a_listing()
    Listing.objects.filter(pk=draft.pk).update(created_at=ago(40), revision=None)
    Listing.objects.filter(pk=sold.pk).update(ended_at=ago(400))
    Listing.objects.filter(pk=live.pk).update(published_at=ago(4000))
    message = a_message()
    Message.objects.update(created_at=ago(400))
    Conversation.objects.update(created_at=ago(400))
    OutgoingMail.objects.filter(pk=an_outgoing_mail().pk).update(sent_at=ago(40))
    Notice.objects.filter(pk=a_notice(email="x@example.org").pk).update(closed_at=ago(400))
    gone = {name: number for name, number in keep_no_longer().items() if number}
    assert gone == {"drafts": 1, "ads": 1, "messages": 1, "mails": 1, "reporters": 1}
    assert not Listing.objects.filter(pk__in=[draft.pk, sold.pk]).exists()
    assert Listing.objects.filter(pk=live.pk).exists()
    assert not Message.objects.filter(pk=message.pk).exists()
    assert Notice.objects.get().email == ""
    assert LedgerEntry.objects.filter(action="records.expired").count() == 5


def test_what_is_held_or_decided_about_stays() -> None:
    held, reported = a_listing(state=ListingState.SOLD), a_listing(state=ListingState.SOLD)
    a_held_subject(hold=a_hold(), subject=held.subject)
    a_notice(listing=reported)
    Listing.objects.update(ended_at=ago(400))
    conversation = a_message().conversation
    a_held_subject(hold=a_hold(), subject=f"person:{conversation.reader_id}")
    Message.objects.update(created_at=ago(400))
    Conversation.objects.update(created_at=ago(400))
    assert set(keep_no_longer().values()) == {0}
    assert Listing.objects.filter(pk__in=[held.pk, reported.pk]).count() == 2


def test_the_operator_decides(settings: Settings) -> None:
    settings.KEEP_DAYS = KEEP_DAYS | {"mails": 5}
    OutgoingMail.objects.filter(pk=an_outgoing_mail().pk).update(sent_at=ago(6))
    assert keep_no_longer()["mails"] == 1
