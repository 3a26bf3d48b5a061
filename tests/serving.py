"""Running `haven` as people do: as a process, in a directory of its own, with an environment of its own."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READY_SECONDS = 300  # the demo draws its pictures first


@dataclass(frozen=True)
class Site:
    """A site that is being served."""

    url: str
    data: Path
    process: subprocess.Popen[str]

    def stop(self) -> int:
        """Ctrl-C; the exit code once all of it has ended."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def environment_for(data: Path, **variables: str) -> dict[str, str]:
    """Our environment without any HAVEN_ variable but these."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HAVEN_")}
    for name in ("DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        ours.pop(name, None)
    return ours | {"HAVEN_DATA": str(data)} | variables


def haven(data: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "haven.project.cli", *arguments],
        env=environment_for(data, **variables),
        check=False,
        capture_output=True,
        text=True,
        timeout=180,
        stdin=subprocess.DEVNULL,
    )


def start_serving(
    data: Path, *arguments: str, port: int, variables: dict[str, str] | None = None, through_shell: bool = False
) -> subprocess.Popen[str]:
    """Starts `haven serve` and does not wait for anything; through a shell that stays, it is not our own child."""
    command = [sys.executable, "-m", "haven.project.cli", "serve", *arguments]
    with (data.parent / f"{data.name}.out").open("w") as out:
        return subprocess.Popen(
            ["sh", "-c", f"{shlex.join(command)}; exit $?"] if through_shell else command,
            env=environment_for(data, HAVEN_PORT=str(port), **(variables or {})),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        )


def wait_until_ready(process: subprocess.Popen[str], data: Path) -> str:
    """Waits until it says so; what it said until then.

    Raises:
        AssertionError: it ended or took too long.
    """
    out = data.parent / f"{data.name}.out"
    deadline = time.monotonic() + READY_SECONDS
    while "Ready in" not in (said := out.read_text()):
        assert process.poll() is None, f"it ended with {process.returncode}:\n{said}"
        assert time.monotonic() < deadline, f"not ready after {READY_SECONDS} s:\n{said}"
        time.sleep(0.1)
    return said


@contextmanager
def served(data: Path, *arguments: str, **variables: str) -> Iterator[Site]:
    """A site for the while."""
    port = free_port()
    process = start_serving(data, *arguments, port=port, variables=variables)
    try:
        wait_until_ready(process, data)
        yield Site(f"http://127.0.0.1:{port}", data, process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(60)


@contextmanager
def served_demo(data: Path) -> Iterator[Site]:
    """The demo, as `make run` serves it; decisions can be undone for a moment only.

    Raises:
        AssertionError: it ended while it was needed, with what it said.
    """
    with served(data, "--demo", HAVEN_UNDO_SECONDS="1") as site:
        yield site
        out = data.parent / f"{data.name}.out"
        assert site.process.poll() is None, f"it ended by itself:\n{out.read_text()[-4000:]}"


def make_demo(data: Path) -> None:
    """All that the first start makes."""
    with served_demo(data):
        pass
