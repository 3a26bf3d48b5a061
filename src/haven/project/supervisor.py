"""A served site: database, web server and worker under one process, from the first step to the last.

Owns the order in which they start and stop, and what is said meanwhile. It imports no Django: preparing is a child's
work, so that the process that stays small watches the ones that do the work.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from types import FrameType

from haven.project import processes
from haven.project.data_directory import DataDirectory
from haven.project.database import Database, held_for_serving, serving_database
from haven.project.environment import Environment
from haven.project.errors import PartEnded, ServingFailed
from haven.project.port import require_free_port
from haven.project.progress import step

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_UNTIL_READY = 120
SECONDS_UNTIL_BACK = 5
SEARCH = "search"  # without it PostgreSQL answers searches, so it is worth no outage
LOOK_EVERY = 0.2


@dataclass
class Part:
    """A child that runs as long as the site does: when it ends the site does, or it is started again."""

    name: str
    command: list[str]
    child: subprocess.Popen[bytes]
    begun: float
    comes_back: bool = False


def serve(settings: Environment, *, on_ready: Callable[[], None], stop_with_parent: bool = False) -> None:
    """Starts the site and watches it until a signal tells it to stop; then all of it has stopped.

    Args:
        settings: the environment of the site.
        on_ready: called once when the site answers.
        stop_with_parent: also stop when the process that started this one ends.

    Raises:
        KeyboardInterrupt: it was told to stop.
        ProjectError: why it cannot start, in one line.
        PartEnded: a child ended by itself; everything else has been stopped.
    """
    parent = os.getppid()
    data = DataDirectory(settings.data)
    with _stoppable():
        data.prepare()
        with held_for_serving(data):
            _end_leftovers(data)
            require_free_port(settings.host, settings.port)
            with _database(settings, data) as database:
                _prepare(data)
                with _parts(settings, data) as parts:
                    _wait_until_ready(settings, data, parts)
                    on_ready()
                    while not (stop_with_parent and os.getppid() != parent):
                        _look_after(data, parts, database)
                        time.sleep(LOOK_EVERY)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C, SIGTERM and SIGHUP unwind what was started, once: a second one must not interrupt that."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end_leftovers(data: DataDirectory) -> None:
    found = processes.leftovers(data.path)
    if found:
        with step("earlier run") as current:
            processes.end(found)
            current.note = f"ended {len(found)} processes that a killed Haven left"


@contextmanager
def _database(settings: Environment, data: DataDirectory) -> Iterator[Database]:
    with ExitStack() as open_until_the_end:
        with step("database") as current:
            database = open_until_the_end.enter_context(serving_database(settings, data))
            current.note = f"PostgreSQL {database.version}, {'embedded' if database.cluster else 'given'}"
        yield database


def _prepare(data: DataDirectory) -> None:
    with data.log("migrate") as log:
        child = processes.spawn(_haven("migrate"), data=data.path, log=None, errors=log)
    try:
        code = child.wait()
    except KeyboardInterrupt:
        processes.end(processes.family(child))
        print()  # noqa: T201 - the child was cut off in the middle of a line
        raise
    if code != 0:
        raise ServingFailed(f"preparing failed: {data.last_words('migrate', 1)} (more in {data.logs}/migrate.log)")


@contextmanager
def _parts(settings: Environment, data: DataDirectory) -> Iterator[list[Part]]:
    commands = {"web": _web(settings), "worker": _haven("worker"), SEARCH: _haven("search", "follow")}
    parts: list[Part] = []
    try:
        for name, command in commands.items():
            child = _started(name, command, data)
            parts.append(Part(name, command, child, time.monotonic(), comes_back=name == SEARCH))
        yield parts
    finally:
        processes.end([process for part in parts for process in processes.family(part.child)])


def _started(name: str, command: list[str], data: DataDirectory) -> subprocess.Popen[bytes]:
    with data.log(name) as log:
        return processes.spawn(command, data=data.path, log=log)


def _web(settings: Environment) -> list[str]:
    workers = 1 if settings.demo else min(2, os.cpu_count() or 1)
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", settings.host, "--port", str(settings.port)),
        *("--workers", str(workers), "--blocking-threads", str(settings.web_threads)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "warning"),
        *("--factory", "haven.project.wsgi:warmed"),
    ]


def _haven(*command: str) -> list[str]:
    return [sys.executable, "-m", "haven.project.cli", *command]


def _wait_until_ready(settings: Environment, data: DataDirectory, parts: list[Part]) -> None:
    with step("web server and worker") as current:
        deadline = time.monotonic() + SECONDS_UNTIL_READY
        while not _answers(settings):
            _look_after(data, parts, None)
            if time.monotonic() > deadline:
                words = data.last_words("web")
                raise ServingFailed(f"the web server does not answer, see {data.logs}/web.log\n{words}")
            time.sleep(LOOK_EVERY / 4)
        current.note = "answering"


def _answers(settings: Environment) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - where to look
    connection = HTTPConnection(host, settings.port, timeout=10)
    try:
        connection.request("GET", "/health", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _look_after(data: DataDirectory, parts: list[Part], database: Database | None) -> None:
    ended = {part.name: part.child.poll() for part in parts if not part.comes_back}
    for part in parts:
        if part.comes_back and part.child.poll() is not None and time.monotonic() - part.begun > SECONDS_UNTIL_BACK:
            part.child, part.begun = _started(part.name, part.command, data), time.monotonic()
    if database and database.cluster:
        ended["postgres"] = database.cluster.ended()
    for name, code in ended.items():
        if code is not None:
            words = data.last_words(name)
            raise PartEnded(f"{name} ended by itself ({_reason(code)}); all is stopped. Its last words:\n{words}")


def _reason(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
