"""Whatever a program sends: never an error of ours."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from haven.accounts.models import Role, User
from haven.listings.actions.catalogue import sync_categories
from haven.listings.actions.conversations import start_conversation
from haven.listings.actions.drafts import start_draft
from haven.listings.models import Category, Conversation
from haven.policies.actions import install_default_policy
from haven.project.api import api
from tests.factories import a_listing, a_user
from tests.naughty import STRINGS
from tests.programs import V1, Program

DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(path_prefix="api/v1/")))
WRITES = [
    (method.upper(), path.removeprefix(V1), told["requestBody"]["content"]["application/json"]["schema"])
    for path, operations in DOCUMENT["paths"].items()
    for method, told in operations.items()
    if "application/json" in told.get("requestBody", {}).get("content", {})
]
READS = [
    (path.removeprefix(V1), [parameter["name"] for parameter in told["get"]["parameters"]])
    for path, told in DOCUMENT["paths"].items()
    if "get" in told
]
SCALARS = st.one_of(
    st.sampled_from(STRINGS),
    st.text(max_size=40),
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([2**31, 2**63, -(2**63) - 1, 10**40]),
    st.floats(),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
GOOD: dict[str, Any] = {
    "category": "bicycles", "title": "Blue touring bicycle", "body": "A frame with new tyres and good lights.",
    "price": "320", "place": "Leipzig", "place_id": None, "details": {"condition": "good"}, "text": "Hello",
    "reason": "fraud", "good_faith": True, "parameters": "q=oak", "every": "daily", "keys": [], "alts": {},
    "outcome": "publish", "revision": 1, "step": "pause",
}  # fmt: skip


def named(schema: dict[str, Any]) -> dict[str, Any]:
    """The properties of a body's schema."""
    whole = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    properties: dict[str, Any] = whole.get("properties", {})
    return properties


def bodies(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Bodies with the right names and some wrong values, or anything at all."""
    fields = {name: st.one_of(st.just(GOOD[name]), ANYTHING) if name in GOOD else ANYTHING for name in named(schema)}
    return st.one_of(st.fixed_dictionaries({}, optional=fields), ANYTHING)


@pytest.fixture
def busy(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> tuple[Program, dict[str, str]]:
    """Someone who may do everything, with an ad, a draft, a conversation; what stands for each name in addresses."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    for limit in (
        "haven.api.gate.PER_VISITOR",
        "haven.api.authentication.PER_TOKEN",
        "haven.marketplace.limits._DRAFTS",
    ):
        monkeypatch.setattr(limit, 10**9)
    sync_categories()
    install_default_policy()
    me: User = a_user(Role.MODERATOR, Role.SENIOR_MODERATOR)
    ad = a_listing(poster=a_user())
    conversation: Conversation = start_conversation(listing=ad, reader=me, text="Hello")
    draft = start_draft(category=Category.objects.get(slug="bicycles"), author=me)
    return Program(me), {"{code}": ad.code, "{draft}": draft.listing.code, "{number}": str(conversation.pk)}


@pytest.mark.parametrize(("method", "path", "schema"), WRITES, ids=[f"{method} {path}" for method, path, _ in WRITES])
def test_no_body_breaks_a_write(
    busy: tuple[Program, dict[str, str]], method: str, path: str, schema: dict[str, Any]
) -> None:
    program, names = busy
    address = path.replace("{code}", names["{draft}"]) if path.startswith("/drafts") else path
    for name, value in names.items():
        address = address.replace(name, value)

    @settings(suppress_health_check=list(HealthCheck))
    @given(bodies(schema))
    def send(body: Any) -> None:
        answer = program.send(method, address, body)
        assert answer.status_code < 500, answer.content

    send()


@pytest.mark.parametrize(("path", "parameters"), READS, ids=[path for path, _ in READS])
def test_no_address_breaks_a_read(busy: tuple[Program, dict[str, str]], path: str, parameters: list[str]) -> None:
    program, names = busy
    for text in [*STRINGS, "2147483648", str(2**70), "-5"]:
        asked = {name: text.encode("utf-8", "replace").decode() for name in parameters if name != "details"}
        address = path
        for name, value in names.items():
            address = address.replace(name, value)
        answer = program.get(f"{address}?{urlencode(asked)}")
        assert answer.status_code < 500, (path, text)
