"""Answers that say what went wrong: problem+json (RFC 9457)."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field

from haven.api.errors import Problem

CONTENT_TYPE = "application/problem+json"
_SOURCES = {"body", "query", "path", "form", "file", "header", "cookie"}
SOON = 60
"""Seconds after which most of what was tried too often may be tried again."""
_SAID = {
    400: "This request cannot be read.",
    404: "There is nothing here.",
    405: "This address does not take this method.",
    413: "This is more than can be taken at once.",
    500: "Something went wrong here. Nothing was changed.",
}


class FieldProblem(BaseModel):
    """One field that is wrong: its name, dots between the parts of it, and a sentence."""

    field: str
    detail: str


class ProblemOut(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = Field(default_factory=list)


def answer(status: int, detail: str = "", fields: Mapping[str, str] | None = None, *, wait: int = SOON) -> HttpResponse:
    """A problem as a response. `wait`: seconds until it may be tried again, told where it was tried too often."""
    problem = ProblemOut(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail or _SAID.get(status, HTTPStatus(status).description or HTTPStatus(status).phrase),
        errors=[FieldProblem(field=name, detail=sentence) for name, sentence in (fields or {}).items()],
    )
    response = HttpResponse(problem.model_dump_json(), status=status, content_type=CONTENT_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="haven"'
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response["Retry-After"] = str(wait)
    return response


def as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """The response, or a problem where something else than an operation answered with an error."""
    if response.status_code < HTTPStatus.BAD_REQUEST or response.headers.get("Content-Type") == CONTENT_TYPE:
        return response
    told = answer(response.status_code)
    if "Allow" in response.headers:
        told["Allow"] = response.headers["Allow"]
    return told


def not_found(_request: HttpRequest, **_: Any) -> HttpResponse:
    """What stands at every address below the API's that is none of it."""
    return answer(404)


def tell_problems(api: NinjaAPI, statuses: Mapping[type[Exception], int]) -> None:
    """Have the API answer with problems, also for the expected errors of the packages below.

    Args:
        api: the API.
        statuses: the status of each class of errors, whose messages are for the person who tried.
    """
    api.add_exception_handler(Problem, lambda _, error: _of_problem(error))
    api.add_exception_handler(ValidationError, lambda _, error: _of_validation(error))
    api.add_exception_handler(HttpError, lambda _, error: _of_http(error))
    api.add_exception_handler(Http404, lambda _request, _error: answer(404))
    for kind, status in statuses.items():
        api.add_exception_handler(kind, partial(_of_error, status))


def _of_error(status: int, _request: HttpRequest, error: Any) -> HttpResponse:
    return answer(status, str(error), wait=getattr(error, "wait", SOON))


def _of_problem(error: Any) -> HttpResponse:
    return answer(error.status, error.detail, error.fields)


def _of_http(error: Any) -> HttpResponse:
    return answer(error.status_code, "" if error.status_code != HTTPStatus.UNAUTHORIZED else "Send a token.")


def _of_validation(error: Any) -> HttpResponse:
    fields = {_name(found["loc"]): str(found["msg"]) for found in error.errors}
    return answer(422, "Some fields cannot be taken as they are.", fields)


def _name(where: tuple[Any, ...]) -> str:
    """Field names only: not where they came from, nor what the operation calls the body."""
    parts = [str(part) for part in where]
    if parts and parts[0] in _SOURCES:
        parts = parts[2:] if parts[0] == "body" and len(parts) > 2 else parts[1:]
    return ".".join(parts)
