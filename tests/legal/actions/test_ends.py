"""A request that ends otherwise than at once: handed over in parts, or taken back by whoever sent it."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.models import EvidenceItem
from haven.ledger.models import LedgerEntry
from haven.legal.actions.producing import (
    approve_production,
    decline_production,
    deliver_production,
    export_production,
)
from haven.legal.actions.receiving import answer_request, refuse_request
from haven.legal.actions.scoping import set_targets
from haven.legal.actions.telling import tell_people
from haven.legal.actions.verifying import note_call
from haven.legal.errors import LegalError
from haven.legal.models import LegalRequest, Production, UserNotice
from haven.mail.models import OutgoingMail
from tests.factories import a_legal_hold, a_legal_request, a_user, a_verified_request, an_authority, put_together
from tests.legal.conftest import AsUser

pytestmark = pytest.mark.django_db


@pytest.fixture
def scoped(caller: User, preparer: User, suspect: User) -> LegalRequest:
    """A confirmed warrant whose target was found."""
    request = a_verified_request(by=caller)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    return request


def approved(request: LegalRequest, kind: str, preparer: User, approver: User) -> Production:
    made = put_together(request=request, classes=[kind], by=preparer)
    return approve_production(production=made, manifest=made.manifest, by=approver)


def handed_over(request: LegalRequest, kind: str, preparer: User, approver: User, *, more: bool) -> Production:
    made = approved(request, kind, preparer, approver)
    return deliver_production(production=made, how="Through their portal", by=preparer, more=more)


def test_one_class_today_and_the_rest_later(scoped: LegalRequest, preparer: User, approver: User) -> None:
    handed_over(scoped, "subscriber", preparer, approver, more=True)
    scoped.refresh_from_db()
    assert (scoped.state, scoped.closed_at) == ("verified", None)
    assert UserNotice.objects.count() == 1
    with pytest.raises(LegalError, match="close it as answered"):
        refuse_request(request=scoped, words="Enough.", by=preparer)
    handed_over(scoped, "content", preparer, approver, more=False)
    scoped.refresh_from_db()
    assert scoped.state == "answered"
    assert UserNotice.objects.count() == 2
    told = LedgerEntry.objects.filter(action__endswith="answered").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["request.partly_answered", "request.answered"]


def test_of_which_nothing_more_is_there_is_closed_as_answered(
    scoped: LegalRequest, preparer: User, approver: User
) -> None:
    handed_over(scoped, "subscriber", preparer, approver, more=True)
    answer_request(request=scoped, words="There is nothing else.", by=preparer)
    scoped.refresh_from_db()
    assert scoped.state == "answered"


def test_found_forged_after_a_part_left_it_can_be_closed(scoped: LegalRequest, preparer: User, approver: User) -> None:
    given = handed_over(scoped, "subscriber", preparer, approver, more=True)
    authority = an_authority()
    note_call(request=scoped, authority=authority, result="denied", answered_by="The chief", words="", by=preparer)
    with pytest.raises(LegalError):
        put_together(request=scoped, classes=["records"], by=preparer)
    refuse_request(request=scoped, words="Forged: the first call was answered by an impostor.", by=preparer)
    given.refresh_from_db()
    assert given.withdrawn_at is None, "what was given stays on record as given"


def told(made: Production) -> str:
    """The subject and text of the mail that the clock sends about it."""
    made.notices.update(due_at=timezone.now())
    assert tell_people() == 1
    mail = OutgoingMail.objects.filter(recipient=made.notices.get().person.email).latest("pk")
    return f"{mail.subject}\n{mail.text}"


def of_a_stranger(caller: User, preparer: User, suspect: User) -> LegalRequest:
    """Confirmed by a call; it calls itself otherwise than the directory."""
    request = a_verified_request(by=caller, authority_said="Crown Police Bureau")
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    return request


def saved(request: LegalRequest, preparer: User, approver: User) -> Production:
    made = approved(request, "subscriber", preparer, approver)
    export_production(production=made, by=preparer)
    return made


@pytest.mark.parametrize("closed", [False, True])
def test_whom_a_forged_request_was_about_is_not_told_that_it_was_lawful(
    caller: User, preparer: User, approver: User, suspect: User, closed: bool
) -> None:
    request = of_a_stranger(caller, preparer, suspect)
    given = handed_over(request, "subscriber", preparer, approver, more=True)
    note_call(request=request, authority=an_authority(), result="denied", answered_by="He", words="", by=preparer)
    if closed:
        refuse_request(request=request, words="Forged.", by=preparer)
    mail = told(given)
    assert "The law obliged" not in mail
    assert "to an authority" not in mail
    assert "we gave information about your account" in mail
    assert "somebody who said they were Crown Police Bureau" in mail
    assert "a later call did not confirm it" in mail
    assert "What you can do: be wary" in mail


def test_of_a_request_that_was_taken_back_the_mail_names_who_confirmed_it(
    caller: User, preparer: User, approver: User, suspect: User
) -> None:
    request = of_a_stranger(caller, preparer, suspect)
    given = handed_over(request, "subscriber", preparer, approver, more=True)
    note_call(request=request, authority=an_authority(), result="withdrawn", answered_by="He", words="", by=preparer)
    mail = told(given)
    assert "to Mill County Police (their file" in mail
    assert "The request was taken back later." in mail
    assert "Crown" not in mail


@pytest.mark.parametrize(
    ("result", "whom"), [("denied", "somebody who said they were Crown Police Bureau"), ("withdrawn", "Mill County")]
)
def test_of_a_file_that_was_saved_alone_the_mail_says_that_it_may_have_left(
    caller: User, preparer: User, approver: User, suspect: User, result: str, whom: str
) -> None:
    request = of_a_stranger(caller, preparer, suspect)
    made = saved(request, preparer, approver)
    note_call(request=request, authority=an_authority(), result=result, answered_by="He", words="", by=preparer)
    mail = told(made)
    assert mail.startswith("Information about your account may have left")
    assert f"ready for {whom}" in mail
    assert "It may have left." in mail
    assert "What the file held:" in mail
    assert "we gave" not in mail


def test_the_page_lets_say_that_more_follows_and_what_still_rests_on_a_closed_one(
    scoped: LegalRequest, preparer: User, approver: User, enter: AsUser
) -> None:
    made = approved(scoped, "subscriber", preparer, approver)
    client = enter(preparer)
    answer = client.post(f"/legal/productions/{made.code}/delivery/", {"how": "By courier", "more": "on"}, follow=True)
    page = answer.content.decode()
    assert "Handed over; the request stays open." in page
    assert "Put it together" in page
    assert "English" in page
    held = a_legal_hold()
    refuse_request(request=held.request, words="Not theirs.", by=preparer)
    page = client.get(f"/legal/requests/{held.request.reference}/").content.decode()
    assert "still rests on it" in page
    taken = client.post(
        f"/legal/requests/{scoped.reference}/call/",
        {"authority": an_authority().pk, "answered_by": "Sgt. Sand", "result": "withdrawn"}, follow=True,
    ).content.decode()  # fmt: skip
    assert "Closed: they took it back." in taken
    assert "Taken back by the authority" in taken
    assert f"Production {made.code}" in taken, "what was given before stays on the page"
    assert "Keep it from being erased" not in taken


def test_taken_back_by_a_call_it_is_closed_and_nothing_leaves(
    scoped: LegalRequest, caller: User, preparer: User, approver: User
) -> None:
    made = approved(scoped, "subscriber", preparer, approver)
    authority = an_authority()
    note_call(
        request=scoped, authority=authority, result="withdrawn", answered_by="Sgt. Sand", words="Solved.", by=caller
    )
    scoped.refresh_from_db()
    assert (scoped.state, scoped.closed_by, scoped.entitled) == ("withdrawn", caller, [])
    assert "Sgt. Sand. Solved." in scoped.closing_words
    with pytest.raises(LegalError, match="not approved, or was withdrawn"):
        export_production(production=made, by=preparer)
    assert not EvidenceItem.objects.filter(subject=made.subject).exists(), "nobody had saved it"
    with pytest.raises(LegalError, match="closed"):
        note_call(request=scoped, authority=authority, result="confirmed", answered_by="He", words="", by=preparer)


def test_taken_back_after_it_was_saved_its_record_stays(
    scoped: LegalRequest, caller: User, preparer: User, approver: User
) -> None:
    made = saved(scoped, preparer, approver)
    note_call(
        request=scoped, authority=an_authority(), result="withdrawn", answered_by="Sgt. Sand", words="", by=caller
    )
    made.refresh_from_db()
    assert made.withdrawn_at is not None
    assert EvidenceItem.objects.filter(subject=made.subject).exists()


@pytest.mark.parametrize("result", ["withdrawn", "denied"])
def test_what_was_handed_over_before_it_was_taken_back_is_not_saved_again(
    scoped: LegalRequest, preparer: User, approver: User, enter: AsUser, result: str
) -> None:
    made, client = handed_over(scoped, "subscriber", preparer, approver, more=True), enter(preparer)
    at = f"/legal/productions/{made.code}/"
    assert "Save the file" in client.get(at).content.decode()
    note_call(request=scoped, authority=an_authority(), result=result, answered_by="The chief", words="", by=preparer)
    assert "Save the file" not in client.get(at).content.decode()
    answer = client.get(f"{at}part-1.zip", follow=True)
    assert "denied or taken back" in answer.content.decode()


def test_what_the_call_that_counts_now_does_not_give_is_not_saved_again(
    caller: User, preparer: User, approver: User, suspect: User
) -> None:
    request = a_verified_request(by=caller, instrument="eu_production", country="FR", judicial=True)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    LegalRequest.objects.filter(pk=request.pk).update(entitled=["subscriber", "records"])
    made = handed_over(request, "records", preparer, approver, more=False)
    LegalRequest.objects.filter(pk=request.pk).update(entitled=["subscriber"])
    with pytest.raises(LegalError, match="denied or taken back"):
        export_production(production=made, by=preparer)


def test_what_was_handed_over_is_handed_over_no_more_and_not_taken_back(
    scoped: LegalRequest, preparer: User, approver: User, enter: AsUser
) -> None:
    made = handed_over(scoped, "subscriber", preparer, approver, more=True)
    page = enter(approver).get(f"/legal/productions/{made.code}/").content.decode()
    assert "It was handed over" not in page
    assert "Take the approval back" not in page
    assert re.search(r"Handed over [^<]*: Through their portal", page)
    with pytest.raises(LegalError, match="handed over before stays"):
        decline_production(production=made, words="Too much", by=approver)


def test_nothing_but_a_call_takes_a_request_back_and_closed_is_closed() -> None:
    request, refused = a_verified_request(), a_legal_request()
    with pytest.raises(IntegrityError, match="no call has taken"), transaction.atomic():
        LegalRequest.objects.filter(pk=request.pk).update(
            state="withdrawn", closed_at=timezone.now(), closing_words="A mail said so."
        )
    refuse_request(request=refused, words="Forged.", by=a_user())
    with pytest.raises(IntegrityError, match="stays as it was closed"), transaction.atomic():
        LegalRequest.objects.filter(pk=refused.pk).update(state="received", closed_at=None)
