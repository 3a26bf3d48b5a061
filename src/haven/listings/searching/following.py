"""Keeping the index of this host up to date for as long as the site runs.

Owns the loop of the process that holds the writer. A search index is worth no outage: whatever fails is logged, waited
for and begun anew, and searches are answered by PostgreSQL meanwhile.
"""

import logging
import time
from collections.abc import Callable
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection

from haven.listings.searching import home, outbox
from haven.listings.searching.writing import BATCH, Keeper, rebuild

logger = logging.getLogger(__name__)
_FAILURES = (OSError, ValueError, DatabaseError, InterfaceError)  # disk, index, database
_BETWEEN_COMMITS = 0.25  # seconds in which what comes in makes the next batch
_LOOK_AGAIN = 0.4  # seconds: a notification can be lost
_SEEN_EVERY = 60.0
_AFTER_FAILURE = 5.0


def follow(is_over: Callable[[], bool]) -> None:
    """Keep the index up to date until `is_over`."""
    while not is_over():
        try:
            _keep(_usable_index(), is_over)
        except BlockingIOError:
            _pause(_AFTER_FAILURE, is_over)  # `haven search rebuild` is at work
        except _FAILURES as error:
            logger.warning("The search index is not kept up to date, trying again: %s", error)
            if isinstance(error, ValueError) and "LockBusy" not in str(error) and (index_id := home.named()):
                home.call_broken(index_id)
            connection.close()
            _pause(_AFTER_FAILURE, is_over)


def _usable_index() -> UUID:
    """The index in use; a new one where there is none, or none that is sound, of this version and told of changes."""
    index_id = home.current()
    if index_id and not home.is_broken(index_id) and outbox.is_told(index_id):
        return index_id
    logger.info("Making a new search index")
    *_, count = 0, *rebuild()
    logger.info("The new search index has %s ads", count)
    made = home.current()
    if made is None:
        raise OSError("the new search index cannot be read")
    return made


def _keep(index_id: UUID, is_over: Callable[[], bool]) -> None:
    """Follow the changes until the index is replaced, broken or forgotten, or the site has other languages."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {outbox.CHANNEL}")
    seen = time.monotonic()
    with Keeper(index_id) as keeper:
        while not is_over() and home.current() == index_id and not home.is_broken(index_id):
            begun = time.monotonic()
            if changed := keeper.catch_up():
                if changed < BATCH // 2:
                    time.sleep(_BETWEEN_COMMITS)
                continue
            if begun - seen > _SEEN_EVERY:
                seen = begun
                if not outbox.is_told(index_id):
                    return
            _wait_for_a_change()


def _wait_for_a_change() -> None:
    connection.ensure_connection()
    for _ in connection.connection.notifies(timeout=_LOOK_AGAIN, stop_after=1):
        return


def _pause(seconds: float, is_over: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not is_over():
        time.sleep(0.1)
