"""A report's way: filed by anyone, closed with a decision, reopened when that is undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing, ListingState
from haven.mail.models import OutgoingMail
from haven.notices.actions import close_notices, file_notice, reopen_notices
from haven.notices.errors import NoticesError
from haven.notices.models import Notice, NoticeReason
from tests.factories import a_listing, a_notice, a_user

pytestmark = pytest.mark.django_db


def close(listing: Listing, *, acted: bool = True, topic: str = "decision:1") -> list[Notice]:
    after = timezone.now() + timedelta(minutes=1)
    who = a_user().pk
    outcome = "We removed the ad."
    return close_notices(listing=listing, closed_by=who, acted=acted, outcome=outcome, tell_after=after, topic=topic)


def test_anyone_reports_and_gets_a_case_code() -> None:
    listing = a_listing()
    notice = file_notice(listing=listing, reason=NoticeReason.FRAUD, text=" He asks for money. ", good_faith=True)
    assert notice.text == "He asks for money."
    assert notice.state == Notice.State.OPEN
    assert not OutgoingMail.objects.exists()
    entry = LedgerEntry.objects.get(action="notice.filed")
    assert (entry.actor, entry.subject) == ("visitor", f"notice:{notice.pk}")
    assert entry.details == {"listing": listing.code, "reason": "fraud"}


def test_the_code_goes_by_mail_where_an_address_was_given() -> None:
    notice = file_notice(listing=a_listing(), reason=NoticeReason.OTHER, text="x", email=" rosa@example.org ")
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "rosa@example.org"
    assert notice.case_code in mail.subject
    assert "/cases/" in mail.text


@pytest.mark.parametrize(("acted", "can_appeal"), [(True, False), (False, True)])
def test_the_outcome_leads_to_the_report_and_says_how_to_appeal_where_that_can_be(
    acted: bool, can_appeal: bool
) -> None:
    notice = a_notice(email="rosa@example.org")
    close(notice.listing, acted=acted)
    text = OutgoingMail.objects.get().text
    assert f"/cases/{notice.case_code}/" in text
    assert ("tell us within six months" in text, "or to a court" in text) == (can_appeal, can_appeal)


def test_mails_do_not_bring_back_the_words_of_an_ad_that_is_not_public() -> None:
    live, removed = a_listing(title="Oak table"), a_listing(title="Her full name", state=ListingState.REMOVED)
    for listing in (live, removed):
        file_notice(listing=listing, reason=NoticeReason.OTHER, text="x", email="rosa@example.org")
        close(listing)
    told = [f"{mail.subject} {mail.text}" for mail in OutgoingMail.objects.order_by("id")]
    assert ["Oak table" in words for words in told] == [True, True, False, False]
    assert [removed.code in words for words in told] == [False, False, True, True]
    assert not any("Her full name" in words for words in told)


@pytest.mark.parametrize("text", ["a\x00b", "x" * 5001])
def test_words_that_cannot_be_kept_are_refused(text: str) -> None:
    with pytest.raises(NoticesError):
        file_notice(listing=a_listing(), reason=NoticeReason.OTHER, text=text)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("acted", "state"), [(True, Notice.State.ACTED), (False, Notice.State.KEPT)])
def test_a_decision_closes_every_open_report_about_the_ad(acted: bool, state: str) -> None:
    listing = a_listing()
    first, second, elsewhere = (
        a_notice(listing=listing),
        a_notice(listing=listing, email="lena@example.org"),
        a_notice(),
    )
    assert {n.pk for n in close(listing, acted=acted)} == {first.pk, second.pk}
    for notice in (first, second):
        notice.refresh_from_db()
        assert (notice.state, notice.outcome, notice.closed_under) == (state, "We removed the ad.", "decision:1")
        assert notice.closed_at is not None
    elsewhere.refresh_from_db()
    assert elsewhere.state == Notice.State.OPEN
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.topic) == ("lena@example.org", "decision:1")
    assert mail.send_after > timezone.now() + timedelta(seconds=50)
    assert LedgerEntry.objects.filter(action="notice.closed").count() == 2


def test_undoing_a_decision_reopens_its_reports_and_no_others() -> None:
    listing = a_listing()
    earlier = a_notice(listing=listing)
    close(listing, topic="decision:1")
    later = a_notice(listing=listing)
    close(listing, topic="decision:2")
    reopen_notices(topic="decision:2", reopened_by=a_user().pk)
    earlier.refresh_from_db()
    later.refresh_from_db()
    assert (earlier.state, later.state) == (Notice.State.ACTED, Notice.State.OPEN)
    assert (later.outcome, later.closed_at, later.closed_under) == ("", None, "")
    assert LedgerEntry.objects.get(action="notice.reopened").subject == f"notice:{later.pk}"


def test_closing_again_leaves_closed_reports_as_they_are() -> None:
    listing = a_listing()
    a_notice(listing=listing)
    close(listing)
    assert close(listing, topic="decision:2") == []
    assert Notice.objects.get().closed_under == "decision:1"


def test_a_request_to_remove_an_image_is_signed_by_a_name_and_a_way_to_answer() -> None:
    def signed(*, name: str = "", email: str = "") -> bool:
        ad, reason = a_listing(), NoticeReason.INTIMATE
        return file_notice(listing=ad, reason=reason, text="", good_faith=True, name=name, email=email).is_signed

    assert signed(name="Mara Dell", email="mara@example.org")
    assert not signed(name="Mara Dell")
    assert not signed(email="mara@example.org")
