"""Asking a running site, by one client or at a rate, and how soon it finds what is new. Loopback only."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

from benchmarks.search.asked import Asked

_CLIENTS = 32
_here = threading.local()


def get(port: int, path: str) -> bytes:
    """The page, over a connection that this thread keeps."""
    connection: HTTPConnection | None = getattr(_here, "connection", None)
    if connection is None:
        connection = _here.connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
    except ConnectionError:  # the site closed it while nobody asked: once more on a new one
        connection.close()
        connection.request("GET", path)
        answer = connection.getresponse()
    page = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return page


def one_after_the_other(port: int, asked: Sequence[Asked]) -> list[tuple[str, float]]:
    """Kind and milliseconds of each, one client."""
    taken = []
    for one in asked:
        begun = time.perf_counter()
        get(port, one.path)
        taken.append((one.kind, 1000 * (time.perf_counter() - begun)))
    return taken


def at_a_rate(port: int, asked: Sequence[Asked], per_second: float) -> list[tuple[str, float]]:
    """Kind and milliseconds of each, from the moment it was due: a site that falls behind is seen to."""
    begun = time.perf_counter() + 0.5

    def ask(n: int) -> tuple[str, float]:
        due = begun + n / per_second
        time.sleep(max(0.0, due - time.perf_counter()))
        get(port, asked[n].path)
        return asked[n].kind, 1000 * (time.perf_counter() - due)

    with ThreadPoolExecutor(_CLIENTS) as clients:
        return list(clients.map(ask, range(len(asked))))


def until_found(port: int, word: str) -> float:
    """Seconds until a search shows an ad with a word that was committed just now."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < 30:
        if b"<mark>" in get(port, f"/search/?q={word}&exact=1"):
            return time.perf_counter() - begun
        time.sleep(0.01)
    raise RuntimeError(f"an ad with {word} was not found within 30 s")
