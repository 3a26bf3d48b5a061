"""Asking a WSGI application as a web server does."""

from collections.abc import Callable
from wsgiref.types import WSGIApplication, WSGIEnvironment


def status_of(application: WSGIApplication, request: WSGIEnvironment) -> str:
    """The status of the answer, which is read to its end and closed."""
    said: list[str] = []

    def start(status: str, _headers: list[tuple[str, str]], _error: object = None, /) -> Callable[[bytes], object]:
        said.append(status)
        return lambda _piece: None

    answer = application(request, start)
    list(answer)
    close = getattr(answer, "close", None)
    if close is not None:
        close()
    return said[0]
