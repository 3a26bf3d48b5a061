"""What every request of a program passes."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from haven.alerts.models import SavedSearch
from haven.api import authentication, gate
from haven.api.models import ApiToken, IdempotentAnswer
from haven.api.scopes import Scope
from tests.factories import a_user
from tests.programs import V1, Program, problem

pytestmark = pytest.mark.django_db
OAK = {"parameters": "q=oak+table"}


@pytest.fixture
def program() -> Program:
    return Program(a_user(email="mara@example.org"))


def test_a_token_says_whose_it_is(program: Program) -> None:
    told = program.read("/me")
    assert told["email"] == "mara@example.org"
    assert program.token.last_used_at is None
    program.token.refresh_from_db()
    assert program.token.last_used_at is not None


def test_no_token_and_a_wrong_one_are_told_apart_from_one_that_is_not_good_for_it(program: Program) -> None:
    assert problem(Program().get("/me"), 401)
    assert Program().get("/me")["WWW-Authenticate"].startswith("Bearer")
    assert problem(Program().get("/me", Authorization="Bearer haven_x"), 401)
    assert problem(Program().get("/me", Authorization="Basic eDp4"), 401)
    reader = Program(a_user(), scopes=[Scope.ADS_READ])
    assert "searches:write" in problem(reader.post("/my/searches", OAK), 403)["detail"]


def test_revoked_expired_and_closed_open_nothing(program: Program) -> None:
    ApiToken.objects.update(revoked_at=timezone.now())
    problem(program.get("/me"), 401)
    ApiToken.objects.update(revoked_at=None, expires_at=timezone.now() - timedelta(seconds=1))
    problem(program.get("/me"), 401)
    ApiToken.objects.update(expires_at=None)
    program.token.user.is_active = False
    program.token.user.save()
    problem(program.get("/me"), 401)


def test_a_browsers_cookie_opens_nothing() -> None:
    browser = Client()
    browser.force_login(a_user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/my/").status_code == 200
    assert browser.get(f"{V1}/me").status_code == 401


def test_the_same_key_does_it_once(program: Program) -> None:
    first = program.post("/my/searches", OAK, Idempotency_Key="k1")
    again = program.post("/my/searches", OAK, Idempotency_Key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first["ETag"] == again["ETag"]
    assert again["Idempotent-Replayed"] == "true"
    assert SavedSearch.objects.count() == 1
    program.post("/my/searches", OAK, Idempotency_Key="k2")
    assert SavedSearch.objects.count() == 2


def test_the_same_key_for_something_else_is_refused(program: Program) -> None:
    program.post("/my/searches", OAK, Idempotency_Key="k")
    problem(program.post("/my/searches", {"parameters": "q=elm"}, Idempotency_Key="k"), 422)
    assert SavedSearch.objects.count() == 1


def test_keys_of_others_and_of_other_addresses_are_others(program: Program) -> None:
    program.post("/my/searches", OAK, Idempotency_Key="k")
    assert Program(a_user()).post("/my/searches", OAK, Idempotency_Key="k").status_code == 201
    assert "Idempotent-Replayed" not in program.send("DELETE", "/my/searches/1", Idempotency_Key="k")


def test_a_refusal_is_given_again_too(program: Program) -> None:
    first = program.post("/my/searches", {"parameters": ""}, Idempotency_Key="k")
    assert first.status_code == 409
    assert program.post("/my/searches", {"parameters": ""}, Idempotency_Key="k").content == first.content


def test_a_request_that_was_not_let_in_is_not_kept(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    problem(Program().post("/my/searches", OAK, Idempotency_Key="k"), 401)
    monkeypatch.setattr(authentication, "PER_TOKEN", 0)
    assert problem(program.post("/my/searches", OAK, Idempotency_Key="k"), 429)
    assert not IdempotentAnswer.objects.exists()
    monkeypatch.setattr(authentication, "PER_TOKEN", 1000)
    assert program.post("/my/searches", OAK, Idempotency_Key="k").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_has_a_size(program: Program, key: str) -> None:
    problem(program.post("/my/searches", OAK, Idempotency_Key=key), 400)


def test_what_went_wrong_half_way_is_undone(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("haven.marketplace.api.searches._shown", fail)
    program.client.raise_request_exception = False
    problem(program.post("/my/searches", OAK, Idempotency_Key="k"), 500)
    assert not SavedSearch.objects.exists()
    assert not IdempotentAnswer.objects.exists()


def test_who_has_it_already_is_told_so(program: Program) -> None:
    first = program.get("/my/searches")
    assert program.get("/my/searches", If_None_Match=first["ETag"]).status_code == 304
    program.post("/my/searches", OAK)
    assert program.get("/my/searches", If_None_Match=first["ETag"]).status_code == 200


def test_nobody_writes_over_what_they_have_not_seen(program: Program) -> None:
    made = program.post("/my/searches", OAK)
    path, seen = f"/my/searches/{json.loads(made.content)['id']}", made["ETag"]
    changed = program.send("PATCH", path, {"every": "weekly"}, If_Match=seen)
    assert changed.status_code == 200
    problem(program.send("PATCH", path, {"every": "never"}, If_Match=seen), 412)
    problem(program.send("DELETE", path, If_Match=seen), 412)
    assert program.send("DELETE", path, If_Match=changed["ETag"]).status_code == 204


def test_one_address_may_ask_so_often_and_no_more(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PER_VISITOR", 2)
    assert [program.get("/me").status_code for _ in range(3)] == [200, 200, 429]
    assert program.get("/me")["Retry-After"]
    assert Client().get("/my/").status_code == 302


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing", 404), ("DELETE", "/me", 405)])
def test_what_is_not_there_is_a_problem_too(program: Program, method: str, path: str, status: int) -> None:
    problem(program.send(method, path), status)


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[]", b"null", b'"x"', b"{" * 5000])
def test_a_body_that_cannot_be_read_is_a_problem(program: Program, body: bytes) -> None:
    answer = program.client.post(f"{V1}/my/searches", body, content_type="application/json", headers=program.headers)
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_that_is_too_large_is_a_problem(program: Program) -> None:
    for headers in ({}, {"Idempotency_Key": "k"}):
        problem(program.post("/my/searches", {"parameters": "q=" + "x" * 3 * 2**20}, **headers), 413)
