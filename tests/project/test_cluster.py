"""The embedded PostgreSQL through what happens to it: kills, moves, strangers, other versions."""

import os
import shutil
import stat
from pathlib import Path

import psutil
import psycopg
import pytest

from haven.project.cluster import Cluster, why_it_ended
from haven.project.data_directory import DataDirectory
from haven.project.errors import DatabaseUnusable

pytestmark = pytest.mark.database


@pytest.fixture
def data(tmp_path: Path) -> DataDirectory:
    directory = DataDirectory(tmp_path / "data")
    directory.prepare()
    return directory


def note(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'kept' AS words")


def noted(url: str) -> object:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT words FROM note").fetchone()


def postmaster(data: DataDirectory) -> psutil.Process:
    return psutil.Process(int((data.postgres / "postmaster.pid").read_text().splitlines()[0]))


def test_it_keeps_its_data_and_leaves_no_process(data: DataDirectory) -> None:
    cluster = Cluster(data)
    cluster.start()
    server = postmaster(data)
    note(cluster.url())
    cluster.stop()
    assert not server.is_running()
    cluster.start()
    assert noted(cluster.url()) == ("kept",)
    cluster.stop()


def test_nobody_else_may_enter(data: DataDirectory) -> None:
    cluster = Cluster(data)
    cluster.start()
    try:
        assert stat.S_IMODE(data.postgres.stat().st_mode) == 0o700
        assert "trust" not in (data.postgres / "pg_hba.conf").read_text()
        with psycopg.connect(cluster.url()) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(cluster.url().replace("//haven@", "//stranger@"))
    finally:
        cluster.stop()


def test_a_killed_server_is_followed_by_a_new_one(data: DataDirectory) -> None:
    killed = Cluster(data)
    killed.start()
    note(killed.url())
    postmaster(data).kill()  # its parts hold its memory for a moment, and nobody has reaped it yet
    following = Cluster(data)
    following.start()
    assert noted(following.url()) == ("kept",)
    following.stop()
    killed.stop()


def test_a_leftover_server_is_ended_first(data: DataDirectory) -> None:
    left_behind = Cluster(data)
    left_behind.start()
    note(left_behind.url())
    old = postmaster(data)
    following = Cluster(data)
    following.start()
    assert not old.is_running() or old.status() == psutil.STATUS_ZOMBIE
    assert noted(following.url()) == ("kept",)
    following.stop()
    left_behind.stop()


def test_a_note_of_a_stranger_is_no_obstacle(data: DataDirectory) -> None:
    cluster = Cluster(data)
    cluster.start()
    cluster.stop()
    (data.postgres / "postmaster.pid").write_text(f"{os.getpid()}\n{data.postgres}\n0\n5432\n/nowhere\n\n0 0\nready\n")
    cluster.start()
    cluster.stop()


def test_what_a_killed_initdb_left_is_removed(data: DataDirectory) -> None:
    half_made = data.path / "postgres.new-killed"
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18\n")
    cluster = Cluster(data)
    cluster.start()
    cluster.stop()
    assert not half_made.exists()


def test_a_directory_that_might_hold_data_is_not_touched(data: DataDirectory) -> None:
    data.postgres.mkdir(mode=0o700)
    (data.postgres / "PG_VERSION").write_text("18\n")
    with pytest.raises(DatabaseUnusable, match="is not a whole PostgreSQL cluster: move it away"):
        Cluster(data).start()
    assert (data.postgres / "PG_VERSION").exists()


def test_another_version_is_named(data: DataDirectory) -> None:
    (data.postgres / "global").mkdir(mode=0o700, parents=True)
    (data.postgres / "PG_VERSION").write_text("16\n")
    (data.postgres / "global" / "pg_control").touch()
    with pytest.raises(DatabaseUnusable, match="made by PostgreSQL 16, this Haven brings 18"):
        Cluster(data).start()


def test_a_path_too_long_for_a_socket_and_with_a_space(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path / ("long name " * 10) / "data")
    data.prepare()
    cluster = Cluster(data)
    cluster.start()
    note(cluster.url())
    sockets = Path((data.postgres / "postmaster.pid").read_text().splitlines()[4])
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    cluster.stop()
    shutil.rmtree(sockets)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("1 UTC [3] FATAL:  the database system is starting up\n1 UTC [2] PANIC:  no such file", "no such file"),
        ("postgres: could not access directory: Permission denied", "could not access directory: Permission denied"),
        ("1 UTC [2] FATAL:  out of room\n1 UTC [9] FATAL:  the database system is shutting down", "out of room"),
        ("1 UTC [2] LOG:  database system is shut down", "see logs/postgres.log"),
    ],
)  # fmt: skip
def test_the_reason_is_not_what_it_told_who_asked_meanwhile(words: str, reason: str) -> None:
    assert why_it_ended(words) == reason
