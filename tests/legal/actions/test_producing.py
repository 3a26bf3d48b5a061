"""Giving: what is entitled, about whom it is, approved by another, told to them."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.accounts.models import User
from haven.custody.bundles import files_of
from haven.custody.models import EvidenceItem
from haven.evidence.bundle.building import pack
from haven.evidence.keyring import Trust
from haven.evidence.verify import verify
from haven.ledger.exporting import key_list
from haven.ledger.models import LedgerEntry
from haven.legal.actions.directory import retire_authority
from haven.legal.actions.gathering import ask_for_production
from haven.legal.actions.producing import (
    approve_production,
    decline_production,
    deliver_production,
    export_production,
)
from haven.legal.actions.receiving import refuse_request
from haven.legal.actions.scoping import set_targets
from haven.legal.actions.telling import extend_gag, tell_people
from haven.legal.actions.verifying import note_call
from haven.legal.errors import LegalError, NotEntitled, NotVerified
from haven.legal.models import LegalRequest, Production, UserNotice
from haven.mail.models import OutgoingMail
from tests.factories import a_legal_request, a_listing, a_user, a_verified_request, an_authority, put_together

pytestmark = pytest.mark.django_db


def scoped(request: LegalRequest, by: User, *people: User) -> LegalRequest:
    set_targets(request=request, subjects=[f"person:{one.pk}" for one in people], by=by)
    return request


@pytest.fixture
def request_about_suspect(caller: User, preparer: User, suspect: User) -> LegalRequest:
    """A confirmed warrant whose target was found."""
    return scoped(a_verified_request(by=caller), preparer, suspect)


@pytest.fixture
def approved(request_about_suspect: LegalRequest, preparer: User, approver: User) -> Production:
    """Subscriber data, agreed to by a second person."""
    made = put_together(request=request_about_suspect, classes=["subscriber"], by=preparer)
    return approve_production(production=made, manifest=made.manifest, by=approver)


def told() -> list[str]:
    return [mail.recipient for mail in OutgoingMail.objects.filter(subject__contains="gave information")]


def test_from_the_list_to_a_bundle_that_anybody_can_verify(approved: Production, tmp_path: Path) -> None:
    (tmp_path / "bundle.zip").write_bytes(pack(files_of(approved.bundles[0])))
    report = verify([tmp_path / "bundle.zip"], Trust.parse(key_list()))
    assert report.wrong == []
    assert report.holds
    actions = list(LedgerEntry.objects.filter(subject=approved.request.subject).values_list("action", flat=True))
    assert actions == [
        "request.received", "request.called_back", "request.scoped", "request.put_together", "production.gathered",
        "request.prepared", "request.approved",
    ]  # fmt: skip


def test_nothing_is_prepared_unverified(preparer: User) -> None:
    with pytest.raises(NotVerified):
        ask_for_production(request=a_legal_request(), classes=["subscriber"], by=preparer)


@pytest.mark.parametrize(
    ("instrument", "classes"),
    [("subpoena", ["subscriber", "records"]), ("court_order", ["content"]), ("dsa_10", ["records"]), ("warrant", [])],
)
def test_nothing_is_prepared_that_is_not_entitled(
    instrument: str, classes: list[str], preparer: User, suspect: User
) -> None:
    country = "DE" if instrument == "dsa_10" else "US"
    request = scoped(a_verified_request(instrument=instrument, country=country), preparer, suspect)
    with pytest.raises(NotEntitled):
        ask_for_production(request=request, classes=classes, by=preparer)
    assert not EvidenceItem.objects.filter(subject__startswith="production:").exists()


def test_it_says_first_whom_it_is_about(preparer: User) -> None:
    with pytest.raises(LegalError, match="Say first"):
        ask_for_production(request=a_verified_request(), classes=["subscriber"], by=preparer)


def test_one_is_chosen_among_what_the_lines_lead_to(preparer: User, suspect: User) -> None:
    with pytest.raises(LegalError, match="lines lead to"):
        scoped(a_verified_request(about="somebody@else.example"), preparer, suspect)


def test_neither_who_prepared_nor_who_called_approves(
    request_about_suspect: LegalRequest, caller: User, preparer: User, approver: User
) -> None:
    made = put_together(request=request_about_suspect, classes=["subscriber"], by=preparer)
    for one in (caller, preparer):
        with pytest.raises(LegalError, match="neither prepared it nor made the call"):
            approve_production(production=made, manifest=made.manifest, by=one)
    with pytest.raises(LegalError, match="not the list"):
        approve_production(production=made, manifest="0" * 64, by=approver)
    approve_production(production=made, manifest=made.manifest, by=approver)
    with pytest.raises(LegalError, match="settled before"):
        approve_production(production=made, manifest=made.manifest, by=approver)


def test_a_denial_after_it_was_prepared_stops_it(
    request_about_suspect: LegalRequest, preparer: User, approver: User
) -> None:
    made = put_together(request=request_about_suspect, classes=["subscriber"], by=preparer)
    note_call(request=request_about_suspect, authority=an_authority(), result="denied", answered_by="The head of it",
              words="", by=preparer)  # fmt: skip
    with pytest.raises(NotVerified):
        approve_production(production=made, manifest=made.manifest, by=approver)


def test_a_number_that_somebody_distrusts_since_stops_it(
    request_about_suspect: LegalRequest, preparer: User, approver: User
) -> None:
    made = put_together(request=request_about_suspect, classes=["subscriber"], by=preparer)
    assert request_about_suspect.verified_by is not None
    retire_authority(authority=request_about_suspect.verified_by.authority, by=preparer)
    with pytest.raises(NotVerified, match="out of use"):
        approve_production(production=made, manifest=made.manifest, by=approver)


def test_what_is_sent_back_is_erased(request_about_suspect: LegalRequest, preparer: User, approver: User) -> None:
    made = put_together(request=request_about_suspect, classes=["subscriber"], by=preparer)
    decline_production(production=made, words="The period is wrong", by=approver)
    assert not EvidenceItem.objects.filter(subject=made.subject).exists()
    assert put_together(request=request_about_suspect, classes=["subscriber"], by=preparer).waits


def test_when_the_log_cannot_vouch_nothing_is_kept(
    request_about_suspect: LegalRequest, preparer: User, settings: Settings, tmp_path: Path
) -> None:
    settings.LEDGER_KEYS = tmp_path / "broken"
    settings.LEDGER_KEYS.write_text("no keys")
    with pytest.raises(AssertionError, match="key"):
        put_together(request=request_about_suspect, classes=["subscriber"], by=preparer)
    assert not EvidenceItem.objects.filter(subject__startswith="production:").exists()
    assert not Production.objects.exists()


def test_a_denial_after_the_approval_withdraws_it(approved: Production, preparer: User) -> None:
    note_call(request=approved.request, authority=an_authority(), result="denied", answered_by="The head of it",
              words="", by=preparer)  # fmt: skip
    with pytest.raises(LegalError):
        export_production(production=approved, by=preparer)
    with pytest.raises(LegalError):
        deliver_production(production=approved, how="By courier", by=preparer)
    approved.refresh_from_db()
    assert approved.withdrawn_at is not None
    assert not approved.may_leave


def test_a_number_out_of_use_after_the_approval_stops_the_file(approved: Production, preparer: User) -> None:
    assert approved.request.verified_by is not None
    retire_authority(authority=approved.request.verified_by.authority, by=preparer)
    with pytest.raises(NotVerified, match="out of use"):
        export_production(production=approved, by=preparer)


def test_nobody_saves_the_file_and_refuses_the_request(approved: Production, preparer: User, suspect: User) -> None:
    with pytest.raises(LegalError, match="under way"):
        refuse_request(request=approved.request, words="Nothing here", by=preparer)
    export_production(production=approved, by=preparer)
    with pytest.raises(LegalError, match="under way"):
        refuse_request(request=approved.request, words="Nothing here", by=preparer)
    assert UserNotice.objects.get().person == suspect
    UserNotice.objects.update(due_at=timezone.now())
    assert (tell_people(), told()) == (1, [suspect.email])


def test_an_approval_is_taken_back_until_the_file_was_saved(
    approved: Production, preparer: User, approver: User
) -> None:
    decline_production(production=approved, words="Too much", by=approver)
    with pytest.raises(LegalError, match="withdrawn"):
        export_production(production=approved, by=preparer)
    refuse_request(request=approved.request, words="It asks for too much", by=preparer)


def test_whom_it_is_about_is_not_swapped_after_it_was_gathered(
    approved: Production, preparer: User, suspect: User
) -> None:
    other = a_user(email="other@example.org")
    with pytest.raises(LegalError, match="stays"):
        set_targets(request=approved.request, subjects=[f"person:{other.pk}"], by=preparer)
    assert approved.concerned == [suspect.pk]


def test_a_gag_ends_when_its_day_is_over_everywhere_and_can_be_prolonged(
    approved: Production, preparer: User, suspect: User
) -> None:
    today = timezone.localdate()
    with pytest.raises(LegalError, match="within three years"):
        extend_gag(request=approved.request, until=date.max, words="Order 9", by=preparer)
    deliver_production(production=approved, how="Through their portal", by=preparer)
    extend_gag(request=approved.request, until=today + timedelta(days=9), words="Order 9", by=preparer)
    notice = UserNotice.objects.get()
    assert notice.due_at == datetime.combine(today + timedelta(days=10), time(12), UTC)
    assert (tell_people(), told()) == (0, [])
    UserNotice.objects.update(due_at=timezone.now())
    assert (tell_people(), told()) == (1, [suspect.email])
    with pytest.raises(LegalError, match="was told"):
        extend_gag(request=approved.request, until=today + timedelta(days=20), words="Order 10", by=preparer)


def test_whoever_it_concerns_is_told_once_it_was_handed_over(
    approved: Production, preparer: User, suspect: User
) -> None:
    assert (tell_people(), told()) == (0, [])
    deliver_production(production=approved, how="Through their portal", by=preparer)
    assert (tell_people(), told()) == (1, [suspect.email])
    assert (tell_people(), told()) == (0, [suspect.email])
    assert LegalRequest.objects.get().state == "answered"
    with pytest.raises(LegalError, match="nothing twice"):
        deliver_production(production=approved, how="Again", by=preparer)


def test_a_gag_delays_the_notice_until_it_ends(caller: User, preparer: User, approver: User, suspect: User) -> None:
    until = timezone.now().date() + timedelta(days=30)
    request = scoped(a_verified_request(by=caller, gag_until=until), preparer, suspect)
    made = put_together(request=request, classes=["subscriber"], by=preparer)
    approve_production(production=made, manifest=made.manifest, by=approver)
    deliver_production(production=made, how="Through their portal", by=preparer)
    assert (tell_people(), told()) == (0, [])
    notice = UserNotice.objects.get()
    assert notice.due_at.date() == until + timedelta(days=1)
    UserNotice.objects.update(due_at=timezone.now())
    assert (tell_people(), told()) == (1, [suspect.email])


def test_the_authority_tells_where_the_law_leaves_it_to_it(
    caller: User, preparer: User, approver: User, suspect: User
) -> None:
    values = {"instrument": "eu_production", "country": "FR", "wanted": ["subscriber"]}
    request = scoped(a_verified_request(by=caller, **values), preparer, suspect)
    made = put_together(request=request, classes=["subscriber"], by=preparer)
    approve_production(production=made, manifest=made.manifest, by=approver)
    deliver_production(production=made, how="Through their portal", by=preparer)
    assert not UserNotice.objects.exists()


@pytest.mark.parametrize("is_delivered", [True, False])
def test_whoever_an_impostor_was_given_is_told_even_where_the_law_leaves_it_to_the_authority(
    caller: User, preparer: User, approver: User, suspect: User, is_delivered: bool
) -> None:
    values = {"instrument": "eu_production", "country": "FR", "wanted": ["subscriber"]}
    request = scoped(a_verified_request(by=caller, **values), preparer, suspect)
    made = put_together(request=request, classes=["subscriber"], by=preparer)
    approve_production(production=made, manifest=made.manifest, by=approver)
    export_production(production=made, by=preparer)
    if is_delivered:
        deliver_production(production=made, how="Through their portal", by=preparer, more=True)
    assert not UserNotice.objects.exists()
    authority = an_authority(country="FR")

    def call(result: str, by: User) -> None:
        note_call(request=request, authority=authority, result=result, answered_by="The chief", words="", by=by)

    call("denied", preparer)
    assert UserNotice.objects.get().person == suspect
    assert LedgerEntry.objects.filter(action="request.called_back").latest("id").details["to_tell"] == 1
    call("confirmed", caller)
    assert not UserNotice.objects.exists(), "it was theirs after all"
    call("differs", preparer)
    UserNotice.objects.update(due_at=timezone.now())
    assert tell_people() == 1
    mail = OutgoingMail.objects.get(recipient=suspect.email)
    assert ("may have left" in mail.subject) is not is_delivered


def test_who_was_told_of_an_impostor_keeps_nobody_else_from_being_told(
    caller: User, preparer: User, approver: User, suspect: User
) -> None:
    values = {"instrument": "eu_production", "country": "FR", "wanted": ["subscriber"]}
    bystander = a_user()
    about = f"{suspect.email}\n{bystander.email}"
    request = scoped(a_verified_request(by=caller, about=about, **values), preparer, suspect, bystander)
    made = put_together(request=request, classes=["subscriber"], by=preparer)
    approve_production(production=made, manifest=made.manifest, by=approver)
    export_production(production=made, by=preparer)
    authority = an_authority(country="FR")
    for result, by in (("denied", preparer), ("confirmed", caller), ("differs", preparer)):
        note_call(request=request, authority=authority, result=result, answered_by="The chief", words="", by=by)
        UserNotice.objects.filter(person=suspect).update(sent_at=timezone.now())
    assert {notice.person for notice in UserNotice.objects.all()} == {suspect, bystander}


def test_the_poster_of_an_ad_is_told_too(caller: User, preparer: User, approver: User, suspect: User) -> None:
    ad = a_listing(poster=suspect)
    request = a_verified_request(by=caller, about=f"https://haven.example/ads/{ad.code}/")
    set_targets(request=request, subjects=[ad.subject], by=preparer)
    made = put_together(request=request, classes=["content"], by=preparer)
    approve_production(production=made, manifest=made.manifest, by=approver)
    deliver_production(production=made, how="Through their portal", by=preparer)
    assert (tell_people(), told()) == (1, [suspect.email])
