"""Asking a WSGI application as a web server does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from wsgiref.types import WSGIApplication, WSGIEnvironment

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

_ENDS = (request_started, request_finished)


def status_of(application: WSGIApplication, request: WSGIEnvironment) -> str:
    """The status of the answer, which is read to its end and closed."""
    said: list[str] = []

    def start(status: str, _headers: list[tuple[str, str]], _error: object = None, /) -> Callable[[bytes], object]:
        said.append(status)
        return lambda _piece: None

    with _connections_left_alone():
        answer = application(request, start)
        list(answer)
        close = getattr(answer, "close", None)
        if close is not None:
            close()
    return said[0]


@contextmanager
def _connections_left_alone() -> Iterator[None]:
    """As Django's own client does: a connection that is there belongs to another test, which goes on with it."""
    for signal in _ENDS:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in _ENDS:
            signal.connect(close_old_connections)
