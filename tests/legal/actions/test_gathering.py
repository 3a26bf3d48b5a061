"""Put together by the worker: whole or not at all, wherever it is interrupted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.models import EvidenceBundle, EvidenceItem
from haven.ledger.models import LedgerEntry
from haven.legal import parts, tasks
from haven.legal.actions import gathering as actions
from haven.legal.actions.gathering import ask_for_production, gather, settle_gathering
from haven.legal.actions.receiving import answer_request, refuse_request
from haven.legal.actions.scoping import set_targets
from haven.legal.actions.verifying import note_call
from haven.legal.errors import GatheringGone, LegalError
from haven.legal.models import Gathering, LegalRequest, Production
from tests.factories import a_listing, a_verified_request, an_authority
from tests.legal.conftest import AsUser

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(suspect: User, preparer: User, caller: User, monkeypatch: pytest.MonkeyPatch) -> Gathering:
    """Seven items in parts of three, kept two at once; nobody has begun."""
    monkeypatch.setattr(parts, "MOST_ITEMS", 3)
    monkeypatch.setattr(actions, "_AT_ONCE", 2)
    for number in range(4):
        a_listing(poster=suspect, title=f"Chair {number}")
    request = a_verified_request(by=caller)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    return ask_for_production(request=request, classes=["records", "content"], by=preparer)


def kept() -> int:
    return EvidenceItem.objects.filter(subject__startswith="production:").count()


def dies_at(monkeypatch: pytest.MonkeyPatch, name: str, call: int, error: BaseException) -> Callable[..., None]:
    """The worker ends at this call of a step; what undoes it."""
    real, calls = getattr(actions, name), []

    def dies(*given: Any) -> Any:
        calls.append(given)
        if len(calls) == call:
            raise error
        return real(*given)

    monkeypatch.setattr(actions, name, dies)
    return lambda: monkeypatch.setattr(actions, name, real)


def test_killed_amid_the_items_it_begins_them_anew_and_keeps_each_once(
    asked: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    revive = dies_at(monkeypatch, "_keep", 6, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        gather(code=asked.code)
    asked.refresh_from_db()
    assert (asked.items, asked.gathered, asked.percent, kept()) == (7, 4, 28, 4)
    assert not Production.objects.exists()
    revive()
    made = gather(code=asked.code)
    assert made is not None
    assert [len(bundle.items) for bundle in made.bundles] == [3, 3, 1]
    assert kept() == 7
    assert LedgerEntry.objects.filter(action="request.prepared").count() == 1


def test_killed_amid_the_parts_it_goes_on_with_the_next(asked: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    revive = dies_at(monkeypatch, "_bundled", 2, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        gather(code=asked.code)
    asked.refresh_from_db()
    assert (asked.gathered, asked.sealed, asked.percent) == (7, 3, 71)
    items = list(EvidenceItem.objects.filter(subject=asked.subject).order_by("pk").values_list("pk", flat=True))
    revive()
    made = gather(code=asked.code)
    assert made is not None
    assert made.bundles[0].pk == asked.bundles[0]
    assert [key for bundle in made.bundles for key in bundle.items] == items
    assert EvidenceBundle.objects.count() == 3


def test_a_run_that_another_has_taken_over_adds_nothing(asked: Gathering) -> None:
    first = actions._taken_over(asked.code, "first")
    second = actions._taken_over(asked.code, "second")
    for act in (lambda: actions._keep_items(first, "first"), lambda: actions._finished(first, "first", [])):
        with pytest.raises(GatheringGone):
            act()
    assert kept() == 0
    actions._keep_items(second, "second")
    assert kept() == 7


def test_what_fails_is_said_and_nothing_of_it_is_kept(
    asked: Gathering, preparer: User, enter: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    revive = dies_at(monkeypatch, "_bundled", 2, LegalError("The log has signed no head yet."))
    assert gather(code=asked.code) is None
    asked.refresh_from_db()
    assert (asked.state, asked.problem, kept()) == ("failed", "The log has signed no head yet.", 0)
    client = enter(preparer)
    page = client.get(f"/legal/productions/{asked.code}/").content.decode()
    assert "signed no head yet" in page
    assert "Put it together again on the page of the request" in page
    assert "http-equiv" not in page
    request_page = client.get(f"/legal/requests/{asked.request.reference}/").content.decode()
    assert "could not be put together" in request_page
    assert "prepare/" in request_page
    revive()
    again = ask_for_production(request=asked.request, classes=["records"], by=preparer)
    assert gather(code=again.code) is not None


def test_what_nobody_foresaw_is_said_too(asked: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    dies_at(monkeypatch, "_keep", 3, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        tasks.put_together(code=asked.code)
    asked.refresh_from_db()
    assert asked.state == "failed"
    assert "ZeroDivisionError" in asked.problem
    assert kept() == 0


def test_a_denial_meanwhile_ends_it(asked: Gathering, preparer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    real, said = actions._keep, list[object]()

    def denied(row: Gathering, one: Any) -> None:
        if not said:
            said.append(note_call(request=LegalRequest.objects.get(), authority=an_authority(), result="denied",
                                  answered_by="The head of it", words="", by=preparer))  # fmt: skip
        real(row, one)

    monkeypatch.setattr(actions, "_keep", denied)
    assert gather(code=asked.code) is None
    asked.refresh_from_db()
    assert (asked.state, kept()) == ("failed", 0)
    assert "confirmed the request" in asked.problem
    assert not Production.objects.exists()


def test_meanwhile_it_is_neither_closed_nor_about_others_nor_asked_for_twice(asked: Gathering, preparer: User) -> None:
    request = asked.request
    for act in (
        lambda: refuse_request(request=request, words="x", by=preparer),
        lambda: answer_request(request=request, words="x", by=preparer),
        lambda: set_targets(request=request, subjects=["person:1"], by=preparer),
        lambda: ask_for_production(request=request, classes=["records"], by=preparer),
    ):
        with pytest.raises(LegalError, match="being put together"):
            act()


def test_stopped_it_leaves_nothing_and_the_request_can_be_closed(
    asked: Gathering, preparer: User, enter: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dies_at(monkeypatch, "_keep", 4, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        gather(code=asked.code)
    client = enter(preparer)
    assert client.post(f"/legal/productions/{asked.code}/stop/").status_code == 302
    assert (kept(), gather(code=asked.code)) == (0, None)
    assert "Stopped" in client.get(f"/legal/productions/{asked.code}/").content.decode()
    assert not settle_gathering(code=asked.code, state=Gathering.State.FAILED, actor="machine:legal")
    refuse_request(request=asked.request, words="It asks for too much", by=preparer)
    assert LedgerEntry.objects.filter(action="request.gathering_stopped", actor=f"person:{preparer.pk}").exists()


def test_the_page_answers_at_once_and_follows_it(asked: Gathering, preparer: User, approver: User, enter: AsUser,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    client, address = enter(preparer), f"/legal/productions/{asked.code}/"
    assert "Waiting for the worker" in client.get(address).content.decode()
    revive = dies_at(monkeypatch, "_keep", 6, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        gather(code=asked.code)
    page = client.get(f"{address}?again=1").content.decode()
    assert "4 of 7 items gathered" in page
    assert 'value="28"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert LedgerEntry.objects.filter(action="gathering.read").count() == 1, "looking again is no other look"
    approving = enter(approver)
    assert approving.post(f"{address}approval/", {"manifest": ""}).status_code == 404
    assert approving.get(f"{address}part-1.zip").status_code == 404
    revive()
    gather(code=asked.code)
    assert client.get(f"{address}?again=1")["Location"] == address
    assert client.get(f"{address}?again=1", headers={"HX-Request": "true"})["HX-Redirect"] == address
    assert "What would leave" in client.get(address).content.decode()


def test_what_stands_still_is_said_and_begun_again(asked: Gathering, preparer: User, enter: AsUser) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    tasks.follow_requests(0)
    assert not ProcrastinateJob.objects.filter(task_name="haven.legal.tasks.put_together").exists()
    Gathering.objects.update(moved_at=timezone.now() - timedelta(minutes=4))
    assert "Nothing has happened since" in enter(preparer).get(f"/legal/productions/{asked.code}/").content.decode()
    tasks.follow_requests(0)
    tasks.follow_requests(0)
    job = ProcrastinateJob.objects.get(task_name="haven.legal.tasks.put_together")
    assert job.args == {"code": asked.code}
