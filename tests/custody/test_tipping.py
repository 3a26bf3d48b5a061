"""Reports: written by a person, sent step by step to a service that fails, kept for a year, never about adults."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from haven.accounts.models import Role, RoleGrant
from haven.custody.actions.holds import ask_release, release_hold
from haven.custody.actions.tipping import note_filed, retry_tip, write_tip
from haven.custody.cybertip.form import INCIDENTS
from haven.custody.errors import CustodyError, HoldRefused
from haven.custody.models import CyberTip, PreservationHold, QuarantinedFile
from haven.custody.queries import held, late_tips
from haven.custody.tasks import send_tips
from haven.custody.tips import Facts, Told, compose, facts_of
from haven.ledger.models import LedgerEntry
from haven.mail.models import OutgoingMail
from tests.custody.cybertip.cybertipline import CyberTipline, cybertipline
from tests.factories import a_confirmed_draft, a_cyber_tip, a_cyber_tip_draft, a_user

pytestmark = pytest.mark.django_db
AD = "listing:bbbbbbbbbb"


@pytest.fixture(autouse=True)
def service(settings: pytest.FixtureRequest) -> Iterator[CyberTipline]:
    with cybertipline() as running:
        settings.CYBERTIP_URL, settings.CYBERTIP_LOGIN = running.url, "esp secret"  # type: ignore[attr-defined]
        settings.SITE_CONTACT = "desk@example.org"  # type: ignore[attr-defined]
        yield running


def told(**changes: object) -> Told:
    full: dict[str, object] = {"child": True, "incident": INCIDENTS[1], "happened_at": timezone.now()}
    return Told(**(full | changes))  # type: ignore[arg-type]


def now(tip: CyberTip) -> CyberTip:
    """Let its time have come, send, and read it anew."""
    CyberTip.objects.filter(pk=tip.pk).exclude(state="filed").update(try_after=timezone.now())
    send_tips.func(0)
    return CyberTip.objects.get(pk=tip.pk)


def test_it_is_filed_with_its_file_and_kept_for_a_year(service: CyberTipline) -> None:
    draft = a_confirmed_draft(data=b"made-up bytes")
    hold = draft.file.hold
    tip = now(a_cyber_tip(draft=draft))
    assert service.calls == ["submit", "upload", "fileinfo", "finish"]
    kept = service.reports[tip.report_id]
    assert (kept.finished, list(kept.files.values())) == (True, [b"made-up bytes"])
    assert kept.details[tip.file_id].findtext("fileViewedByEsp") == "false"
    assert kept.document.findtext("personOrUserReported/espIdentifier") == "7"
    assert (tip.state, tip.problem) == ("filed", "")
    assert tip.receipt.count("<responseCode>0</responseCode>") == 4
    hold.refresh_from_db()
    assert hold.until > timezone.now() + timedelta(days=364)
    assert held([draft.file.subject]) == {draft.file.subject}
    steps = LedgerEntry.objects.filter(subject=tip.name).order_by("id").values_list("action", flat=True)
    assert list(steps) == ["tip.written", *["tip.advanced"] * 3, "tip.filed"]
    assert "poster@example.org" not in str(list(LedgerEntry.objects.values_list("details", flat=True)))


@pytest.mark.parametrize("call", ["submit", "upload", "fileinfo", "finish"])
@pytest.mark.parametrize("lost", [True, False], ids=["answer lost", "server error"])
def test_whatever_fails_is_done_again_and_what_was_answered_is_not(
    service: CyberTipline, call: str, lost: bool
) -> None:
    service.faults = [(call, 0 if lost else 1000)]
    tip = now(a_cyber_tip(draft=a_confirmed_draft()))
    assert tip.state == "waiting"
    assert tip.problem
    tip = now(tip)
    assert tip.state == "filed"
    finished = [kept for kept in service.reports.values() if kept.finished]
    assert len(finished) == 1
    again = {"submit", "upload", "fileinfo", "finish"}
    assert {name for name in again if service.calls.count(name) > 1} == {call}


def test_an_open_report_that_the_service_dropped_is_begun_anew(service: CyberTipline) -> None:
    service.faults = [("finish", 1000)]
    tip = now(a_cyber_tip(draft=a_confirmed_draft()))
    service.forget_unfinished()
    tip = now(tip)
    assert (tip.state, tip.step, "dropped" in tip.problem) == ("waiting", "", True)
    assert now(tip).state == "filed"


def test_what_is_refused_waits_for_a_person_and_rings(service: CyberTipline) -> None:
    by = a_user(Role.CHILD_SAFETY)
    service.faults = [("submit", 4100)]
    tip = now(a_cyber_tip(draft=a_confirmed_draft(), by=by))
    assert (tip.state, "code 4100" in tip.problem, late_tips()) == ("refused", True, 1)
    assert by.email in OutgoingMail.objects.values_list("recipient", flat=True)
    assert OutgoingMail.objects.count() == of_the_role()
    assert not any("poster" in mail.text for mail in OutgoingMail.objects.all())
    assert now(tip).state == "refused"
    draft = tip.draft
    assert draft is not None
    again = write_tip(facts=facts_of(draft), told=told(), by=by, tip=tip)
    assert (again.pk, now(again).state, late_tips()) == (tip.pk, "filed", 0)


def test_no_credentials_and_no_service_are_trouble_that_does_not_go_quiet(settings: pytest.FixtureRequest) -> None:
    a_user(Role.CHILD_SAFETY)
    settings.CYBERTIP_LOGIN = ""  # type: ignore[attr-defined]
    tip = now(a_cyber_tip(draft=a_confirmed_draft()))
    assert "HAVEN_CYBERTIP_LOGIN" in tip.problem
    assert not OutgoingMail.objects.exists()
    settings.CYBERTIP_LOGIN = "esp wrong"  # type: ignore[attr-defined]
    tip = now(tip)
    assert "code 2000" in tip.problem
    settings.CYBERTIP_URL = "http://127.0.0.1:9/ispws"  # type: ignore[attr-defined]
    tip = now(tip)
    assert "not reached" in tip.problem
    assert (tip.state, tip.attempts) == ("waiting", 3)
    assert OutgoingMail.objects.count() == of_the_role()
    assert tip.try_after > timezone.now() + timedelta(minutes=5)
    send_tips.func(0)
    assert CyberTip.objects.get().attempts == 3
    now(tip)
    assert OutgoingMail.objects.count() == of_the_role()
    retry_tip(tip=tip, by=tip.written_by)
    assert CyberTip.objects.get().try_after <= timezone.now()


def of_the_role() -> int:
    return RoleGrant.objects.filter(role=Role.CHILD_SAFETY).count()


def test_an_ad_alone_is_reported_without_a_file_and_held(service: CyberTipline) -> None:
    facts = Facts(subject=AD, about="person:9", address="https://haven.example/ads/b/")
    tip = now(write_tip(facts=facts, told=told(words="She is 15."), by=a_user()))
    assert service.calls == ["submit", "finish"]
    assert held([AD, "person:9"]) == {AD, "person:9"}
    assert "She is 15." in str(service.reports[tip.report_id].document.findtext("additionalInfo"))


def test_adults_are_referred_never_reported(service: CyberTipline) -> None:
    facts = Facts(subject=AD, about="", address="")
    with pytest.raises(CustodyError, match="referred"):
        write_tip(facts=facts, told=told(child=False), by=a_user())
    send_tips.func(0)
    assert (CyberTip.objects.count(), service.calls) == (0, [])


def test_nobody_says_what_a_picture_shows_that_nobody_looked_at() -> None:
    draft = a_confirmed_draft()
    with pytest.raises(CustodyError, match="Nobody here looked at the picture"):
        compose(facts_of(draft), told(classification="B2"))
    draft.fields["file"]["viewed_by_esp"] = True
    assert compose(facts_of(draft), told(classification="B2"))


def test_nothing_goes_out_that_no_person_wrote(service: CyberTipline) -> None:
    a_confirmed_draft()
    send_tips.func(0)
    assert service.calls == []
    with pytest.raises(CustodyError, match="Decide about the match"):
        write_tip(facts=facts_of(a_cyber_tip_draft()), told=told(), by=a_user())
    for wrong in ({"incident": "Theft"}, {"happened_at": timezone.now() + timedelta(days=1)}):
        with pytest.raises(CustodyError):
            write_tip(facts=facts_of(a_confirmed_draft()), told=told(**wrong), by=a_user())


def test_one_report_a_file_and_never_changed_once_filed(settings: pytest.FixtureRequest) -> None:
    draft = a_confirmed_draft()
    tip = a_cyber_tip(draft=draft)
    with pytest.raises(CustodyError, match="written already"):
        write_tip(facts=facts_of(draft), told=told(), by=a_user())
    tip = now(tip)
    for change in (lambda: CyberTip.objects.update(report="x"), lambda: CyberTip.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(CustodyError):
        retry_tip(tip=tip, by=tip.written_by)
    settings.SITE_CONTACT = ""  # type: ignore[attr-defined]
    with pytest.raises(CustodyError, match="HAVEN_CONTACT"):
        write_tip(facts=facts_of(a_confirmed_draft()), told=told(), by=a_user())


def test_the_uk_route_is_filed_by_a_person_who_notes_the_reference(service: CyberTipline) -> None:
    by, draft = a_user(), a_confirmed_draft()
    tip = write_tip(facts=facts_of(draft), told=told(route=CyberTip.Route.NCA), by=by)
    assert now(tip).state == "waiting"
    assert service.calls == []
    with pytest.raises(CustodyError, match="reference"):
        note_filed(tip=tip, reference=" ", by=by)
    note_filed(tip=tip, reference="NCA 12/7", by=by)
    tip.refresh_from_db()
    assert (tip.state, tip.report_id, tip.hold.in_force) == ("filed", "NCA 12/7", True)
    with pytest.raises(CustodyError):
        note_filed(tip=tip, reference="Again", by=by)


def test_a_hold_that_ended_meanwhile_is_placed_anew() -> None:
    draft = a_confirmed_draft()
    tip = a_cyber_tip(draft=draft)
    ask_release(hold=draft.file.hold, by=a_user())
    release_hold(hold=draft.file.hold, by=a_user())
    tip = now(tip)
    assert held([draft.file.subject]) == {draft.file.subject}
    assert tip.hold_id != draft.file.hold_id


def test_a_file_whose_bytes_are_gone_delays_and_says_so() -> None:
    draft = a_confirmed_draft()
    tip = a_cyber_tip(draft=draft)
    QuarantinedFile.objects.filter(pk=draft.file_id).update(stored="0" * 64)
    assert "cannot be read" in now(tip).problem


def test_investigators_learn_of_no_such_hold_and_nobody_ends_it_within_the_year(service: CyberTipline) -> None:
    facts = Facts(subject=AD, about="person:9", address="https://haven.example/ads/b/")
    tip = now(write_tip(facts=facts, told=told(), by=a_user()))
    client = Client()
    client.force_login(a_user(Role.INVESTIGATOR))
    assert "report about a child" not in client.get(reverse("investigations:evidence")).content.decode()
    step = reverse("investigations:hold_step", args=[tip.hold_id, "ask"])
    assert client.post(step).status_code == 404
    ask_release(hold=tip.hold, by=a_user())
    with pytest.raises(HoldRefused, match="a year"):
        release_hold(hold=tip.hold, by=a_user())
    soon = timezone.now() + timedelta(days=3)
    for change in ({"released_at": timezone.now(), "released_by": a_user()}, {"until": soon}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PreservationHold.objects.filter(pk=tip.hold_id).update(**change)


def test_a_second_click_files_nothing_twice(service: CyberTipline) -> None:
    facts = Facts(subject=AD, about="", address="https://haven.example/ads/b/")
    by = a_user()
    first = write_tip(facts=facts, told=told(), by=by, token="a" * 32)
    assert write_tip(facts=facts, told=told(), by=by, token="a" * 32).pk == first.pk
    with pytest.raises(CustodyError, match="waiting already"):
        write_tip(facts=facts, told=told(), by=by, token="b" * 32)
    now(first)
    assert write_tip(facts=facts, told=told(), by=by, token="a" * 32).pk == first.pk
    assert CyberTip.objects.count() == 1
    assert service.calls.count("submit") == 1
    write_tip(facts=facts, told=told(words="New."), by=by, token="c" * 32)
    with pytest.raises(IntegrityError), transaction.atomic():
        CyberTip.objects.create(
            subject=AD, incident=INCIDENTS[1], happened_at=timezone.now(), fields={}, report="x", written_by=by,
            hold=first.hold,
        )  # fmt: skip
