"""What is answered to whoever types, bookmarks or reloads an address that only a button opens.

Django answers 405 with nothing in it, for which browsers show a page of their own that blames the site.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render


class OnlyByButtonMiddleware:
    """Puts words into an empty 405 where a person reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or a page in its place."""
        answer = self._get_response(request)
        if not isinstance(answer, HttpResponseNotAllowed) or not request.accepts("text/html"):
            return answer
        page = render(request, "405.html", status=405)
        page["Allow"] = answer["Allow"]
        return page
