"""What runs out is said in time: at the desk with its reference, to the operator in numbers alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.models import PreservationHold
from haven.legal.actions.producing import approve_production
from haven.legal.actions.receiving import answer_request
from haven.legal.actions.scoping import set_targets
from haven.legal.law import Clock
from haven.legal.models import LegalRequest
from haven.legal.queries import ending_holds, handed_over_next, looked_at_next, running_out
from tests.factories import a_hold, a_legal_hold, a_legal_request, a_verified_request, put_together
from tests.legal.conftest import AsUser

pytestmark = pytest.mark.django_db
TWO_WEEKS = timedelta(days=14)


def test_nothing_runs_out_where_nothing_is_held_or_asked() -> None:
    a_hold("listing:aaaaaaaaaa", days=90)
    assert list(running_out(TWO_WEEKS)) == []


def test_holds_requests_and_approved_productions_that_run_out(
    caller: User, preparer: User, approver: User, suspect: User, enter: AsUser
) -> None:
    hold = a_legal_hold()
    PreservationHold.objects.filter(pk=hold.pk).update(until=timezone.now() + timedelta(days=3))
    a_hold("listing:aaaaaaaaaa", days=3)
    request = a_verified_request(by=caller)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    made = put_together(request=request, classes=["subscriber"], by=preparer)
    assert (list(handed_over_next()), list(looked_at_next())) == ([], [made])
    queue = enter(approver).get("/legal/").content.decode()
    assert "Waits for a second person" in queue
    assert f"/legal/productions/{made.code}/" in queue
    approve_production(production=made, manifest=made.manifest, by=approver)
    LegalRequest.objects.filter(pk=request.pk).update(due_at=timezone.now() + timedelta(days=2))
    said = " · ".join(running_out(timedelta(days=5)))
    for words in ("1 hold of investigators", "1 hold of the legal desk", "1 approved production to be handed over"):
        assert words in said
    assert request.reference not in said
    assert (list(ending_holds()), list(handed_over_next()), list(looked_at_next())) == ([hold], [made], [])
    page = enter(caller).get("/legal/").content.decode().split("Runs out")[1]
    assert request.reference in page
    assert hold.request.reference in page
    assert "Waits for a second person" not in page


def clock(hours: int) -> Clock:
    words = {"says": "By some day, as it names.", "source": "18 USC 2703", "checked": "2026-11-26"}
    return Clock.model_validate({"instrument": "any", "jurisdiction": "US", "by": "house", "hours": hours} | words)


def test_accounts_and_ads_are_called_by_their_names_and_clocks_in_days(
    caller: User, suspect: User, enter: AsUser
) -> None:
    request = a_verified_request(by=caller)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=caller)
    answer_request(request=request, words="There is nothing here.", by=caller)
    page = enter(caller).get(f"/legal/requests/{request.reference}/").content.decode()
    assert f"Account {suspect.pk}" in page
    assert f"person:{suspect.pk}" not in page
    assert "Within 14 days is our own word" in page
    assert [clock(hours).within for hours in (1, 24, 336)] == ["1 hour", "24 hours", "14 days"]


def test_requests_are_found_by_what_they_say_and_by_whom_they_are_about(
    caller: User, preparer: User, suspect: User, enter: AsUser
) -> None:
    found = a_verified_request(by=caller, file_number="Az. 7 Js 12/26", authority_said="Staatsanwaltschaft Hain")
    set_targets(request=found, subjects=[f"person:{suspect.pk}"], by=preparer)
    other = a_verified_request(by=caller, about="else@example.org")
    answer_request(request=found, words="Nothing is here", by=caller)
    client = enter(caller)
    for words in (
        found.reference.lower(),
        "js hain",
        suspect.email,
        str(suspect.pk),
        "nothing is here",
        "a\x00z. 12/26",
    ):
        page = client.get("/legal/", {"q": words}).content.decode()
        assert found.reference in page, words
        assert other.reference not in page, words
    page = client.get("/legal/", {"q": "x" * 5000}).content.decode()
    assert "Nothing that is open has" in page
    assert found.reference not in page


def test_no_closed_request_is_out_of_reach(caller: User, enter: AsUser) -> None:
    first = a_verified_request(by=caller)
    answer_request(request=first, words="Nothing", by=caller)
    LegalRequest.objects.filter(pk=first.pk).update(closed_at=timezone.now() - timedelta(days=9))
    for _ in range(50):
        later = a_legal_request()
        LegalRequest.objects.filter(pk=later.pk).update(state="refused", closed_at=timezone.now(), closing_words="No")
    page = enter(caller).get("/legal/").content.decode()
    assert first.reference not in page
    assert "1 to 50 of 51" in page
    assert first.reference in enter(caller).get("/legal/", {"page": 2}).content.decode()


def test_no_hold_is_out_of_reach(caller: User, enter: AsUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("haven.legal.views.holds._PAGE", 1)
    first, second = a_legal_hold(), a_legal_hold()
    client = enter(caller)
    pages = [client.get("/legal/holds/", {"page": number}).content.decode() for number in (1, 2)]
    assert [first.request.reference in page for page in pages] == [True, False]
    assert [second.request.reference in page for page in pages] == [False, True]
