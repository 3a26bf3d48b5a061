"""Tokens and kept answers."""

from itertools import count

from haven.accounts.models import User
from haven.api.models import ApiToken, IdempotentAnswer, digest_of
from haven.api.scopes import Scope
from tests.factories.people import a_user

_number = count(1)


def an_api_token(*, user: User | None = None, plain: str = "", scopes: list[Scope] | None = None) -> ApiToken:
    """A token that is good for everything unless told otherwise; `plain` is what a program sends."""
    plain = plain or f"haven_test{next(_number)}"
    wanted = [str(scope) for scope in (list(Scope) if scopes is None else scopes)]
    return ApiToken.objects.create(
        user=user or a_user(), name="Stock list", scopes=wanted, digest=digest_of(plain), hint=plain[-4:]
    )


def an_idempotent_answer(*, key: str = "") -> IdempotentAnswer:
    """An answer that is given again."""
    return IdempotentAnswer.objects.create(key=key or f"{next(_number):064d}", fingerprint="0" * 64, status=201)
