"""Who may enter which view: one decorator, read by the permission matrix in the tests."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate

from haven.accounts.models import Role, User
from haven.accounts.typed import words_typed

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

DESK_LANGUAGE = "en-gb"
MODERATORS = (Role.MODERATOR, Role.SENIOR_MODERATOR)
LEGAL_STAFF = (Role.LEGAL_SPECIALIST, Role.LEGAL_APPROVER)


def requires(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Let in signed-in people who hold one of the roles; without any role named, everyone signed in.

    Pages for a role are English whatever the browser asks for: half a translation would mislead.
    Others are sent to sign in, after they were given back what they typed, or refused with 403. The wrapped view
    carries `required_roles`.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _sent_to_sign_in(request)
            if roles and not request.user.roles & {str(role) for role in roles}:
                raise PermissionDenied
            if roles:
                activate(DESK_LANGUAGE)
            return view(request, *args, **kwargs)

        guarded.required_roles = roles  # type: ignore[attr-defined]
        return guarded

    return decorate


def _sent_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Whoever typed something before their session ended is given it back first."""
    sign_in, typed = redirect_to_login(_back_to(request)), words_typed(request)
    if not typed or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":  # a script shows no page
        return sign_in
    return render(request, "haven/signed_out.html", {"typed": typed, "sign_in": sign_in.url}, status=401)


def _back_to(request: HttpRequest) -> str:
    """Where to go on once signed in: what only a button opens cannot be opened by going there, its page can."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return "/"
    page = urlsplit(came_from)
    return urlunsplit(("", "", "/" + page.path.lstrip("/"), page.query, ""))


def signed_in(request: HttpRequest) -> User:
    """The person behind a request that passed `requires`.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
