"""What staff are told when the log takes no entry: that nothing is shown, and that this is on purpose.

Owns the answer. Must not know what was asked for.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from haven.ledger.errors import LogDown


class LogDownMiddleware:
    """Answers 503 where a read could not be written down."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing but what comes next."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:  # noqa: ARG002 — Django's signature
        """The answer, if that is what happened."""
        if not isinstance(exception, LogDown):
            return None
        return HttpResponse(render_to_string("desk_log_down.html"), status=503, headers={"Retry-After": "60"})
