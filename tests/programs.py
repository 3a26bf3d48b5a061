"""A program that speaks to the API: JSON there, JSON back."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client

from haven.accounts.models import User
from haven.api.scopes import Scope
from tests.factories import an_api_token

V1 = "/api/v1"


class Program:
    """Sends requests below `/api/v1`, with a token of `user` unless there is none."""

    def __init__(self, user: User | None = None, *, scopes: Sequence[Scope] | None = None) -> None:
        self.client = Client()
        self.headers: dict[str, str] = {}
        if user is not None:
            plain = f"haven_{user.pk}_{'-'.join(map(str, scopes)) if scopes else 'all'}"
            self.token = an_api_token(user=user, plain=plain, scopes=None if scopes is None else list(scopes))
            self.headers = {"Authorization": f"Bearer {plain}"}

    def send(self, method: str, path: str, body: Any = None, *, raw: str = "", **headers: str) -> HttpResponse:
        """One request; names of headers with `_` for `-`; `raw` is sent as it is."""
        sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        data = raw.encode() if body is None else json.dumps(body).encode()
        kind = "application/json"
        answer = self.client.generic(method, V1 + path, data, content_type=kind, headers=sent)
        return answer if isinstance(answer, HttpResponse) else whole(answer)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.send("POST", path, body, **headers)

    def read(self, path: str) -> Any:
        """What is there, which must be something."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def made(self, path: str, body: Any = None, **headers: str) -> Any:
        """What came of a write, which must have gone well."""
        answer = self.post(path, body, **headers)
        assert answer.status_code in {200, 201, 202}, answer.content
        return json.loads(answer.content)

    def upload(self, path: str, **files: Any) -> HttpResponse:
        """A form with files."""
        answer = self.client.post(V1 + path, files, headers=self.headers)
        assert isinstance(answer, HttpResponse)
        return answer


def whole(answer: HttpResponseBase) -> HttpResponse:
    """A file that comes bit by bit, read to its end."""
    assert isinstance(answer, StreamingHttpResponse)
    return HttpResponse(b"".join(answer), status=answer.status_code)


def problem(answer: HttpResponse, status: int) -> dict[str, Any]:
    """The problem of a response, which must be one (RFC 9457)."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = json.loads(answer.content)
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return told


def wrong_fields(answer: HttpResponse, status: int = 422) -> set[str]:
    """The fields that a problem names; each has its sentence."""
    errors = problem(answer, status)["errors"]
    assert all(error["detail"] for error in errors)
    return {error["field"] for error in errors}
