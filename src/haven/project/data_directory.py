"""The directory that holds all of a site: database, photos, logs, key; one Haven at a time works in it.

Owns its layout, its permissions and its lock. Must not know PostgreSQL nor Django.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from haven.project.errors import DataDirectoryUnusable

PRIVATE = 0o700
LOG_BYTES_KEPT = 10 * 2**20
SECONDS_TO_WAIT = 3600


@dataclass(frozen=True)
class Holder:
    """Who works in the directory: its command and process id."""

    command: str
    pid: int

    @property
    def serves(self) -> bool:
        """Whether it is a running site, which others may use as guests."""
        return self.command == "serve"

    def __str__(self) -> str:
        return f"`haven {self.command}` (process {self.pid})"


class DataDirectory:
    """The layout below `HAVEN_DATA`."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.postgres = self.path / "postgres"
        self.media = self.path / "media"
        self.static = self.path / "static"
        self.logs = self.path / "logs"
        self._lock = self.path / "lock"

    def prepare(self) -> None:
        """Makes what is missing; only the owner may read or write.

        Raises:
            DataDirectoryUnusable: it cannot be made or written.
        """
        try:
            for directory in (self.path, self.media, self.logs):
                directory.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            with self._lock.open("a"):
                pass
        except OSError as error:
            raise DataDirectoryUnusable(
                f"cannot write to {error.filename or self.path} ({error.strerror}): "
                "set HAVEN_DATA to a directory of yours, or mend its owner"
            ) from None

    def log(self, name: str) -> IO[bytes]:
        """A log file to append to; one that has grown large is set aside first."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > LOG_BYTES_KEPT:
            path.replace(path.with_suffix(".log.1"))
        return path.open("ab")

    def last_words(self, name: str, lines: int = 8) -> str:
        """The last lines of a log."""
        path = self.logs / f"{name}.log"
        try:
            return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""

    def holder(self) -> Holder | None:
        """Who holds the lock, None if nobody does."""
        with self._lock.open("a") as file:
            if _take(file):
                return None
        return self._read_holder()

    @contextmanager
    def held_for(self, command: str, on_wait: Callable[[Holder], None]) -> Iterator[Holder | None]:
        """Holds the directory for a command; short ones that hold it are waited for, `on_wait` is told.

        Yields:
            None when it is ours; the running site that holds it otherwise.
        """
        with self._lock.open("a") as file:
            holder = self._wait_for(file, on_wait)
            if holder is not None:
                yield holder
                return
            file.truncate(0)
            file.write(json.dumps({"command": command, "pid": os.getpid()}))
            file.flush()
            yield None
            file.truncate(0)

    def _wait_for(self, file: IO[str], on_wait: Callable[[Holder], None]) -> Holder | None:
        deadline = time.monotonic() + SECONDS_TO_WAIT
        told = False
        while not _take(file):
            holder = self._read_holder()
            if holder.serves:
                return holder
            if time.monotonic() > deadline:
                raise DataDirectoryUnusable(f"{self.path} is held by {holder}: end it and repeat")
            if holder.pid and not told:
                told = True
                on_wait(holder)
            time.sleep(0.1)
        return None

    def _read_holder(self) -> Holder:
        try:
            return Holder(**json.loads(self._lock.read_text()))
        except ValueError:  # between taking the lock and writing the name
            return Holder("?", 0)


def _take(file: IO[str]) -> bool:
    # flock belongs to the open file: it ends with the process, however that ends; children do not inherit it
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
