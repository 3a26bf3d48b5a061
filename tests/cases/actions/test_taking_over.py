"""A case whose lead has left: asked for by one, agreed to by another, told to all; the former lead is out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.cases.actions.opening import close_case, hand_over
from haven.cases.actions.taking_over import agree_to_takeover, ask_to_take_over, decline_takeover
from haven.cases.actions.work import write_note
from haven.cases.errors import CaseError, NotAMember
from haven.cases.leads import AWAY, without_lead
from haven.cases.models import Case, Takeover
from haven.cases.queries import case_read_by, is_member
from haven.ledger.models import LedgerEntry
from haven.mail.models import OutgoingMail
from tests.factories import a_takeover, a_user


@pytest.fixture
def newcomer(db: None) -> User:
    """An investigator who knows nothing of the case."""
    return a_user(Role.INVESTIGATOR, display_name="Nele")


def leave(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def test_a_case_is_without_lead_when_they_closed_lost_the_role_or_are_silent(
    case: Case, lead: User, second: User
) -> None:
    assert without_lead() == []
    leave(lead)
    assert [(one.number, one.why) for one in without_lead()] == [(case.pk, "their account is closed")]
    User.objects.filter(pk=lead.pk).update(is_active=True)
    grant = lead.grants.get()
    lead.grants.all().delete()
    assert "no investigator" in without_lead()[0].why
    grant.save(force_insert=True)
    assert without_lead() == []


def test_silence_is_told_by_the_log(case: Case, lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + AWAY + timedelta(days=1)
    monkeypatch.setattr("haven.cases.leads.timezone.now", lambda: later)
    assert "nothing was heard" in without_lead()[0].why


def test_one_asks_another_agrees_and_the_former_lead_is_out(
    case: Case, lead: User, second: User, newcomer: User
) -> None:
    leave(lead)
    asked = ask_to_take_over(case=case, why="Lea has left us", by=newcomer)
    with pytest.raises(NotAMember):
        case_read_by(newcomer, case.pk)
    with pytest.raises(CaseError, match="nobody takes over a case alone"):
        agree_to_takeover(takeover=asked, by=newcomer)
    with pytest.raises(CaseError, match="asked for this case already"):
        ask_to_take_over(case=case, why="I, too", by=second)
    agree_to_takeover(takeover=asked, by=second)
    case.refresh_from_db()
    assert (case.lead, is_member(case, newcomer), is_member(case, lead)) == (newcomer, True, False)
    with pytest.raises(NotAMember):
        case_read_by(lead, case.pk)
    write_note(case=case, text="I lead this now", by=newcomer)
    told = OutgoingMail.objects.filter(subject__contains=f"case {case.pk}")
    assert {mail.recipient for mail in told} == {newcomer.email, second.email}
    assert case.title not in "".join(mail.text for mail in told)
    entry = LedgerEntry.objects.get(action="case.taken_over")
    assert entry.details == {"lead": newcomer.pk, "instead_of": lead.pk}
    assert without_lead() == []


def test_an_administrator_can_be_the_second_person_and_learns_nothing(case: Case, lead: User, second: User) -> None:
    leave(lead)
    asked = ask_to_take_over(case=case, why="She left", by=second)
    admin = a_user(Role.ADMINISTRATOR)
    agree_to_takeover(takeover=asked, by=admin)
    with pytest.raises(NotAMember):
        case_read_by(admin, case.pk)
    assert not is_member(case, admin)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.AUDITOR, Role.LEGAL_APPROVER])
def test_others_neither_ask_nor_agree(case: Case, lead: User, newcomer: User, role: Role) -> None:
    leave(lead)
    stranger = a_user(role)
    with pytest.raises(CaseError, match="led by an investigator"):
        ask_to_take_over(case=case, why="Give it to me", by=stranger)
    asked = ask_to_take_over(case=case, why="She left", by=newcomer)
    for act in (agree_to_takeover, decline_takeover):
        with pytest.raises(CaseError, match="Another investigator"):
            act(takeover=asked, by=stranger)


def test_a_lead_who_is_here_keeps_the_case(case: Case, lead: User, second: User, newcomer: User) -> None:
    with pytest.raises(CaseError, match="lead is here"):
        ask_to_take_over(case=case, why="I want it", by=second)
    leave(lead)
    with pytest.raises(CaseError, match="Say why"):
        ask_to_take_over(case=case, why=" ", by=second)
    asked = ask_to_take_over(case=case, why="She left", by=newcomer)
    User.objects.filter(pk=lead.pk).update(is_active=True)
    with pytest.raises(CaseError, match="lead is back"):
        agree_to_takeover(takeover=asked, by=second)
    hand_over(case=case, user=second, by=User.objects.get(pk=lead.pk))
    decline_takeover(takeover=asked, by=second)
    assert Takeover.objects.get().agreed is False


def test_one_takes_back_what_one_asked_and_a_closed_case_is_taken_over_too(
    case: Case, lead: User, second: User, newcomer: User
) -> None:
    close_case(case=case, words="Enough", by=lead)
    leave(lead)
    decline_takeover(takeover=ask_to_take_over(case=case, why="She left", by=newcomer), by=newcomer)
    agree_to_takeover(takeover=ask_to_take_over(case=case, why="She left", by=newcomer), by=second)
    case.refresh_from_db()
    assert (case.lead, case.is_open) == (newcomer, False)


def test_the_database_lets_nobody_agree_alone(case: Case, newcomer: User) -> None:
    asked = a_takeover(case=case, by=newcomer)
    for wrong in (
        {"agreed": True, "settled_by": newcomer, "settled_at": timezone.now()},
        {"agreed": True},
        {"why": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Takeover.objects.filter(pk=asked.pk).update(**wrong)
