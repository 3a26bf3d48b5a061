"""How many requests a process of the web server works on at once.

Python works on one at a time: pages begun together only end together, each as late as the last, so that with a few
more visitors everybody waits. Here they take turns, first come, first served. Owns that, and that nobody has a turn
while the visitor still sends. Must not know: what is asked for.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from threading import Event, Lock
from typing import IO, cast
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from haven.project.upload_limit import LARGEST_REQUEST

AT_ONCE = 2  # while one waits for the database, the other is made
PATIENCE = 1.0  # seconds; behind what takes longer than that others begin all the same
_IN_MEMORY = 2**20  # bytes of a request; more go to a file
_PIECE = 2**16


class Turns:
    """A WSGI application whose requests take turns; those for `free` paths do without."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        at_once: int = AT_ONCE,
        patience: float = PATIENCE,
        free: tuple[str, ...] = (),
    ) -> None:
        self._application, self._patience, self._free = application, patience, free
        self._lock, self._left = Lock(), at_once
        self._queue: deque[Event] = deque()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request in its turn, once all of it has come; the answer is sent outside of it."""
        if environ.get("PATH_INFO", "").startswith(self._free):
            return self._application(environ, start_response)
        with _whole(environ) as body:
            if body is None:
                start_response("400 Bad Request", [("Content-Length", "0")])
                return []
            environ["wsgi.input"] = cast("InputStream", body)
            with self._turn():
                return self._application(environ, start_response)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        mine = self._line_up()
        has_turn = mine is None or mine.wait(self._patience) or not self._step_out(mine)
        try:
            yield
        finally:
            if has_turn:
                self._pass_on()

    def _line_up(self) -> Event | None:
        """Take a turn, or a place in the queue: what is set when the turn comes."""
        with self._lock:
            if self._left:
                self._left -= 1
                return None
            self._queue.append(mine := Event())
            return mine

    def _step_out(self, mine: Event) -> bool:
        """Leave the queue; False where the turn came at the last moment."""
        with self._lock:
            if mine not in self._queue:
                return False
            self._queue.remove(mine)
            return True

    def _pass_on(self) -> None:
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._left += 1


@contextmanager
def _whole(environ: WSGIEnvironment) -> Iterator[IO[bytes] | None]:
    """What the visitor sends, all of it: a telephone may take a minute for its photos. None where it broke off.

    A request that says it is too large is left to whoever refuses it.
    """
    source: IO[bytes] = environ["wsgi.input"]
    stated = str(environ.get("CONTENT_LENGTH") or "")
    length = int(stated) if stated.isascii() and stated.isdecimal() else 0
    if not 0 < length <= LARGEST_REQUEST:
        yield source
        return
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        while body.tell() < length and (piece := _read(source, length - body.tell())):
            body.write(piece)
        is_whole = body.tell() == length
        body.seek(0)
        yield cast("IO[bytes]", body) if is_whole else None


def _read(source: IO[bytes], left: int) -> bytes:
    try:
        return source.read(min(left, _PIECE))
    except OSError:  # the visitor is gone
        return b""
