"""People are made once, whoever asks and however often."""

import pytest
from allauth.account.models import EmailAddress

from haven.accounts.actions import ensure_user, grant_role
from haven.accounts.models import Role, RoleGrant, User
from haven.ledger.models import LedgerEntry
from tests.committed import at_once
from tests.factories import a_user


@pytest.mark.django_db
def test_a_proven_address_is_one_person_however_it_is_typed() -> None:
    first = ensure_user(email="Rosa.Lind@Example.ORG ", display_name=" Rosa ")
    again = ensure_user(email="rosa.lind@example.org")
    assert first == again
    assert (again.email, again.display_name) == ("rosa.lind@example.org", "Rosa")
    assert [entry.action for entry in LedgerEntry.objects.order_by("id")] == ["account.opened"]
    address = EmailAddress.objects.get(user=first)
    assert (address.email, address.verified, address.primary) == ("rosa.lind@example.org", True, True)
    assert not first.has_usable_password()


@pytest.mark.django_db
def test_a_name_is_taken_once_and_never_overwritten() -> None:
    user = ensure_user(email="rosa@example.org")
    assert user.name == f"Member {user.pk}"
    assert ensure_user(email="rosa@example.org", display_name="Rosa").name == "Rosa"
    assert ensure_user(email="rosa@example.org", display_name="Somebody").name == "Rosa"
    assert LedgerEntry.objects.filter(action="account.named").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Rosa\r\nBcc: all@example.org", "Rosa Bcc: all@example.org"), ("Ro\x00sa\x1b", "Rosa"), ("x" * 80, "x" * 60)],
)
def test_a_name_is_one_printable_line(typed: str, kept: str) -> None:
    assert ensure_user(email="rosa@example.org", display_name=typed).display_name == kept
    named_later = ensure_user(email="lena@example.org")
    assert ensure_user(email=named_later.email, display_name=typed).display_name == kept


@pytest.mark.django_db
def test_an_address_that_a_person_added_later_is_still_theirs() -> None:
    user = a_user(email="old@example.org")
    EmailAddress.objects.create(user=user, email="old@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=user, email="new@example.org", verified=True, primary=False)
    assert ensure_user(email="new@example.org") == user
    assert EmailAddress.objects.get(primary=True).email == "old@example.org"
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_an_address_that_somebody_claimed_without_proof_goes_to_whoever_proves_it() -> None:
    claimant = a_user(email="claimant@example.org")
    EmailAddress.objects.create(user=claimant, email="rosa@example.org", verified=False, primary=False)
    rosa = ensure_user(email="rosa@example.org")
    assert rosa != claimant
    assert EmailAddress.objects.get(email="rosa@example.org", verified=True).user == rosa


def test_two_clicks_at_once_make_one_person(committed: None) -> None:
    people = at_once(*[lambda: ensure_user(email="rosa@example.org")] * 4)
    assert {type(person) for person in people} == {User}
    assert User.objects.count() == 1
    assert LedgerEntry.objects.filter(action="account.opened").count() == 1


@pytest.mark.django_db
def test_a_role_is_granted_once_and_counts_at_once() -> None:
    user, administrator = a_user(), a_user(Role.ADMINISTRATOR)
    assert user.roles == frozenset()
    grant_role(user=user, role=Role.MODERATOR, granted_by=administrator)
    grant_role(user=user, role=Role.MODERATOR)
    assert user.roles == {"moderator"}
    assert RoleGrant.objects.get(user=user).granted_by == administrator
    entry = LedgerEntry.objects.get(action="role.granted")
    assert (entry.actor, entry.details) == (f"person:{administrator.pk}", {"role": "moderator"})


@pytest.mark.django_db
def test_the_operator_grants_from_the_command_line() -> None:
    grant_role(user=a_user(), role=Role.AUDITOR)
    assert LedgerEntry.objects.get(action="role.granted").actor == "machine:command-line"
