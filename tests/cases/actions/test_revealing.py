"""Nobody reveals an identity alone, and pseudonyms cannot be carried from case to case."""

import pytest
from django.db import IntegrityError, transaction

from haven.accounts.models import User
from haven.cases.actions.revealing import ask_identity, decline_identity, reveal_identity
from haven.cases.errors import CaseError
from haven.cases.models import Case, Reveal
from haven.cases.pseudonyms import Naming, pseudonym
from haven.ledger.models import LedgerEntry
from tests.factories import a_case, a_user


def test_two_members_reveal_and_only_for_this_case(case: Case, lead: User, second: User) -> None:
    vera = a_user(display_name="Vera", email="vera@example.org")
    reveal = ask_identity(case=case, who=vera, why="To warn her", by=lead)
    with pytest.raises(CaseError, match="alone"):
        reveal_identity(reveal=reveal, by=lead)
    assert Naming(case).of(vera.pk) == pseudonym(case.pk, vera.pk)
    reveal_identity(reveal=reveal, by=second)
    assert Naming(case).of(vera.pk) == "Vera (vera@example.org)"
    assert "Vera" not in Naming(a_case()).of(vera.pk)
    told = LedgerEntry.objects.filter(subject=f"person:{vera.pk}").order_by("id").values_list("action", "actor")
    assert list(told) == [("identity.asked", f"person:{lead.pk}"), ("identity.revealed", f"person:{second.pk}")]


def test_declined_is_not_revealed_and_may_be_asked_again(case: Case, lead: User, second: User) -> None:
    vera = a_user()
    decline_identity(reveal=ask_identity(case=case, who=vera, why="To warn her", by=lead), by=second)
    assert Naming(case).of(vera.pk) == pseudonym(case.pk, vera.pk)
    ask_identity(case=case, who=vera, why="To warn her", by=lead)
    with pytest.raises(CaseError, match="already"):
        ask_identity(case=case, who=vera, why="Again", by=lead)


def test_the_database_wants_two(case: Case, lead: User) -> None:
    reveal = ask_identity(case=case, who=a_user(), why="x", by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reveal.objects.filter(pk=reveal.pk).update(agreed_by=lead, agreed_at=reveal.asked_at)


def test_pseudonyms_are_steady_in_a_case_and_differ_between_cases() -> None:
    names = {(case, who): pseudonym(case, who) for case in range(20) for who in range(50)}
    assert names == {(case, who): pseudonym(case, who) for case, who in names}
    for case in range(20):
        assert len({names[case, who] for who in range(50)}) == 50
    same = sum(names[0, who] == names[1, who] for who in range(50))
    assert same == 0
