"""A case begins with a purpose, belongs to its members, and ends with words."""

import pytest
from django.db import IntegrityError, transaction

from haven.accounts.models import Role, User
from haven.cases.actions.opening import add_member, close_case, hand_over, open_case, remove_member, reopen_case
from haven.cases.actions.work import write_note
from haven.cases.errors import CaseClosed, CaseError, NotAMember
from haven.cases.models import Case
from haven.cases.queries import bundles_for, case_read_by, is_member, listed
from haven.ledger.models import LedgerEntry
from tests.factories import a_user, an_evidence_bundle


@pytest.mark.parametrize(("title", "purpose"), [("", "x"), ("x", " "), ("\x00", "x")])
def test_no_case_without_title_and_purpose(lead: User, title: str, purpose: str) -> None:
    with pytest.raises(CaseError, match="purpose"):
        open_case(title=title, purpose=purpose, by=lead)


def test_only_members_and_auditors_know_of_a_case(case: Case, lead: User) -> None:
    assert case_read_by(lead, case.pk) == case
    assert case_read_by(a_user(Role.AUDITOR), case.pk) == case
    stranger = a_user(Role.INVESTIGATOR)
    for number in (case.pk, case.pk + 1):
        with pytest.raises(NotAMember, match="no such case"):
            case_read_by(stranger, number)
    assert list(listed(stranger)) == []
    with pytest.raises(NotAMember):
        write_note(case=case, text="Hello", by=stranger)


def test_a_closed_case_takes_nothing_in_until_a_member_opens_it_again(case: Case, lead: User, second: User) -> None:
    with pytest.raises(CaseError, match="who leads it"):
        close_case(case=case, words="Enough", by=second)
    with pytest.raises(CaseError, match="without a word"):
        close_case(case=case, words=" ", by=lead)
    close_case(case=case, words="Handed over", by=lead)
    with pytest.raises(CaseClosed):
        write_note(case=case, text="One more", by=lead)
    with pytest.raises(CaseError):
        reopen_case(case=case, by=a_user(Role.INVESTIGATOR))
    reopen_case(case=case, by=second)
    assert write_note(case=case, text="One more", by=lead).pk


def test_the_database_lets_no_case_be_closed_without_words(case: Case) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(closed_at=case.opened_at, closed_by=case.lead)


def test_members_are_investigators_added_by_the_lead(case: Case, lead: User, second: User) -> None:
    with pytest.raises(CaseError, match="who leads"):
        add_member(case=case, user=a_user(Role.INVESTIGATOR), by=second)
    with pytest.raises(CaseError, match="no investigator"):
        add_member(case=case, user=a_user(Role.MODERATOR), by=lead)
    third = a_user(Role.INVESTIGATOR)
    add_member(case=case, user=third, by=lead)
    with pytest.raises(CaseError, match="hands it over"):
        remove_member(case=case, user=lead, by=lead)
    hand_over(case=case, user=second, by=lead)
    remove_member(case=case, user=lead, by=lead)
    assert not is_member(case, lead)
    fourth = a_user(Role.INVESTIGATOR)
    with pytest.raises(CaseError, match="who leads"):
        add_member(case=case, user=fourth, by=third)
    actions = LedgerEntry.objects.filter(subject=case.subject).order_by("id").values_list("action", flat=True)
    assert list(actions) == ["case.opened", "case.joined", "case.handed_over", "case.left"]


def test_a_bundle_of_a_case_is_known_to_its_members(case: Case, lead: User) -> None:
    bundle = an_evidence_bundle(by=lead)
    stranger = a_user(Role.INVESTIGATOR)
    assert bundle in bundles_for(stranger)
    case.bundles.add(bundle)
    assert bundle not in bundles_for(stranger)
    assert bundle in bundles_for(lead)
    assert bundle in bundles_for(a_user(Role.AUDITOR))
