"""Requests take turns: never more at once than may be, the first first, and nobody holds a turn by sending slowly."""

import io
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Lock
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from haven.project.turns import Turns
from haven.project.upload_limit import LARGEST_REQUEST
from tests.asking import status_of
from tests.serving import free_port


class Counting:
    """An application that says how many of its requests ran at once, and in which order they began."""

    def __init__(self, work: Callable[[str], object]) -> None:
        self.work, self.lock = work, Lock()
        self.now = self.most = 0
        self.begun: list[str] = []
        self.read: list[bytes] = []

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.begun.append(environ["PATH_INFO"])
        self.read.append(environ["wsgi.input"].read())
        self.work(environ["PATH_INFO"])
        with self.lock:
            self.now -= 1
        start_response("200 OK", [])
        return [b"done"]


def ask(application: Turns, path: str, body: bytes = b"", *, length: str | None = None) -> str:
    """The status of the answer."""
    length = length or str(len(body) or "")
    return status_of(application, {"PATH_INFO": path, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": length})


def wait_in_line(turns: Turns, people: int) -> bool:
    return len(turns._queue) == people


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_no_more_at_once_than_may_be_and_all_of_them_in_the_end() -> None:
    counting = Counting(lambda _path: time.sleep(0.002))
    turns = Turns(counting, at_once=2, patience=60)
    with ThreadPoolExecutor(16) as people:
        assert set(people.map(lambda n: ask(turns, f"/{n}"), range(100))) == {"200 OK"}
    assert (counting.most, len(counting.begun)) == (2, 100)


def test_first_come_first_served() -> None:
    may_end = Event()
    counting = Counting(lambda _path: may_end.wait(10))
    turns = Turns(counting, at_once=1, patience=60)
    with ThreadPoolExecutor(9) as people:
        people.submit(ask, turns, "/0")
        until(lambda: bool(counting.begun))
        for n in range(1, 9):
            people.submit(ask, turns, f"/{n}")
            until(partial(wait_in_line, turns, n))
        may_end.set()
    assert counting.begun == [f"/{n}" for n in range(9)]


def test_behind_what_takes_long_others_begin_all_the_same() -> None:
    may_end = Event()
    counting = Counting(lambda path: may_end.wait(10) if path == "/long" else None)
    turns = Turns(counting, at_once=1, patience=0.02)
    with ThreadPoolExecutor(1) as people:
        long = people.submit(ask, turns, "/long")
        until(lambda: counting.begun == ["/long"])
        assert ask(turns, "/short") == "200 OK"
        assert not long.done()
        may_end.set()
        assert long.result() == "200 OK"
    assert (turns._left, len(turns._queue)) == (1, 0), "each turn was given back once"


def test_a_turn_is_given_back_by_what_fails() -> None:
    def fail(path: str) -> None:
        if path == "/bad":
            raise ValueError(path)

    turns = Turns(Counting(fail), at_once=1, patience=60)
    with pytest.raises(ValueError, match="/bad"):
        ask(turns, "/bad")
    assert ask(turns, "/good") == "200 OK"


def test_some_paths_need_no_turn() -> None:
    may_end = Event()
    counting = Counting(lambda path: may_end.wait(10) if path == "/long" else None)
    turns = Turns(counting, at_once=1, patience=60, free=("/health",))
    with ThreadPoolExecutor(1) as people:
        people.submit(ask, turns, "/long")
        until(lambda: counting.begun == ["/long"])
        assert ask(turns, "/health") == "200 OK"
        may_end.set()


@pytest.mark.parametrize("size", [0, 1, 70_000, 3 * 2**20])
def test_the_application_gets_what_was_sent(size: int) -> None:
    counting, sent = Counting(lambda _path: None), bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert ask(Turns(counting), "/", sent) == "200 OK"
    assert counting.read == [sent]


def test_half_a_request_is_refused_and_does_nothing() -> None:
    counting = Counting(lambda _path: None)
    assert ask(Turns(counting), "/", b"title=Bi", length="20") == "400 Bad Request"
    assert not counting.begun


@pytest.mark.parametrize("length", ["-5", "²", "many", str(LARGEST_REQUEST + 1)])
def test_a_length_that_cannot_be_or_is_too_large_is_left_to_who_refuses_it(length: str) -> None:
    counting = Counting(lambda _path: None)
    assert ask(Turns(counting), "/", b"as it came", length=length) == "200 OK"
    assert counting.read == [b"as it came"]


_SERVED = """
from haven.project.turns import Turns
def answer(environ, start_response):
    environ["wsgi.input"].read()
    start_response("200 OK", [])
    return [b"done"]
application = Turns(answer, at_once=1)
"""


def test_who_sends_slowly_keeps_nobody_waiting(tmp_path: Path) -> None:
    """By the real web server: it calls the application before the whole request is there."""
    (tmp_path / "served.py").write_text(_SERVED)
    port = free_port()
    options = ["--interface", "wsgi", "--port", str(port), "--blocking-threads", "8", "served:application"]
    server = subprocess.Popen([sys.executable, "-m", "granian", *options], cwd=tmp_path, stdout=subprocess.DEVNULL)
    slow: list[socket.socket] = []
    try:
        until(lambda: answers(port) == 200)
        for _ in range(4):
            slow.append(socket.create_connection(("127.0.0.1", port)))
            slow[-1].sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab")
        assert answers(port) == 200
        slow[0].sendall(b"cde")
        assert slow[0].recv(100).startswith(b"HTTP/1.1 200")
    finally:
        for one in slow:
            one.close()
        server.terminate()
        server.wait(20)


def answers(port: int) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except ConnectionError:
        return 0
    finally:
        connection.close()
