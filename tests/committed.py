"""A database that really commits, for what one transaction cannot show: several connections, and the worker.

The other tests run in one transaction that is rolled back; these write, and all tables are emptied afterwards.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from unittest.mock import patch

import pytest

T = TypeVar("T")
_JOBS = "procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Lets a test commit; every table is empty again after it."""
    yield
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {_JOBS} CASCADE")
        # The log's own trigger would refuse the flush that follows; the connection, and this with it, ends with that.
        cursor.execute("SET session_replication_role = replica")


def work_off() -> None:
    """Runs the worker until no job is left that is due; its clock stands still, and queues nothing of its own.

    (The clock of a worker that ends at once may queue a job that nobody takes any more.)
    """
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    clock = app.periodic_registry.periodic_tasks
    with patch.dict(clock, clear=True), app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def at_once(*actions: Callable[[], T]) -> list[T | Exception]:
    """Runs the actions at the same time, each on a connection of its own; what each returned or raised."""
    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(_on_own_connection, actions))


def _on_own_connection(action: Callable[[], T]) -> T | Exception:
    from django.db import connection

    try:
        return action()
    except Exception as error:  # noqa: BLE001 - it is the test's business which error it was
        return error
    finally:
        connection.close()
