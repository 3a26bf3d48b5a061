"""The character that no text of the database may hold is gone before anything reads what came."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.views.decorators.csrf import csrf_exempt
from hypothesis import given
from hypothesis import strategies as st

from haven.api.bodies import BodyParser
from haven.project.null_characters import NullCharactersMiddleware

NAUGHTY = st.text(st.characters(codec="utf-8", exclude_characters="\\"), max_size=8) | st.sampled_from(
    ["\x00", "a\x00b"]
)
TYPED = st.dictionaries(NAUGHTY, st.lists(NAUGHTY, min_size=1, max_size=3), max_size=4)
VALUES = st.recursive(NAUGHTY | st.none() | st.integers(), lambda held: st.lists(held) | st.dictionaries(NAUGHTY, held))


def view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def passed(request: HttpRequest, to: Callable[[HttpRequest], HttpResponse] = view) -> HttpRequest:
    NullCharactersMiddleware(view).process_view(request, to)
    return request


@given(TYPED)
def test_what_is_typed_arrives_without(typed: dict[str, list[str]]) -> None:
    request = passed(RequestFactory().post("/", typed, query_params=typed))
    for came in (request.GET, request.POST):
        assert "%00" not in came.urlencode()
        if not any("\x00" in text for name, texts in typed.items() for text in (name, *texts)):
            assert dict(came.lists()) == typed


def test_of_several_the_rest_of_the_words_stays() -> None:
    request = passed(RequestFactory().post("/?q=a%00b&q=c", {"text": "d\x00e", "other": "f"}))
    assert request.GET.getlist("q") == ["ab", "c"]
    assert not request.POST._mutable
    assert request.POST.dict() == {"text": "de", "other": "f"}


def test_a_body_that_no_form_sends_is_left_to_its_view() -> None:
    """A form that was read cannot be read as a body any more."""
    request = RequestFactory().post("/", {"raw": "mail"})
    assert b"mail" in passed(request, csrf_exempt(view)).body


def without(value: Any) -> Any:
    """The oracle: by way of the text that stands for the value; no other backslash is in it."""
    return json.loads(json.dumps(value).replace("\\u0000", ""))


@given(st.dictionaries(NAUGHTY, VALUES))
def test_a_programs_body_arrives_without(body: dict[str, object]) -> None:
    request = RequestFactory().post("/", json.dumps(body), content_type="application/json")
    assert BodyParser().parse_body(request) == without(body)
