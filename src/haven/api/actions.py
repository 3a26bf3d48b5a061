"""Making and revoking tokens."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.models import Role, User, tidy_name
from haven.api.errors import ApiError
from haven.api.models import ApiToken, IdempotentAnswer, digest_of, new_token
from haven.api.scopes import DESKS, Scope
from haven.ledger.actions import machine, person, record

MOST = 20
"""Tokens of one account that are good at a time."""
KEPT = timedelta(days=1)
"""How long an answer is given again."""


@transaction.atomic
def make_token(
    *, user: User, name: str, scopes: Iterable[Scope], expires_at: datetime | None = None, made_by: User | None = None
) -> tuple[ApiToken, str]:
    """A new token of `user`, and the only time that it can be read.

    Args:
        user: for whom it acts.
        name: what its owner calls it.
        scopes: what it is good for, at least one.
        expires_at: when it ends by itself; None for never.
        made_by: the member of staff who made it for an integration; nobody for one's own.

    Raises:
        ApiError: no name or no scope, a scope of the desks for somebody without a role, or very many tokens.
    """
    wanted = sorted({str(scope) for scope in scopes})
    name = tidy_name(name)
    if not name or not wanted:
        raise ApiError(_("Give the token a name, and say what it is for."))
    if DESKS & set(wanted) and not user.roles:
        raise ApiError(_("Only people who work here can have a token for the desks."))
    if ApiToken.alive().filter(user=user).count() >= MOST:
        raise ApiError(_("There are very many tokens already. Revoke one that you do not use."))
    plain = new_token()
    token = ApiToken.objects.create(
        user=user,
        made_by=made_by,
        name=name,
        scopes=wanted,
        digest=digest_of(plain),
        hint=plain[-4:],
        expires_at=expires_at,
    )
    actor = person((made_by or user).pk)
    record(actor=actor, action="token.made", subject=token.subject, owner=user.pk, scopes=" ".join(wanted))
    return token, plain


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User) -> None:
    """End a token at once. Twice is once."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record(actor=person(by.pk), action="token.revoked", subject=token.subject)


@transaction.atomic
def open_integration(
    *, name: str, email: str, scopes: Iterable[Scope], expires_at: datetime | None, by: User
) -> tuple[ApiToken, str]:
    """An account of its own for a program, with a token: nobody gets a token that acts for another person.

    Raises:
        ApiError: the address has an account already, `by` may not, or see `make_token`.
    """
    if Role.ADMINISTRATOR not in by.roles:
        raise ApiError(_("Only an administrator can do this."))
    if User.objects.filter(email=email.strip().lower()).exists():
        raise ApiError(_("Somebody has an account with this address. Give the program a mailbox of its own."))
    user = User.objects.create_user(email, name)
    record(actor=person(by.pk), action="account.opened", subject=f"person:{user.pk}")
    return make_token(user=user, name=name, scopes=scopes, expires_at=expires_at, made_by=by)


@transaction.atomic
def forget_answers() -> int:
    """Delete the answers that are too old to be given again; how many."""
    deleted, _rows = IdempotentAnswer.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    if deleted:
        record(actor=machine("api"), action="answers.forgotten", subject="site:api", answers=deleted)
    return deleted
