"""Whom the embedded PostgreSQL runs as: it refuses root and then needs a user and a way to its files.

Owns that user and the permissions it needs. Must not know what runs.
"""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from haven.project.errors import DatabaseUnusable
from haven.project.processes import as_user

NAME = "haven"
WAYS_TO_ADD = (
    ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME],
    ["adduser", "-S", "-D", "-H", NAME],
)


def service_user(files: Path | None) -> str | None:
    """Whom root runs the server as: the owner of its files, else `haven`; None where we are not root.

    Raises:
        DatabaseUnusable: we are root and cannot make that user.
    """
    if os.geteuid() != 0:
        return None
    if files is not None and files.stat().st_uid != 0:
        return files.owner()
    try:
        pwd.getpwnam(NAME)
    except KeyError:
        _add_user()
    return NAME


def _add_user() -> None:
    for command in WAYS_TO_ADD:
        if shutil.which(command[0]) and not subprocess.run(command, check=False).returncode:  # noqa: S603
            return
    raise DatabaseUnusable(
        f"PostgreSQL does not run as root and a user {NAME} cannot be made: run Haven as another user, "
        "or name a server in HAVEN_DATABASE_URL"
    )


def open_path_for(user: str, programs: Path, files: Path) -> None:
    """Lets `user` pass through to its programs and files, and no more: `x` on the directories that lack it.

    Raises:
        DatabaseUnusable: it still cannot run the programs.
    """
    for directory in {*programs.parents, *files.parents}:
        _add_mode(directory, stat.S_IXOTH)
    if _runs(user, programs):
        return
    for path in programs.parent.rglob("*"):
        _add_mode(path, stat.S_IROTH | (stat.S_IXOTH if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0))
    if not _runs(user, programs):
        raise DatabaseUnusable(f"the user {user} may not run {programs / 'postgres'}: put Haven where it may")


def _add_mode(path: Path, bits: int) -> None:
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(stat.S_IMODE(mode) | bits)


def _runs(user: str, programs: Path) -> bool:
    try:
        done = subprocess.run(  # noqa: S603
            [programs / "postgres", "--version"], check=False, capture_output=True, cwd="/", **as_user(user)
        )
    except PermissionError:
        return False
    return done.returncode == 0
