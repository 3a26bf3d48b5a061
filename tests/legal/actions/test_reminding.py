"""What the desk is mailed: each request when it is new, due soon and late; what waits for a second person; holds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.custody.models import PreservationHold
from haven.ledger.models import LedgerEntry
from haven.legal.actions.receiving import refuse_request
from haven.legal.actions.reminding import remind_of_holds, remind_of_requests
from haven.legal.models import LegalRequest
from haven.legal.queries import unattended
from haven.mail.models import OutgoingMail
from tests.factories import a_legal_hold, a_legal_request, a_target, a_user, a_verified_request, put_together

pytestmark = pytest.mark.django_db


def mails(words: str = "was called by the directory") -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(text__contains=words).order_by("pk"))


def passes(share: float) -> None:
    """As if this share of the time until each request is due had gone by since it came."""
    for one in LegalRequest.objects.all():
        whole = one.due_at - one.received_at
        LegalRequest.objects.filter(pk=one.pk).update(
            received_at=timezone.now() - whole * share, due_at=timezone.now() + whole * (1 - share)
        )


def test_an_emergency_is_told_to_everybody_of_the_desk_when_it_comes(caller: User, approver: User) -> None:
    a_user(Role.MODERATOR)
    a_user(Role.AUDITOR)
    request = a_legal_request(instrument="emergency", words="A child is missing")
    assert remind_of_requests() == 1
    assert {mail.recipient for mail in mails()} == {caller.email, approver.email}
    first = mails()[0]
    assert first.subject.startswith(f"EMERGENCY: The request {request.reference} is new: due on ")
    for secret in (request.about, request.authority_said, request.officer, request.words):
        assert secret not in first.subject + first.text
    assert remind_of_requests() == 0
    entry = LedgerEntry.objects.get(action="request.desk_told")
    assert (entry.actor, entry.subject) == ("machine:legal", request.subject)


def test_it_is_told_once_more_when_it_is_due_soon_and_when_it_is_late(caller: User) -> None:
    a_legal_request()
    for share, stage in ((0, "new"), (0.7, None), (0.8, "due soon"), (0.9, None), (1.1, "late"), (1.5, None)):
        passes(share)
        before = len(mails())
        assert remind_of_requests() == (1 if stage else 0), share
        assert [f"is {stage}:" in mail.subject for mail in mails()[before:]] == ([True] if stage else [])


def test_those_of_a_minute_are_one_mail_and_closed_ones_are_none(caller: User) -> None:
    refuse_request(request=a_legal_request(), words="Forged", by=caller)
    later, first = a_legal_request(), a_legal_request(instrument="emergency", words="A child is missing")
    assert remind_of_requests() == 2
    (mail,) = mails()
    assert mail.subject.startswith("EMERGENCY: 2 requests of authorities, the first due on ")
    assert mail.text.index(first.reference) < mail.text.index(later.reference)


def test_where_nobody_is_at_the_desk_it_is_told_once_somebody_is() -> None:
    a_legal_request()
    assert (remind_of_requests(), unattended()) == (0, 1)
    somebody = a_user(Role.LEGAL_SPECIALIST)
    assert (remind_of_requests(), unattended()) == (1, 0)
    assert [mail.recipient for mail in mails()] == [somebody.email]


def test_what_waits_is_told_to_those_who_can_be_the_second_person(caller: User, approver: User, suspect: User) -> None:
    called, prepared = (a_user(Role.LEGAL_APPROVER, Role.LEGAL_SPECIALIST) for _ in range(2))
    request = a_verified_request(by=called)
    a_target(request=request, subject=f"person:{suspect.pk}")
    production = put_together(request=request, classes=["subscriber"], by=prepared)
    (mail,) = mails("neither prepared it nor made the call")
    assert mail.recipient == approver.email
    assert production.code in mail.text
    assert suspect.email not in mail.text


def test_holds_are_told_once_before_their_end(caller: User, preparer: User) -> None:
    hold = a_legal_hold()
    assert remind_of_holds() == 0
    PreservationHold.objects.update(until=timezone.now() + timedelta(days=10))
    assert remind_of_holds() == 1
    assert {caller.email, preparer.email} <= {mail.recipient for mail in mails("The preservation hold for")}
    assert hold.request.reference in mails("The preservation hold for")[0].subject
    assert remind_of_holds() == 0
