"""What every request of a program passes before an operation sees it.

Owns: no cookies, limits, one transaction for a write, idempotency, versions, errors as problems. Must not know: what
operations do.
"""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from haven.api.limits import MINUTE, PER_VISITOR, is_below
from haven.api.models import IdempotentAnswer
from haven.api.problems import answer, as_problem

PREFIX = "/api/"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_LONGEST_KEY = 255
_KEPT_HEADERS = ("Content-Type", "ETag", "Location")
_PASSING = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.UNAUTHORIZED}

Next = Callable[[HttpRequest], HttpResponseBase]


class Gate:
    """Middleware for all addresses below `/api/`."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through, or answer it."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.COOKIES = {}  # a program is who its token says, whatever browser it sits in
        if not is_below("api", str(request.META.get("REMOTE_ADDR", "")), PER_VISITOR, MINUTE):
            return answer(429, f"At most {PER_VISITOR} requests a minute come from one address. Wait a minute.")
        if request.method in _SAFE:
            return _versioned(request, as_problem(self.get_response(request)))
        try:
            return self._write(request)
        except RequestDataTooBig:
            return answer(413)
        except (SuspiciousOperation, MultiPartParserError, BadRequest):
            return answer(400)

    def _write(self, request: HttpRequest) -> HttpResponseBase:
        """Carry out a write, all of it or nothing; once only for the same key."""
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return self._carried_out(request)
        if not 0 < len(key) <= _LONGEST_KEY:
            return answer(400, f"An Idempotency-Key has 1 to {_LONGEST_KEY} characters.")
        name, fingerprint = (
            _digest(_caller(request), request.method or "", request.path_info, key),
            _fingerprint(request),
        )
        with transaction.atomic():
            try:
                with transaction.atomic():  # waits for who came first with the same key
                    row = IdempotentAnswer.objects.create(key=name, fingerprint=fingerprint)
            except IntegrityError:
                return _again(IdempotentAnswer.objects.get(key=name), fingerprint)
            response = self._carried_out(request)
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or response.status_code in _PASSING:
                row.delete()  # the next try is a new one
            elif isinstance(response, HttpResponse):
                row.status, row.body = response.status_code, response.content
                row.headers = {name: response[name] for name in _KEPT_HEADERS if name in response.headers}
                row.save()
        return response

    def _carried_out(self, request: HttpRequest) -> HttpResponseBase:
        with transaction.atomic():
            response = as_problem(self.get_response(request))
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
        return response


def _again(row: IdempotentAnswer, fingerprint: str) -> HttpResponse:
    if row.fingerprint != fingerprint:
        return answer(422, "This Idempotency-Key was used for another request. Take a new one.")
    response = HttpResponse(bytes(row.body), status=row.status, headers=row.headers)
    response["Idempotent-Replayed"] = "true"
    return response


def _versioned(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Give what was read an entity tag, and answer 304 to who has it already."""
    if response.status_code != HTTPStatus.OK or not isinstance(response, HttpResponse):
        return response
    response.headers.setdefault("ETag", f'"{hashlib.sha256(response.content).hexdigest()[:32]}"')
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _caller(request: HttpRequest) -> str:
    """Whose keys are told apart: a token's, or those of a network address."""
    return request.headers.get("Authorization") or str(request.META.get("REMOTE_ADDR", ""))


def _fingerprint(request: HttpRequest) -> str:
    """A digest of the body; of a form its parts, for the line between them is another one each time."""
    if request.content_type != "multipart/form-data":
        return _digest(request.content_type or "", request.body)
    parts: list[str | bytes] = [f"{name}={value}" for name, values in request.POST.lists() for value in values]
    for name, files in request.FILES.lists():
        for file in files:
            parts += [f"{name}:{file.name}", *file.chunks()]
            file.seek(0)
    return _digest(*parts)


def _digest(*parts: str | bytes) -> str:
    found = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()
