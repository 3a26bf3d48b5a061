"""What rooms above this one keep about people: each tells, erases and forgets its own, and the settings name them.

Owns the shape of such a room. Must not know any of them: this package lies below, and may not import what it asks.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from haven.accounts.models import User


class Room(Protocol):
    """A package that keeps something about people in tables of its own."""

    def tell(self, person: User, address: str) -> dict[str, list[dict[str, Any]]]:
        """Rows for the person's export, by the name of the file; nothing that was said in confidence."""

    def erase(self, person: User, address: str) -> None:
        """Delete what is about the person alone; part of the erasure, and told in its entry."""

    def forget(self, before: datetime) -> int:
        """Delete words older than this unless a hold covers them; how many. At most some hundreds at a time."""


def rooms() -> Iterable[Room]:
    """All of them (`RIGHTS_ROOMS` of the settings)."""
    return [cast("Room", import_string(path)()) for path in settings.RIGHTS_ROOMS]
