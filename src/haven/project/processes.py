"""Processes that Haven starts and that must not outlive it.

Owns how a child is started, recognised later and ended. Must not know what the children do.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TypedDict

import psutil

MARK = "HAVEN_SUPERVISED"
SECONDS_TO_END = 15
PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence[str],
    *,
    data: Path,
    log: IO[bytes] | None,
    errors: IO[bytes] | None = None,
    env: dict[str, str] | None = None,
    user: str | None = None,
    last_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Starts a child that belongs to the site at `data`.

    It gets its own session, so that Ctrl-C reaches Haven alone, and on Linux `last_signal` when Haven dies.
    Call it from the main thread: Linux watches the thread that started the child.

    Args:
        command: program and arguments.
        data: the data directory; marks the child, see `leftovers`.
        log: where its output goes; None for where ours goes.
        errors: where its error output goes, if not there too.
        env: variables beside our own.
        user: whom to run it as; only root may name another.
        last_signal: what it receives when this process dies.
    """
    return subprocess.Popen(  # noqa: S603 - the command is ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=errors or subprocess.STDOUT,
        cwd="/" if user else None,
        env=os.environ | {MARK: str(data)} | (env or {}),
        start_new_session=True,
        preexec_fn=_die_with_parent(last_signal),  # noqa: PLW1509 - one system call, no lock taken
        **as_user(user),
    )


class RunAs(TypedDict, total=False):
    """The arguments with which `subprocess` runs something as another user."""

    user: str
    group: int
    extra_groups: list[str]


def as_user(user: str | None) -> RunAs:
    """How to run something as `user`, or as ourselves."""
    return RunAs(user=user, group=pwd.getpwnam(user).pw_gid, extra_groups=[]) if user else RunAs()


def _die_with_parent(last_signal: signal.Signals) -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def ask_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, int(last_signal))
        if os.getppid() != parent:
            os._exit(1)

    return ask_kernel


def leftovers(data: Path) -> list[psutil.Process]:
    """Processes that an earlier, killed Haven left behind at `data`; ask only while holding its lock."""
    return [process for process in psutil.process_iter() if _mark_of(process) == str(data)]


def _mark_of(process: psutil.Process) -> str | None:
    try:
        return None if process.pid == os.getpid() else process.environ().get(MARK)
    except (psutil.Error, OSError):
        return None


def end(processes: Sequence[psutil.Process], *, politely: signal.Signals = signal.SIGTERM) -> None:
    """Ends processes: asks, waits, then kills."""
    for process in processes:
        _send(process, politely)
    _, alive = psutil.wait_procs(processes, timeout=SECONDS_TO_END)
    for process in alive:
        _send(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=SECONDS_TO_END)


def family(child: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """A child with all its descendants, and what its dead descendants left in its session."""
    try:
        process = psutil.Process(child.pid)
        found = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        found = []
    known = {process.pid for process in found}
    return found + [other for other in psutil.process_iter() if other.pid not in known and _session(other) == child.pid]


def _session(process: psutil.Process) -> int | None:
    try:
        return os.getsid(process.pid)
    except OSError:
        return None


def _send(process: psutil.Process, what: signal.Signals) -> None:
    try:
        process.send_signal(what)
    except psutil.NoSuchProcess:
        return
