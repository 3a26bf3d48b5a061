"""Every operation of the API is in docs/permissions.md, and answers each role and scope as the table there says."""

import re

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from haven.accounts.models import Role
from haven.api.authentication import MaybeBearer
from haven.api.document import operations
from haven.api.scopes import Scope
from haven.project.api import api
from tests.architecture.test_permissions import WHO, table
from tests.factories import a_policy_version, a_user
from tests.programs import V1, Program

LISTED = table("The API")
OPERATIONS = {f"{method} {path.removeprefix(V1)}": one for path, one in operations(api) for method in one.methods}


@pytest.fixture
def small_site(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    a_policy_version()
    monkeypatch.setattr("haven.api.gate.PER_VISITOR", 10**6)
    monkeypatch.setattr("haven.api.authentication.PER_TOKEN", 10**6)


def test_every_operation_is_listed() -> None:
    assert set(OPERATIONS) == set(LISTED)


@pytest.mark.parametrize("name", LISTED)
def test_the_table_names_the_scope(name: str) -> None:
    (asked,) = OPERATIONS[name].auth_callbacks
    scope = "none" if isinstance(asked, MaybeBearer) else str(asked.scope or "any")  # type: ignore[attr-defined]
    assert LISTED[name][0].strip("`") == scope


@pytest.mark.usefixtures("small_site")
@pytest.mark.parametrize("who", WHO)
def test_every_operation_lets_in_whom_the_table_says(who: str) -> None:
    user = None if who == "visitor" else a_user(*([Role(who)] if who != "member" else []))
    program = Program(user)
    for name, (_, *cells) in LISTED.items():
        assert let_in(program, name) == cells[WHO.index(who)], f"{name} as {who}"


@pytest.mark.usefixtures("small_site")
def test_a_token_without_the_scope_is_not_good_for_it() -> None:
    user = a_user(*Role)
    for name, (scope, *_) in LISTED.items():
        wanted = scope.strip("`")
        if wanted not in {"none", "any"}:
            others = [one for one in Scope if str(one) != wanted]
            program = Program(user, scopes=others)
            assert let_in(program, name) == "no", name
            program.token.delete()


def let_in(program: Program, name: str) -> str:
    """What a response means in the table; that there is nothing under a dummy address means having been let in."""
    method, path = name.split(" ")
    answer = program.send(method, re.sub("{(?:number)}", "1", re.sub("{(?:code|key|case_code)}", "x", path)), {})
    return {401: "token", 403: "no"}.get(answer.status_code, "yes")
