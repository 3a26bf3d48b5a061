"""A database that really commits, for what one transaction cannot show: several connections, and the worker.

The other tests run in one transaction that is rolled back; these write, and all tables are emptied afterwards.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

T = TypeVar("T")
_KEPT = ("django_migrations", "django_content_type", "auth_permission")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Lets a test commit; every table is empty again after it."""
    with django_db_blocker.unblock():
        yield
        _empty_all_tables()


def work_off() -> None:
    """Runs the worker until no job is left that is due."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
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


def _empty_all_tables() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name not in _KEPT]
        # the log's own trigger refuses to empty it
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        cursor.execute("SET session_replication_role = origin")
