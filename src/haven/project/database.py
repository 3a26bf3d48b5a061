"""Which PostgreSQL the site uses: the one named in the environment, else the embedded one.

Owns the choice, the check of a given server, and that `HAVEN_DATABASE_URL` names the one in use. Must not
know Django, nor how the embedded server works.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from haven.project.cluster import Cluster
from haven.project.data_directory import DataDirectory, Holder
from haven.project.environment import Environment, environment
from haven.project.errors import DatabaseUnusable, DataDirectoryUnusable

OLDEST = 14
VARIABLE = "HAVEN_DATABASE_URL"


@dataclass(frozen=True)
class Database:
    """A PostgreSQL that answers."""

    url: str
    version: str
    cluster: Cluster | None = None
    """The embedded server, when this process runs it."""


@contextmanager
def site_database(command: str) -> Iterator[Database]:
    """The site's database while a command works: given, or of the running site, or started for the while.

    Inside, `HAVEN_DATABASE_URL` names it for Django and for children.

    Raises:
        DatabaseUnusable: it cannot be reached, is too old or lacks what Haven needs.
        DataDirectoryUnusable: no embedded one can be kept there.
    """
    settings = environment()
    if settings.database_url:
        yield checked(settings.database_url)
        return
    data = DataDirectory(settings.data)
    data.prepare()
    with data.held_for(command, _tell_waiting) as running:
        if running:
            with _named(Cluster(data).url()) as url:
                yield checked(url)
        else:
            with _running(Cluster(data)) as database:
                yield database


@contextmanager
def serving_database(settings: Environment, data: DataDirectory) -> Iterator[Database]:
    """The database of a site that is to be served; the caller holds `data`.

    Raises:
        DatabaseUnusable: see `site_database`.
    """
    if settings.database_url:
        yield checked(settings.database_url)
        return
    with _running(Cluster(data)) as database:
        yield database


@contextmanager
def held_for_serving(data: DataDirectory) -> Iterator[None]:
    """Holds the data directory for a server.

    Raises:
        DataDirectoryUnusable: another one serves it.
    """
    with data.held_for("serve", _tell_waiting) as running:
        if running:
            raise DataDirectoryUnusable(
                f"{data.path} is already served by {running}: stop that one (kill {running.pid}), "
                "or name another directory in HAVEN_DATA"
            )
        yield


def checked(url: str) -> Database:
    """Connects once and looks whether Haven can work there.

    Raises:
        DatabaseUnusable: not reachable, older than PostgreSQL 14, not UTF-8, or tables may not be made.
    """
    try:
        with psycopg.connect(url, connect_timeout=10, client_encoding="utf8") as connection:
            number = connection.info.server_version
            place = f"{connection.info.dbname} on {connection.info.host}"
            encoding, may_create = connection.execute(
                "SELECT pg_encoding_to_char(encoding), has_schema_privilege('public', 'CREATE')"
                " FROM pg_database WHERE datname = current_database()"
            ).fetchone() or ("", False)
    except psycopg.Error as error:
        raise DatabaseUnusable(f"{VARIABLE} does not answer: {_one_line(error)}") from None
    version = f"{number // 10000}.{number % 10000}"
    if number < OLDEST * 10000:
        raise DatabaseUnusable(f"{place} is PostgreSQL {version}; Haven needs {OLDEST} or newer")
    if encoding != "UTF8":
        raise DatabaseUnusable(f"{place} is encoded in {encoding}: make it with ENCODING 'UTF8'")
    if not may_create:
        raise DatabaseUnusable(f"{place}: its user may not make tables: GRANT CREATE ON SCHEMA public TO that user")
    return Database(url, version)


@contextmanager
def _running(cluster: Cluster) -> Iterator[Database]:
    try:
        cluster.start()
        with _named(cluster.url()) as url:
            yield Database(url, checked(url).version, cluster)
    finally:
        cluster.stop()


@contextmanager
def _named(url: str) -> Iterator[str]:
    os.environ[VARIABLE] = url
    environment.cache_clear()
    try:
        yield url
    finally:
        del os.environ[VARIABLE]
        environment.cache_clear()


def _tell_waiting(holder: Holder) -> None:
    print(f"haven: waiting for {holder} to end", file=sys.stderr, flush=True)  # noqa: T201


def _one_line(error: psycopg.Error) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
