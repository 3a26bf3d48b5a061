"""A backup: database, photos and key of a site in one file.

Owns the file's form: a tar of `database.dump` (pg_dump's custom format), `media/…`, `secret_key`, `ledger.keys` (which
sign the log) and, last, `manifest.json` with the rows of each table and the SHA-256 of each member; written beside
its place and renamed when it is whole. Must not know Django; it works on any version of the tables.
"""

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pydantic import BaseModel

import haven
from haven.project.cluster import binaries
from haven.project.data_directory import DataDirectory
from haven.project.database import Database
from haven.project.errors import BackupFailed
from haven.project.progress import Step, step

DUMP = "database.dump"
KEY = "secret_key"
LOG_KEYS = "ledger.keys"
MANIFEST = "manifest.json"
MEDIA = "media"
CHUNK = 2**20


class Manifest(BaseModel):
    """What a backup holds, to compare with what came back."""

    haven: str
    postgres: str
    made_at: datetime
    tables: dict[str, int]
    files: dict[str, str]
    """SHA-256 of each member but the manifest, by its name in the archive."""


def write_backup(database: Database, data: DataDirectory, target: Path) -> Manifest:
    """Writes the backup; the database is that of one moment, photos added since then may be in it too.

    Raises:
        BackupFailed: `target` exists or cannot be written, or pg_dump refuses.
    """
    if target.exists():
        raise BackupFailed(f"{target} exists already: choose another name, or move it away")
    try:
        with tempfile.TemporaryDirectory(prefix=".haven-backup-", dir=target.resolve().parent) as scratch:
            dump = Path(scratch, DUMP)
            with step("database") as current:
                tables = _dump(database, dump)
                current.note = f"{sum(tables.values()):,} rows in {len(tables)} tables"
            manifest = Manifest(
                haven=haven.__version__,
                postgres=database.version,
                made_at=datetime.now(UTC),
                tables=tables,
                files={},
            )
            draft = Path(scratch, "backup.tar")
            with step("photos") as current:
                _pack(draft, dump, data, manifest, current)
                current.note = f"{len(media_of(manifest)):,} files"
            draft.rename(target)
    except OSError as error:
        raise BackupFailed(f"cannot write {target}: {error.strerror}") from None
    return manifest


def media_of(manifest: Manifest) -> dict[str, str]:
    """The photos in a backup with their digests."""
    return {name: digest for name, digest in manifest.files.items() if name.startswith(f"{MEDIA}/")}


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """The number of rows of every table of the site."""
    query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    names = [name for (name,) in connection.execute(query).fetchall()]
    counting = sql.SQL("SELECT count(*) FROM public.{}")
    rows = (connection.execute(counting.format(sql.Identifier(name))).fetchone() for name in names)
    return {name: row[0] if row else 0 for name, row in zip(names, rows, strict=True)}


def run_client(program: str, url: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's programs on a database; its password does not show in the process list.

    Raises:
        BackupFailed: with the program's first error.
    """
    parts = conninfo_to_dict(url)
    secret = {"PGPASSWORD": str(parts.pop("password"))} if "password" in parts else {}
    command = [str(binaries() / program), "--dbname", make_conninfo(**parts), "--no-password", *arguments]  # type: ignore[arg-type]
    done = subprocess.run(command, check=False, env=os.environ | secret, capture_output=True, text=True)  # noqa: S603
    if done.returncode != 0:
        raise BackupFailed(f"{program} failed: {done.stderr.strip().splitlines()[0]}")


def _dump(database: Database, dump: Path) -> dict[str, int]:
    """Dumps the database and counts its rows in one and the same snapshot."""
    with _snapshot(database.url) as (connection, snapshot):
        tables = count_rows(connection)
        options = ["--format=custom", "--no-owner", "--no-privileges"]
        run_client("pg_dump", database.url, *options, f"--snapshot={snapshot}", f"--file={dump}")
    return tables


@contextmanager
def _snapshot(url: str) -> Iterator[tuple[psycopg.Connection, str]]:
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        yield connection, snapshot


def _pack(draft: Path, dump: Path, data: DataDirectory, manifest: Manifest, current: Step) -> None:
    members = [(dump, DUMP), (data.path / KEY, KEY), (data.path / LOG_KEYS, LOG_KEYS)]
    members += [(path, f"{MEDIA}/{path.relative_to(data.media)}") for path in sorted(data.media.rglob("*"))]
    members = [(path, name) for path, name in members if path.is_file()]
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for done, (path, name) in enumerate(members, 1):
                manifest.files[name] = digest_of(path)
                archive.add(path, name, recursive=False)
                current.tell(f"{done} of {len(members)}")
            text = json.dumps(manifest.model_dump(mode="json"), indent=1).encode()
            header = tarfile.TarInfo(MANIFEST)
            header.size, header.mtime = len(text), int(manifest.made_at.timestamp())
            archive.addfile(header, io.BytesIO(text))
        file.flush()
        os.fsync(file.fileno())
