"""What is typed, without the one character that PostgreSQL keeps in no text.

Nobody sees it or means it: it comes along from other programs' documents. So it goes before any view reads what came,
and nobody has to search for what a form calls wrong. Bodies of programs lose it in `haven.api.bodies`.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase


class NullCharactersMiddleware:
    """Takes NUL out of the query and the form of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing but what comes next."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        """Put clean ones in their place; a view that no form leads to reads the body, if any, for itself."""
        request.GET = _clean(request.GET)
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = _clean(request.POST)


def _clean(typed: Any) -> Any:
    if not any("\x00" in text for name, texts in typed.lists() for text in (name, *texts)):
        return typed
    return QueryDict(typed.urlencode().replace("%00", ""), encoding=typed.encoding)
