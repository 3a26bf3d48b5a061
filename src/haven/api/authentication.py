"""Whose request it is: by its token alone, never by a cookie."""

from datetime import timedelta
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from haven.accounts.models import Role
from haven.api.errors import Problem
from haven.api.limits import MINUTE, PER_TOKEN, is_below
from haven.api.models import ApiToken, digest_of
from haven.api.scopes import Scope

_NOTED = timedelta(minutes=1)  # a token in use is not a write for each request


class Bearer(HttpBearer):
    """A token in `Authorization: Bearer …`; afterwards `request.user` is its owner.

    `scope` is what it must be good for, any where None; with `roles` its owner must hold one of them now.
    """

    def __init__(self, scope: Scope | None = None, roles: tuple[Role, ...] = ()) -> None:
        super().__init__()
        self.scope, self.roles = scope, roles

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """The token's row.

        Raises:
            Problem: 401 for a token that opens nothing, 403 for one that does not open this, 429 for one in overuse.
        """
        row = ApiToken.alive().select_related("user").filter(digest=digest_of(token.strip())).first()
        if row is None or not row.user.is_active:
            raise Problem(401, "This token is unknown, revoked or expired.")
        if not is_below("token", str(row.pk), PER_TOKEN, MINUTE):
            raise Problem(429, f"This token may be used {PER_TOKEN} times a minute. Wait a minute.")
        if self.scope is not None and self.scope not in row.scopes:
            raise Problem(403, f"This token is not good for {self.scope}.")
        if self.roles and not row.user.roles & {str(role) for role in self.roles}:
            raise Problem(403, "The owner of this token does not hold the role for this.")
        now = timezone.now()
        if row.last_used_at is None or row.last_used_at < now - _NOTED:
            ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
        request.user = row.user
        return row


class MaybeBearer(Bearer):
    """The same where a token is sent; anyone may come without."""

    def __call__(self, request: HttpRequest) -> ApiToken | Literal["anyone"] | None:
        """The token's row, or `anyone`."""
        return super().__call__(request) if request.headers.get(self.header) else "anyone"


needs = Bearer
ANYONE = MaybeBearer()


def token_of(request: HttpRequest) -> ApiToken:
    """The token that a request came with, where one is needed."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]  # set by the library
    return token
