"""Bringing a backup back into an empty place, and comparing what came back with what was written.

Owns the order: the file is read and checked whole before anything is touched; the database comes back in one
transaction. Must not know Django; `haven migrate` brings older tables forward afterwards.
"""

import shutil
import tarfile
import tempfile
from pathlib import Path

import psycopg
from pydantic import ValidationError

from haven.project.backup import (
    DUMP,
    KEY,
    LOG_KEYS,
    MANIFEST,
    MEDIA,
    Manifest,
    count_rows,
    digest_of,
    media_of,
    run_client,
)
from haven.project.data_directory import DataDirectory
from haven.project.database import Database
from haven.project.environment import environment
from haven.project.errors import BackupFailed
from haven.project.progress import Step, step


def restore_backup(database: Database, data: DataDirectory, source: Path) -> Manifest:
    """Restores a backup; returns its manifest once counts and digests are equal.

    Raises:
        BackupFailed: the place is not empty, the file is not whole, or something differs afterwards.
    """
    _require_empty(database, data)
    with tempfile.TemporaryDirectory(prefix="restore-", dir=data.path) as scratch:
        with step("reading and checking") as current:
            manifest = _unpack(source, Path(scratch), current)
            current.note = f"{len(manifest.files):,} files as they were written"
        with step("database") as current:
            _restore_database(database, Path(scratch, DUMP), manifest)
            current.note = f"{sum(manifest.tables.values()):,} rows in {len(manifest.tables)} tables, all counted"
        with step("photos") as current:
            _place_files(Path(scratch), data)
            current.note = f"{len(media_of(manifest)):,} files"
    return manifest


def _require_empty(database: Database, data: DataDirectory) -> None:
    with psycopg.connect(database.url) as connection:
        tables = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
    if tables:
        raise BackupFailed("the database is not empty: restore into a new HAVEN_DATA, or a new database")
    if any(path.is_file() for path in data.media.rglob("*")):
        raise BackupFailed(f"{data.media} is not empty: restore into a new HAVEN_DATA")


def _unpack(source: Path, scratch: Path, current: Step) -> Manifest:
    try:
        with tarfile.open(source) as archive:
            for member in archive:
                archive.extract(member, scratch, filter="data")
                current.tell(member.name)
        manifest = Manifest.model_validate_json((scratch / MANIFEST).read_bytes())
    except (OSError, tarfile.TarError, ValidationError) as error:
        raise BackupFailed(f"{source} is not a whole backup of Haven's: {_first_line(error)}") from None
    for name, digest in manifest.files.items():
        path = scratch / name
        if not path.is_file() or digest_of(path) != digest:
            raise BackupFailed(f"{source} is damaged: {name} is not what was written; nothing was restored")
    if DUMP not in manifest.files:
        raise BackupFailed(f"{source} holds no database")
    return manifest


def _restore_database(database: Database, dump: Path, manifest: Manifest) -> None:
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    run_client("pg_restore", database.url, *options, str(dump))
    with psycopg.connect(database.url) as connection:
        counted = count_rows(connection)
        connection.execute("ANALYZE")
    if counted != manifest.tables:
        wrong = sorted(
            name for name in manifest.tables.keys() | counted if counted.get(name) != manifest.tables.get(name)
        )
        raise BackupFailed(f"rows differ after restoring in {', '.join(wrong)}: do not use this database")


def _place_files(scratch: Path, data: DataDirectory) -> None:
    if (scratch / MEDIA).exists():
        shutil.rmtree(data.media)
        (scratch / MEDIA).rename(data.media)
        data.media.chmod(0o700)
    if (scratch / KEY).exists() and environment().secret_key is None:
        (scratch / KEY).chmod(0o600)
        (scratch / KEY).replace(data.path / KEY)
    if (scratch / LOG_KEYS).exists():
        (scratch / LOG_KEYS).chmod(0o600)
        (scratch / LOG_KEYS).replace(data.path / LOG_KEYS)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
