"""Which PostgreSQL is used, and what is said of one that will not do."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from haven.project import database
from haven.project.database import VARIABLE, checked
from haven.project.errors import DatabaseUnusable
from tests.serving import haven


@pytest.fixture(scope="module")
def given(database_server: str) -> Iterator[str]:
    """The address of an empty database on a server that is not Haven's to start."""
    with psycopg.connect(database_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE given")
        connection.execute("CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
        yield named(database_server, "given")
        connection.execute("DROP DATABASE given WITH (FORCE)")
        connection.execute("DROP DATABASE ascii WITH (FORCE)")


def named(url: str, name: str) -> str:
    return re.sub(r"@/\w+\?", f"@/{name}?", url)


def test_a_given_server_is_looked_at_once(given: str) -> None:
    assert checked(given).version.startswith("18.")


def test_what_will_not_do_is_said_in_one_line(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for url, words in (
        (named(given, "nowhere"), 'database "nowhere" does not exist'),
        (named(given, "ascii"), "is encoded in SQL_ASCII"),
        ("postgresql://somebody@127.0.0.1:9/site", "Connection refused"),
    ):
        with pytest.raises(DatabaseUnusable, match=words) as caught:
            checked(url)
        assert "\n" not in str(caught.value)
    monkeypatch.setattr(database, "OLDEST", 99)
    with pytest.raises(DatabaseUnusable, match=r"is PostgreSQL 18\..*needs 99 or newer"):
        checked(given)


def test_a_user_who_may_make_no_tables_is_refused(given: str) -> None:
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("GRANT CONNECT ON DATABASE given TO reader")
        try:
            with pytest.raises(DatabaseUnusable, match="may not make tables"):
                checked(given + "&options=-c%20role%3Dreader")
        finally:
            connection.execute("DROP OWNED BY reader")
            connection.execute("DROP ROLE reader")


def test_a_command_uses_the_given_server_and_makes_no_other(given: str, tmp_path: Path) -> None:
    early = haven(tmp_path / "data", "create-operator", "op@example.org", **{VARIABLE: given})
    assert (early.returncode, early.stderr.count("\n")) == (2, 1), early.stderr
    assert "haven migrate" in early.stderr
    done = haven(tmp_path / "data", "migrate", **{VARIABLE: given})
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "data" / "postgres").exists()
    with psycopg.connect(given) as connection:
        (places,) = connection.execute("SELECT count(*) FROM listings_place").fetchone() or (0,)
    assert places > 100_000
