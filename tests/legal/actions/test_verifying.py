"""Who asks is found out by a call to a number of the directory, and by nothing else."""

from typing import Any

import pytest

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.legal.actions.directory import confirm_authority, propose_authority
from haven.legal.actions.producing import approve_production
from haven.legal.actions.scoping import set_targets
from haven.legal.actions.verifying import note_call
from haven.legal.errors import LegalError
from haven.legal.models import Authority, LegalRequest
from tests.factories import a_legal_request, an_authority, put_together

pytestmark = pytest.mark.django_db
PAGE = {"name": "Mill County Police", "country": "US", "kind": "police", "source": "https://police.example.org/contact"}


def call(request: LegalRequest, authority: Authority, by: User, result: str = "confirmed") -> LegalRequest:
    note_call(request=request, authority=authority, result=result, answered_by="The sergeant", words="", by=by)
    request.refresh_from_db()
    return request


def found_by_two(phone: str, one: User, other: User) -> Authority:
    """An entry that two people make now."""
    row = propose_authority(**PAGE, phone=phone, checked_on=an_authority().checked_on, by=one)
    return confirm_authority(authority=row, by=other)


def test_a_confirmed_call_fixes_what_is_given(caller: User) -> None:
    authority = an_authority()
    request = call(a_legal_request(instrument="court_order"), authority, caller)
    assert (request.state, request.entitled) == ("verified", ["subscriber", "records"])
    entry = LedgerEntry.objects.get(action="request.called_back")
    assert entry.details["authority"] == authority.pk
    assert "555" not in str(entry.details)


def test_nothing_more_is_given_than_was_asked_for(caller: User) -> None:
    assert call(a_legal_request(wanted=["subscriber"]), an_authority(), caller).entitled == ["subscriber"]


@pytest.mark.parametrize("result", ["denied", "differs", "unreached"])
def test_any_other_answer_gives_nothing(caller: User, result: str) -> None:
    request = call(a_legal_request(), an_authority(), caller, result)
    assert (request.state, request.entitled, request.verified_by) == ("received", [], None)


def test_an_entry_of_another_country_does_not_count(caller: User) -> None:
    request = a_legal_request(country="DE", instrument="emergency", words="Now")
    with pytest.raises(LegalError, match="another country"):
        call(request, an_authority(country="US"), caller)
    assert not request.calls.exists()


def test_a_judge_counts_if_the_request_and_the_call_say_so(caller: User) -> None:
    values = {"instrument": "eu_production", "country": "FR", "judicial": True}
    authority = an_authority(country="FR", phone="+33199005500")
    assert call(a_legal_request(**values), authority, caller).entitled == ["subscriber"]
    request = a_legal_request(**values)
    note_call(request=request, authority=authority, result="confirmed", answered_by="The clerk", words="",
              judicial=True, by=caller)  # fmt: skip
    request.refresh_from_db()
    assert request.entitled == ["subscriber", "records", "content"]


def test_that_a_judge_stood_behind_it_may_be_said_by_a_later_call(
    caller: User, preparer: User, approver: User, suspect: User
) -> None:
    authority = an_authority(country="FR", phone="+33199005500")
    request = call(a_legal_request(instrument="eu_production", country="FR", judicial=True), authority, caller)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    made = put_together(request=request, classes=["subscriber"], by=preparer)
    approve_production(production=made, manifest=made.manifest, by=approver)
    said: dict[str, Any] = {"request": request, "authority": authority, "result": "confirmed", "words": ""}
    said["answered_by"] = "The clerk"
    with pytest.raises(LegalError, match="somebody else has to call"):
        note_call(**said, judicial=True, by=approver)
    request.refresh_from_db()
    assert request.entitled == ["subscriber"]
    note_call(**said, judicial=True, by=caller)
    request.refresh_from_db()
    assert request.entitled == ["subscriber", "records", "content"]
    note_call(**said, judicial=False, by=preparer)
    request.refresh_from_db()
    assert request.entitled == ["subscriber", "records", "content"], "that one says less"


def test_a_later_denial_takes_the_confirmation_back(caller: User, preparer: User) -> None:
    authority = an_authority()
    request = call(a_legal_request(), authority, caller)
    assert call(request, authority, preparer, "denied").verified_by is None
    with pytest.raises(LegalError, match="somebody else has to call"):
        call(request, authority, preparer)
    assert call(request, authority, caller).state == "verified"


def test_a_number_that_came_with_the_request_does_not_count(caller: User, preparer: User) -> None:
    request = a_legal_request(phone="(202) 555-0177", words="Our number changed to 202.555.0188")
    for phone in ("+1 202 555 0177", "+1 202 555 0188"):
        with pytest.raises(LegalError, match="does not count"):
            call(request, found_by_two(phone, caller, preparer), caller)
    assert not request.calls.exists()
    assert call(request, found_by_two("+1 202 555 0100", caller, preparer), caller).state == "verified"


@pytest.mark.parametrize(
    "written", ["２０２-５５５-０１７７", "٢٠٢٥٥٥٠١٧٧", "two zero two five five five zero one seven seven"]
)
def test_nor_does_one_that_another_unconfirmed_request_brought(caller: User, preparer: User, written: str) -> None:
    a_legal_request(words=f"Reach us at {written}.")
    planted = found_by_two("+1 202 555 0177", caller, preparer)
    with pytest.raises(LegalError, match="does not count"):
        call(a_legal_request(), planted, caller)


def test_who_was_told_that_it_differs_does_not_confirm_it(caller: User, preparer: User) -> None:
    authority = an_authority()
    request = call(a_legal_request(), authority, caller, "differs")
    with pytest.raises(LegalError, match="somebody else has to call"):
        call(request, authority, caller)
    assert call(request, authority, preparer).state == "verified"


def test_one_that_stood_in_the_directory_before_counts_even_if_the_request_names_it(caller: User) -> None:
    authority = an_authority(phone="+12025550177")
    assert call(a_legal_request(phone="202-555-0177"), authority, caller).state == "verified"


def test_an_entry_of_one_person_or_out_of_use_is_not_called(caller: User) -> None:
    row = propose_authority(**PAGE, phone="+1 202 555 0100", checked_on=an_authority().checked_on, by=caller)
    with pytest.raises(LegalError, match="does not count"):
        call(a_legal_request(), row, caller)
    with pytest.raises(LegalError, match="somebody else"):
        confirm_authority(authority=row, by=caller)
