"""When people are told: not amid an emergency, not against a gag, and an impostor's gag counts for nothing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.legal.actions.producing import approve_production, deliver_production, export_production
from haven.legal.actions.scoping import set_targets
from haven.legal.actions.telling import gag_ends, tell_people
from haven.legal.actions.verifying import note_call
from haven.legal.models import LegalRequest, Production, UserNotice
from haven.legal.productionpage import ProductionPage
from haven.mail.models import OutgoingMail
from tests.factories import a_user, a_verified_request, an_authority, put_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(caller: User, preparer: User, approver: User, suspect: User) -> tuple[User, User, User, User]:
    return caller, preparer, approver, suspect


def approved(people: tuple[User, User, User, User], **values: object) -> Production:
    caller, preparer, approver, suspect = people
    request = a_verified_request(by=caller, **values)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    made = put_together(request=request, classes=["subscriber"], by=preparer)
    return approve_production(production=made, manifest=made.manifest, by=approver)


def given(people: tuple[User, User, User, User], **values: object) -> LegalRequest:
    return deliver_production(production=approved(people, **values), how="In person", by=people[1], more=True).request


def call(request: LegalRequest, result: str) -> None:
    note_call(
        request=LegalRequest.objects.get(pk=request.pk), authority=an_authority(), result=result, answered_by="He",
        words="", by=a_user(Role.LEGAL_SPECIALIST),
    )  # fmt: skip


def days_left() -> float:
    return (UserNotice.objects.get().due_at - timezone.now()) / timedelta(days=1)


EMERGENCY = {"instrument": "emergency", "words": "A child is missing"}


def test_nobody_is_told_amid_an_emergency(people: tuple[User, User, User, User]) -> None:
    given(people, **EMERGENCY)
    assert days_left() == pytest.approx(30, abs=0.1)
    assert tell_people() == 0


def test_of_an_emergency_that_an_impostor_made_up_they_are_told_at_once(people: tuple[User, User, User, User]) -> None:
    call(given(people, **EMERGENCY), "denied")
    assert tell_people() == 1
    assert OutgoingMail.objects.filter(subject__contains="may not have been an authority").exists()


def test_the_gag_of_whom_the_authority_does_not_know_counts_for_three_days_and_not_for_years(
    people: tuple[User, User, User, User],
) -> None:
    until = timezone.localdate() + timedelta(days=900)
    request = given(people, gag_until=until)
    call(request, "denied")
    assert days_left() == pytest.approx(3, abs=0.1)
    call(request, "confirmed")
    assert UserNotice.objects.get().due_at == gag_ends(until), "whoever denied it had not known of it"
    call(request, "differs")
    assert UserNotice.objects.get().due_at == gag_ends(until), "they did send one, which may forbid it"


@pytest.mark.parametrize(
    ("values", "said"),
    [({}, "once it was handed over"), (EMERGENCY, "told 30 days after"), ({"gag_until": date(2027, 3, 1)}, "1 March"),
     ({"instrument": "eu_production", "country": "FR", "wanted": ["subscriber"]}, "leaves it to the authority")],
    ids=str,
)  # fmt: skip
def test_who_approves_it_reads_when_they_are_told(
    people: tuple[User, User, User, User], values: dict[str, object], said: str
) -> None:
    made = approved(people, **values)
    assert said in ProductionPage(made, people[2]).told_when


def test_a_file_that_is_saved_again_and_again_does_not_put_it_off(people: tuple[User, User, User, User]) -> None:
    made = approved(people)
    export_production(production=made, by=people[1])
    UserNotice.objects.update(due_at=timezone.now() + timedelta(days=1))
    export_production(production=made, by=people[1])
    assert days_left() == pytest.approx(1, abs=0.1)
