"""Trusted flaggers first; misuse warned, then suspended; codes found again; help lines only as they were checked."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from haven.accounts.models import Role
from haven.ledger.models import LedgerEntry
from haven.mail.models import OutgoingMail
from haven.notices.actions import (
    dismiss_flagger,
    file_notice,
    name_flagger,
    remind_of_cases,
    suspend_reporter,
    warn_reporter,
)
from haven.notices.errors import NoticesError, Suspended
from haven.notices.models import Misuse, Notice, NoticeReason
from tests.factories import a_listing, a_misuse, a_notice, a_trusted_flagger, a_user

pytestmark = pytest.mark.django_db
EMAIL = "reporter@example.org"


def wrong(number: int) -> Notice:
    listing = a_listing()
    notices = [a_notice(listing=listing, email=EMAIL) for _ in range(number)]
    Notice.objects.filter(listing=listing).update(state=Notice.State.KEPT)
    return notices[0]


def test_only_who_is_signed_in_is_a_trusted_flagger() -> None:
    flagger = a_trusted_flagger()
    listing = a_listing()

    def filed(**who: object) -> bool:
        return file_notice(listing=listing, reason=NoticeReason.GOODS, text="Ivory.", **who).trusted  # type: ignore[arg-type]

    assert filed(reporter=flagger.user)
    assert not filed(email=flagger.user.email)
    dismiss_flagger(user=flagger.user, senior=a_user())
    assert not filed(reporter=flagger.user)
    name_flagger(user=flagger.user, body="A hotline", senior=a_user())
    assert filed(reporter=flagger.user)


def test_warned_first_then_suspended_and_heard_where_it_counts() -> None:
    moderator, senior = a_user(Role.MODERATOR), a_user(Role.SENIOR_MODERATOR)
    notice = wrong(9)
    with pytest.raises(NoticesError, match="many times"):
        warn_reporter(notice=notice, moderator=moderator)
    notice = wrong(1)
    with pytest.raises(NoticesError, match="Warn first"):
        suspend_reporter(notice=notice, senior=senior)
    warn_reporter(notice=notice, moderator=moderator)
    with pytest.raises(NoticesError, match="already"):
        warn_reporter(notice=notice, moderator=moderator)
    with pytest.raises(NoticesError, match="since the warning"):
        suspend_reporter(notice=notice, senior=senior)
    suspend_reporter(notice=wrong(1), senior=senior)
    assert OutgoingMail.objects.filter(recipient=EMAIL).count() == 2
    with pytest.raises(Suspended, match="until"):
        file_notice(listing=a_listing(), reason=NoticeReason.FRAUD, text="Again.", email=EMAIL)
    for reason in (NoticeReason.DANGER, NoticeReason.MINOR):
        assert file_notice(listing=a_listing(), reason=reason, text="Help.", email=EMAIL).pk
    assert file_notice(listing=a_listing(), reason=NoticeReason.FRAUD, text="Me.", email="other@example.org").pk
    Misuse.objects.update(suspended_until=timezone.now() - timedelta(seconds=1))
    assert file_notice(listing=a_listing(), reason=NoticeReason.FRAUD, text="Better.", email=EMAIL).pk


def test_one_mailbox_is_one_reporter_however_it_is_typed() -> None:
    notice = wrong(10)
    warn_reporter(notice=notice, moderator=a_user(Role.MODERATOR))
    suspend_reporter(notice=wrong(1), senior=a_user(Role.SENIOR_MODERATOR))
    with pytest.raises(Suspended):
        file_notice(listing=a_listing(), reason=NoticeReason.FRAUD, text="Again.", email=" Reporter@Example.ORG ")
    filed = file_notice(listing=a_listing(), reason=NoticeReason.DANGER, text="Help.", email="Reporter@example.org")
    assert filed.email == EMAIL
    assert remind_of_cases(email="REPORTER@example.org") == 12


def test_no_machine_suspends_anybody() -> None:
    misuse = a_misuse()
    with pytest.raises(IntegrityError, match="suspended_by_a_person"), transaction.atomic():
        Misuse.objects.filter(pk=misuse.pk).update(suspended_until=timezone.now())


def test_lost_codes_go_to_their_address_alone() -> None:
    mine, other = a_notice(email=EMAIL), a_notice(email="other@example.org")
    assert remind_of_cases(email=f" {EMAIL} ") == 1
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mine.case_code in mail.text, other.case_code in mail.text) == (EMAIL, True, False)
    assert remind_of_cases(email="nobody@example.org") == remind_of_cases(email=" ") == 0
    assert OutgoingMail.objects.count() == LedgerEntry.objects.filter(action="notice.codes_sent").count() == 1
