"""A value of the database that every page needs, kept in this process for a second.

What one process changes, all others see a second later; that is what "without a restart" means here.
"""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import transaction

T = TypeVar("T")
_SECONDS = 1.0


class Kept(Generic[T]):
    """Reads again when what it has is older than a second, or was forgotten."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._found: tuple[float, T] | None = None

    def get(self) -> T:
        """The value, at most a second old."""
        found = self._found
        if found is None or time.monotonic() - found[0] > _SECONDS:
            found = self._found = (time.monotonic(), self._read())
        return found[1]

    def put(self, value: T) -> None:
        """Take this for the value until it is forgotten; for tests that have no database."""
        self._found = (float("inf"), value)

    def forget(self) -> None:
        """Read anew at the next call."""
        self._found = None

    def changed(self) -> None:
        """Called in the transaction that changes the value: read anew, now for itself and once more when it is over."""
        self.forget()
        transaction.on_commit(self.forget)
