"""Tokens: made once, shown once, revoked for good."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import Role
from haven.api.actions import KEPT, MOST, forget_answers, make_token, open_integration, revoke_token
from haven.api.errors import ApiError
from haven.api.models import ApiToken, IdempotentAnswer, digest_of
from haven.api.scopes import Scope
from haven.ledger.models import LedgerEntry
from tests.factories import a_user, an_api_token, an_idempotent_answer

pytestmark = pytest.mark.django_db


def test_only_a_digest_of_a_token_is_stored() -> None:
    token, plain = make_token(user=a_user(), name="Stock list", scopes=[Scope.ADS_READ])
    stored = ApiToken.objects.values_list("digest", "hint", "name", "scopes").get(pk=token.pk)
    assert stored[0] == digest_of(plain)
    assert plain not in str(stored)
    assert len(plain) > 40


def test_making_and_revoking_are_in_the_log_without_the_token() -> None:
    user = a_user()
    token, plain = make_token(user=user, name="Stock list", scopes=[Scope.ADS_READ])
    revoke_token(token=token, by=user)
    revoke_token(token=token, by=user)
    entries = LedgerEntry.objects.filter(subject=token.subject).order_by("pk")
    assert [entry.action for entry in entries] == ["token.made", "token.revoked"]
    assert plain not in str([entry.details for entry in entries])


@pytest.mark.parametrize(("name", "scopes"), [("", [Scope.ADS_READ]), (" \n", [Scope.ADS_READ]), ("List", [])])
def test_a_token_has_a_name_and_a_purpose(name: str, scopes: list[Scope]) -> None:
    with pytest.raises(ApiError):
        make_token(user=a_user(), name=name, scopes=scopes)


def test_the_desks_are_for_people_who_work_there() -> None:
    with pytest.raises(ApiError):
        make_token(user=a_user(), name="Queue", scopes=[Scope.MODERATION_READ])
    make_token(user=a_user(Role.MODERATOR), name="Queue", scopes=[Scope.MODERATION_READ])


def test_there_is_an_end_to_tokens() -> None:
    user = a_user()
    for _ in range(MOST):
        an_api_token(user=user)
    with pytest.raises(ApiError):
        make_token(user=user, name="One more", scopes=[Scope.ADS_READ])


def test_expired_and_revoked_tokens_are_not_alive() -> None:
    user, now = a_user(), timezone.now()
    ApiToken.objects.filter(pk=an_api_token(user=user).pk).update(expires_at=now - timedelta(seconds=1))
    revoke_token(token=an_api_token(user=user), by=user)
    alive = an_api_token(user=user)
    assert list(ApiToken.alive()) == [alive]
    assert [token.is_alive for token in ApiToken.objects.order_by("pk")] == [False, False, True]


def test_an_integration_has_an_account_of_its_own() -> None:
    admin = a_user(Role.ADMINISTRATOR)
    token, _ = open_integration(
        name="Town hall", email="Feed@example.org", scopes=[Scope.ADS_WRITE], expires_at=None, by=admin
    )
    assert token.user.email == "feed@example.org"
    assert token.made_by == admin


def test_nobody_gets_a_token_that_acts_for_another_person() -> None:
    person, admin = a_user(email="mara@example.org"), a_user(Role.ADMINISTRATOR)
    with pytest.raises(ApiError):
        open_integration(name="X", email="MARA@example.org", scopes=[Scope.ADS_READ], expires_at=None, by=admin)
    with pytest.raises(ApiError):
        open_integration(name="X", email="new@example.org", scopes=[Scope.ADS_READ], expires_at=None, by=person)
    with pytest.raises(ApiError):
        open_integration(name="X", email="desk@example.org", scopes=[Scope.MODERATION_READ], expires_at=None, by=admin)


def test_old_answers_are_forgotten() -> None:
    an_idempotent_answer(key="old")
    IdempotentAnswer.objects.update(created_at=timezone.now() - KEPT - timedelta(minutes=1))
    an_idempotent_answer(key="new")
    assert forget_answers() == 1
    assert [row.key for row in IdempotentAnswer.objects.all()] == ["new"]
