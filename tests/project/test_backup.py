"""A site's backup: written while it lives, brought back equal into an empty place, and refused otherwise."""

import hashlib
import json
import tarfile
from pathlib import Path

import psycopg
import pytest

from haven.project.cluster import Cluster
from haven.project.data_directory import DataDirectory
from tests.serving import haven

pytestmark = pytest.mark.database
PHOTO = "photos/ab/0123-1.webp"


@pytest.fixture(scope="module")
def data(migrated: Path) -> Path:
    """A site with a person and a photo."""
    assert haven(migrated, "create-operator", "öp@example.org", "--name", "Öp ☂").returncode == 2
    assert haven(migrated, "create-operator", "op@example.org", "--name", "Öp ☂").returncode == 0
    photo = migrated / "media" / PHOTO
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"not really a picture" * 1000)
    return migrated


@pytest.fixture(scope="module")
def archive(data: Path) -> Path:
    """A backup of it."""
    file = data.parent / "site.tar"
    done = haven(data, "backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    cluster = Cluster(DataDirectory(data))
    cluster.start()
    try:
        with psycopg.connect(cluster.url()) as connection:
            return connection.execute(query.encode()).fetchall()
    finally:
        cluster.stop()


def test_the_file_says_what_is_in_it(data: Path, archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0, "it holds personal data"
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json") or pytest.fail("no manifest"))
    assert names[0] == "database.dump"
    assert names[-1] == "manifest.json"
    assert set(manifest["files"]) == set(names) - {"manifest.json"}
    assert manifest["tables"]["accounts_user"] == 1
    assert manifest["tables"]["listings_place"] > 100_000
    digest = hashlib.sha256((data / "media" / PHOTO).read_bytes()).hexdigest()
    assert manifest["files"][f"media/{PHOTO}"] == digest
    assert not list(archive.parent.glob(".haven-backup-*")), "no scratch is left"


def test_it_comes_back_equal(data: Path, archive: Path, tmp_path: Path) -> None:
    done = haven(tmp_path / "data", "restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert "all is equal" in done.stdout
    for query in ("SELECT email, display_name FROM accounts_user", "SELECT * FROM ledger_ledgerentry ORDER BY 1"):
        assert rows(tmp_path / "data", query) == rows(data, query)
    for name in (f"media/{PHOTO}", "secret_key"):
        assert (tmp_path / "data" / name).read_bytes() == (data / name).read_bytes()
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0
    assert haven(tmp_path / "data", "migrate").returncode == 0, "and it goes on from there"


def test_neither_overwrites_anything(data: Path, archive: Path) -> None:
    before = archive.read_bytes()
    again = haven(data, "backup", str(archive))
    assert again.returncode == 2
    assert "exists already" in again.stderr
    assert archive.read_bytes() == before
    restored = haven(data, "restore", str(archive))
    assert restored.returncode == 2
    assert "the database is not empty" in restored.stderr


def test_a_damaged_file_restores_nothing(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    half = len(whole) // 2
    flipped = whole[:half] + bytes([whole[half] ^ 1]) + whole[half + 1 :]
    damaged = tmp_path / "damaged.tar"
    for content, words in ((whole[:half], "not a whole backup"), (flipped, "is damaged"), (b"PK", "not a whole")):
        damaged.write_bytes(content)
        done = haven(tmp_path / "data", "restore", str(damaged))
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert words in done.stderr
    assert rows(tmp_path / "data", "SELECT 1 FROM pg_tables WHERE schemaname = 'public'") == []
    assert not [path for path in (tmp_path / "data").iterdir() if path.name.startswith("restore-")]
