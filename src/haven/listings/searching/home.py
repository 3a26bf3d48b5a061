"""Where the index lies, which of several is in use, and whether it can be used at all.

Owns the directory `search` below the data directory: one directory an index, named after its id, with a stamp that says
what it was made with; `current` names the one in use and is replaced in one step. Nothing in here is worth a backup.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self
from uuid import UUID

from django.conf import settings

from haven.site.queries import site

VERSION = 3  # of what an index holds: counted up with any change in `document`, `details` or `analysis`
STAMP = "stamp.json"
_BROKEN = "broken"
_PRIVATE = 0o700


@dataclass(frozen=True)
class Stamp:
    """What an index was made with; another version or other languages make it useless."""

    version: int
    languages: tuple[str, ...]

    @classmethod
    def wanted(cls) -> Self:
        """What this program makes for this site."""
        return cls(VERSION, tuple(site().languages))

    @classmethod
    def of(cls, index: Path) -> Self | None:
        """That of an index; None where it has none, because it was never finished or is damaged."""
        try:
            read = json.loads((index / STAMP).read_text())
            return cls(int(read["version"]), tuple(map(str, read["languages"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, index: Path) -> None:
        """Call an index finished."""
        (index / STAMP).write_text(json.dumps(asdict(self)))


def home() -> Path:
    """The directory of all indexes of this host."""
    return Path(settings.SEARCH_DIRECTORY)


def path_of(index_id: UUID) -> Path:
    """The directory of one index."""
    return home() / index_id.hex


def make(index_id: UUID) -> Path:
    """An empty directory for a new index, for the owner's eyes only."""
    path = path_of(index_id)
    path.mkdir(mode=_PRIVATE, parents=True)
    return path


def current() -> UUID | None:
    """The index in use, if there is one that this program can read."""
    index_id = named()
    return index_id if index_id and Stamp.of(path_of(index_id)) == Stamp.wanted() else None


def named() -> UUID | None:
    """The index that `current` names, whatever its state."""
    try:
        return UUID(hex=(home() / "current").read_text().strip())
    except (OSError, ValueError):
        return None


def changed_at() -> tuple[int, int]:
    """Changes whenever another index is put in use; two zeros while there is none."""
    try:
        found = (home() / "current").stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


def put_in_use(index_id: UUID) -> None:
    """Name the index that everybody reads from now on; those who read another go on until they look again."""
    beside = home() / f"current.{os.getpid()}"
    beside.write_text(index_id.hex)
    beside.replace(home() / "current")


def call_broken(index_id: UUID) -> None:
    """Leave word that an index could not be read, for its keeper to make another."""
    try:
        (path_of(index_id) / _BROKEN).touch()
    except OSError:  # it is gone or may not be written, which its keeper notices too
        return


def is_broken(index_id: UUID) -> bool:
    """Whether somebody could not read it."""
    return (path_of(index_id) / _BROKEN).exists()


def remove(index_id: UUID) -> None:
    """Delete an index; who has it open reads on undisturbed."""
    shutil.rmtree(path_of(index_id), ignore_errors=True)


def leftovers() -> list[UUID]:
    """Indexes that are not in use: replaced ones, and those that a killed process never finished."""
    found = []
    for path in home().iterdir() if home().is_dir() else ():
        try:
            index_id = UUID(hex=path.name)
        except ValueError:
            continue
        if index_id != named():
            found.append(index_id)
    return found


@contextmanager
def building() -> Iterator[bool]:
    """Alone in making a new index; yields False where another process does."""
    home().mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    with (home() / "building.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
