"""Every route is in docs/permissions.md, and every staff route answers each role as the table there says."""

from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from haven.accounts.models import Role
from tests.factories import a_policy_version, a_user

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"
OPEN_TO = {"anyone", "link", "poster", "signed in", "signed call", "whoever signs in", "demo only", "program"}
DUMMY = {"int": "1", "slug": "x", "str": "x", "path": "x"}
WHO = ("visitor", "member", *(str(role) for role in Role))


def routes(resolver: URLResolver, prefix: str = "", address: str = "/") -> Iterator[tuple[str, str, URLPattern]]:
    """Name, address with dummy values, and pattern of every route."""
    for entry in resolver.url_patterns:
        here = address + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix, here)
        else:
            for name, converter in entry.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
                here = here.replace(f"<{kind}:{name}>", DUMMY[kind])
            yield f"{prefix}{entry.name}", here, entry


@cache
def all_routes() -> dict[str, tuple[str, URLPattern]]:
    return {name: (address, pattern) for name, address, pattern in routes(get_resolver())}


def table(after: str) -> dict[str, list[str]]:
    """The table below a heading: route → its other cells."""
    lines = DOCUMENT.read_text(encoding="utf-8").split(f"## {after}")[1].split("\n## ")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0].strip("`"): row[1:] for row in rows}


STAFF = table("The desks")
OTHERS = table("Everyone else")


def roles_of(name: str) -> tuple[Role, ...] | None:
    return getattr(all_routes()[name][1].callback, "required_roles", None)


def test_every_route_is_listed_once() -> None:
    for name in all_routes():
        listed = [row for row in (*STAFF, *OTHERS) if fnmatch(name, row)]
        assert len(listed) == 1, f"{name} is listed {len(listed)} times in {DOCUMENT.name}"


def test_nothing_is_listed_that_is_not_there() -> None:
    for row in (*STAFF, *OTHERS):
        assert row.startswith("demo:") or row == "mailbox" or any(fnmatch(name, row) for name in all_routes()), row
    assert {cells[0] for cells in OTHERS.values()} <= OPEN_TO


def test_what_asks_for_a_role_is_a_staff_route_and_the_other_way_round() -> None:
    for name in all_routes():
        asked = roles_of(name)
        if name in STAFF:
            letting_in = {who for who, cell in zip(WHO, STAFF[name][1:], strict=True) if cell == "yes"}
            assert asked is not None, name
            assert {str(role) for role in asked} == letting_in, name
        else:
            assert not asked, f"{name} asks for a role: list it under the desks"
            row = next(row for row in OTHERS if fnmatch(name, row))
            assert (asked is not None) == (OTHERS[row][0] == "signed in"), name


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_every_desk_lets_in_whom_the_table_says(who: str) -> None:
    a_policy_version()
    client = Client()
    if who != "visitor":
        client.force_login(a_user(*([Role(who)] if who != "member" else [])))
    for name, (method, *cells) in STAFF.items():
        answer = client.generic(method, all_routes()[name][0])
        assert isinstance(answer, HttpResponse)
        assert answered(answer) == cells[WHO.index(who)], f"{name} as {who}: {answer.status_code}"


@pytest.mark.django_db
def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    for name in (name for name, cells in OTHERS.items() if cells[0] == "signed in"):
        answer = Client().get(all_routes()[name][0])
        assert isinstance(answer, HttpResponse)
        assert answered(answer) == "sign in", name


def answered(answer: HttpResponse) -> str:
    """What a response means in the table; that there is nothing under a dummy address means having been let in."""
    if answer.status_code == 302 and answer["Location"].startswith("/account/login/"):
        return "sign in"
    return "no" if answer.status_code == 403 else "yes"
