"""Anyone can type another's address into a report: it is nobody's until whoever reads the mailbox says so."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from haven.accounts.models import Role, User
from haven.ledger.models import LedgerEntry
from haven.mail.models import OutgoingMail
from haven.notices.actions import confirm_report, disown_report, file_notice, warn_reporter
from haven.notices.errors import NoticesError
from haven.notices.models import Misuse, Notice, NoticeReason
from haven.notices.queries import TrackRecord, standing, track_records
from tests.factories import a_listing, a_notice, a_user

pytestmark = pytest.mark.django_db
VICTIM = "rosa@example.org"


def filed(*, name: str = "", reporter: User | None = None) -> Notice:
    return file_notice(
        listing=a_listing(), reason=NoticeReason.FRAUD, text="Bad.", email=VICTIM, name=name, reporter=reporter
    )


def link_in_mail() -> str:
    found = re.search(r"/cases/mine/\S+", OutgoingMail.objects.latest("id").text)
    assert found
    return found.group()


def test_nobody_is_warned_for_what_another_filed_in_their_name() -> None:
    for _ in range(12):
        filed()
    Notice.objects.update(state=Notice.State.KEPT)
    notice = Notice.objects.latest("id")
    assert track_records([VICTIM]) == {VICTIM: TrackRecord()}
    with pytest.raises(NoticesError):
        warn_reporter(notice=notice, moderator=a_user(Role.MODERATOR))
    assert not Misuse.objects.exists()


def test_nobody_borrows_the_good_name_of_another() -> None:
    for _ in range(3):
        a_notice(email=VICTIM, state=Notice.State.ACTED)
    borrowed = filed()
    assert standing([borrowed]) == {borrowed.pk: None}
    confirm_report(notice=borrowed)
    borrowed.refresh_from_db()
    assert standing([borrowed]) == {borrowed.pk: TrackRecord(right=3)}


def test_a_report_does_not_count_as_an_earlier_one_of_itself() -> None:
    one, other = a_notice(email=VICTIM, state=Notice.State.KEPT), a_notice(email=VICTIM, state=Notice.State.ACTED)
    assert standing([one, other]) == {one.pk: TrackRecord(right=1), other.pk: TrackRecord(wrong=1)}


def test_who_is_signed_in_has_opened_the_mailbox_already() -> None:
    rosa = a_user(email=VICTIM)
    assert filed(reporter=rosa).confirmed_at is not None
    assert "/cases/mine/" not in OutgoingMail.objects.latest("id").text
    assert filed(reporter=a_user()).confirmed_at is None


def test_the_link_in_the_receipt_asks_before_it_does_anything(client: Client) -> None:
    notice = filed()
    link = link_in_mail()
    assert b"Is this report yours?" in client.get(link).content
    assert not Notice.objects.exclude(confirmed_at=None).exists()
    assert client.post(link, {"mine": ""}).headers["Location"] == f"/cases/{notice.case_code}/"
    client.post(link, {"mine": ""})
    notice.refresh_from_db()
    assert notice.confirmed_at is not None
    assert LedgerEntry.objects.filter(action="notice.confirmed").count() == 1


def test_who_did_not_file_it_takes_the_address_off_and_the_report_stays(client: Client) -> None:
    notice = filed(name="Rosa Lindqvist")
    client.post(link_in_mail(), {"not_mine": ""})
    notice.refresh_from_db()
    assert (notice.email, notice.name, notice.confirmed_at, notice.state) == ("", "", None, Notice.State.OPEN)
    confirm_report(notice=notice)
    disown_report(notice=notice)
    notice.refresh_from_db()
    assert notice.confirmed_at is None
    assert LedgerEntry.objects.filter(action="notice.disowned").count() == 1
    assert b"no address any more" in client.get(link_in_mail()).content
    assert client.get("/cases/mine/made-up/").status_code == 410


def test_what_has_no_address_is_confirmed_by_nobody() -> None:
    with pytest.raises(IntegrityError, match="confirmed_where"), transaction.atomic():
        Notice.objects.filter(pk=a_notice(email=VICTIM).pk).update(email="")
