"""Who gets past the door of a view."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from haven.accounts.models import Role, User
from haven.accounts.permissions import MODERATORS, requires, signed_in
from tests.factories import a_user

pytestmark = pytest.mark.django_db


@requires()
def everyone(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@requires(*MODERATORS)
def desk(request: HttpRequest, key: str = "") -> HttpResponse:
    return HttpResponse(f"desk {key}")


def asked_by(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/moderation/?queue=fraud")
    request.user = user
    return request


def test_nobody_is_sent_to_sign_in_and_comes_back() -> None:
    for view in (everyone, desk):
        answer = view(asked_by(AnonymousUser()))
        assert answer.status_code == 302
        assert answer["Location"].endswith("?next=/moderation/%3Fqueue%3Dfraud")


def test_what_was_typed_before_a_session_ended_is_given_back() -> None:
    sent = {"text": "She called at <nine>", "token": "abc", "empty": " ", "kind": "ad"}
    request = RequestFactory().post("/x/add/notes/", sent, headers={"Referer": "http://testserver/x/"})
    request.user = AnonymousUser()
    answer = desk(request)
    assert isinstance(answer, HttpResponse)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert page.count("<textarea") == 1
    assert "She called at &lt;nine&gt;</textarea>" in page
    assert "?next=/x/" in page
    del sent["text"]
    nothing = RequestFactory().post("/x/add/notes/", sent)
    nothing.user = AnonymousUser()
    assert desk(nothing).status_code == 302
    script = RequestFactory().post("/x/", {"text": "two words"}, headers={"Sec-Fetch-Mode": "cors"})
    script.user = AnonymousUser()
    assert desk(script).status_code == 302


@pytest.mark.parametrize(
    ("came_from", "back_to"),
    [
        ("http://testserver/my/account/?from=mail#name", "/my/account/%3Ffrom%3Dmail"),
        ("https://elsewhere.example/my/account/", "/"),
        ("http://testserver//elsewhere.example/", "/elsewhere.example/"),
        ("", "/"),
    ],
)
def test_who_pressed_a_button_comes_back_to_its_page(came_from: str, back_to: str) -> None:
    """What only a button opens cannot be opened by going there: signing in ended on an empty page."""
    request = RequestFactory().post("/my/account/name/", headers={"Referer": came_from} if came_from else {})
    request.user = AnonymousUser()
    assert everyone(request)["Location"].endswith(f"?next={back_to}")


def test_one_of_the_roles_is_enough() -> None:
    assert desk(asked_by(a_user(Role.MODERATOR)), key="a").status_code == 200
    assert desk(asked_by(a_user(Role.AUDITOR, Role.SENIOR_MODERATOR)), key="a").status_code == 200


@pytest.mark.parametrize("roles", [(), (Role.INVESTIGATOR,), (Role.AUDITOR, Role.ADMINISTRATOR)])
def test_other_roles_open_nothing(roles: tuple[Role, ...]) -> None:
    user = a_user(*roles)
    with pytest.raises(PermissionDenied):
        desk(asked_by(user))
    assert everyone(asked_by(user)).status_code == 200


def test_a_view_tells_whom_it_lets_in() -> None:
    assert desk.required_roles == MODERATORS  # type: ignore[attr-defined]
    assert everyone.required_roles == ()  # type: ignore[attr-defined]


def test_who_is_signed_in() -> None:
    user = a_user()
    assert signed_in(asked_by(user)) == user
    with pytest.raises(PermissionDenied):
        signed_in(asked_by(AnonymousUser()))
