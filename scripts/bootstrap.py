"""Makes `.venv` with the pinned dependencies and the `haven` command in it: `bootstrap.py run|test`.

Owns `.venv` and its stamp. Must not import anything beyond the standard library, nor use grammar
newer than Python 3.7, so that an old `python3` gets a sentence instead of a syntax error.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "haven-stamp.json"
OLDEST = (3, 11)
OTHER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")

# A shell line that is also a Python string: a shebang may hold no space, a checkout's path may.
LAUNCHER = """#!/bin/sh
'''exec' {python} "$0" "$@"
' '''
import sys
from haven.project.cli import main
sys.exit(main())
"""


class Refusal(Exception):
    """Why the environment cannot be made; printed in one line."""


def main() -> int:
    """Makes or completes the environment; returns the exit code."""
    if sys.version_info < OLDEST:
        return with_newer_python()
    wanted = sys.argv[1] if len(sys.argv) > 1 else "run"
    try:
        if current(wanted):
            return 0
        with Path(__file__).open() as lock:
            wait_for(lock)
            if not current(wanted):
                make(wanted, lock)
    except Refusal as refusal:
        print(f"bootstrap: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("bootstrap: interrupted; the next call begins anew", file=sys.stderr)
        return 130
    return 0


def with_newer_python() -> int:
    """Runs this script again under a newer Python if the machine has one."""
    for name in OTHER_PYTHONS:
        if shutil.which(name):
            return subprocess.call([name, *sys.argv])
    print(
        f"bootstrap: Haven needs Python 3.{OLDEST[1]} or newer, this one is {platform.python_version()}: "
        "install one, or name it: make run PYTHON=/path/to/python3",
        file=sys.stderr,
    )
    return 2


def wait_for(lock: TextIO) -> None:
    """Only one installation at a time; the lock ends with its process, however that ends."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("waiting for another installation in this directory")
        fcntl.flock(lock, fcntl.LOCK_EX)


def make(wanted: str, lock: TextIO) -> None:
    """Makes `.venv` unless it is whole, installs the pins and stamps the result."""
    begun = time.monotonic()
    stamp = read_stamp()
    if stamp is None:
        make_venv()
        stamp = {"root": str(ROOT), "python": interpreter(), "installed": {}}
    STAMP.unlink() if STAMP.exists() else None
    install(requirements(wanted), lock)
    write_launcher()
    say("compiling the network finder, so that the first sweep need not")
    succeeds([str(PYTHON), "-m", "haven.networks.kernels"])
    stamp["installed"][wanted] = digest(wanted)
    stamp["scripts"] = digest_of(Path(__file__))
    write_whole(STAMP, json.dumps(stamp))
    say(f"environment ready in {time.monotonic() - begun:.0f} s")


# ---- the stamp


def current(wanted: str) -> bool:
    """Whether the environment is whole and holds these pins (the test set includes the run set)."""
    stamp = read_stamp()
    if stamp is None or stamp.get("scripts") != digest_of(Path(__file__)):
        return False
    names = ("run", "test") if wanted == "run" else (wanted,)
    return any(stamp["installed"].get(name) == digest(name) for name in names)


def read_stamp() -> dict[str, Any] | None:
    """The stamp of a whole environment made here by a Python that is still the same, else None."""
    try:
        stamp = json.loads(STAMP.read_text())
        return stamp if stamp["root"] == str(ROOT) and stamp["python"] == interpreter() else None
    except (OSError, ValueError, KeyError):
        return None


def interpreter() -> str:
    """Identity of the interpreter behind `.venv`: it changes when the system's Python is replaced."""
    real = PYTHON.resolve()
    status = real.stat()
    return f"{real} {status.st_size} {int(status.st_mtime)}"


def requirements(wanted: str) -> Path:
    """The file of pins for `run` or `test`."""
    path = ROOT / "requirements" / f"{wanted}.txt"
    if not path.is_file():
        raise Refusal(f"no such set of requirements: {path.relative_to(ROOT)}")
    return path


def digest(wanted: str) -> str:
    """SHA-256 of a file of pins."""
    return digest_of(requirements(wanted))


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ---- making the venv


def make_venv() -> None:
    """Makes an empty `.venv` by `venv`, else by `virtualenv`, else with the system's package for it."""
    if VENV.exists():
        say("removing a .venv that is not whole or belongs to another Python")
        shutil.rmtree(str(VENV))
    say(f"making .venv with Python {platform.python_version()}")
    if has_module("ensurepip") and succeeds([sys.executable, "-m", "venv", str(VENV)]):
        return
    shutil.rmtree(str(VENV), ignore_errors=True)
    if by_virtualenv() or by_system_package():
        return
    raise Refusal("this Python cannot make a virtual environment: install its package (apt-get install python3-venv)")


def by_virtualenv() -> bool:
    """Uses `virtualenv`, fetched by pip into a temporary directory where it is missing."""
    if has_module("virtualenv"):
        return succeeds([sys.executable, "-m", "virtualenv", "--quiet", str(VENV)])
    if not has_module("pip"):
        return False
    say("python3-venv is missing: fetching virtualenv")
    with tempfile.TemporaryDirectory() as directory:
        pins = ["--require-hashes", "--no-deps", "--requirement", str(requirements("bootstrap"))]
        fetched = succeeds([sys.executable, "-m", "pip", "install", "--quiet", "--target", directory, *pins])
        return fetched and succeeds(
            [sys.executable, "-m", "virtualenv", "--quiet", str(VENV)], dict(os.environ, PYTHONPATH=directory)
        )


def by_system_package() -> bool:
    """On Debian and Ubuntu, as root or with passwordless sudo, installs python3-venv."""
    as_root = root_prefix()
    if as_root is None or not shutil.which("apt-get"):
        return False
    package = f"python3.{sys.version_info[1]}-venv"
    say(f"installing {package}")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    succeeds([*as_root, "apt-get", "update", "-qq"], quiet)
    installed = succeeds([*as_root, "apt-get", "install", "-y", "-qq", package], quiet)
    return installed and succeeds([sys.executable, "-m", "venv", str(VENV)])


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root, or None where that is not possible without asking."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and succeeds(["sudo", "-n", "true"], silent=True):
        return ["sudo", "-n"]
    return None


def has_module(name: str) -> bool:
    """Whether this Python can run `-m name` (a separate process: ensurepip may exist and yet be crippled)."""
    return succeeds([sys.executable, "-c", f"import {name}"], silent=True)


def succeeds(command: list[str], environment: dict[str, str] | None = None, *, silent: bool = False) -> bool:
    """Runs a command; whether it ended with 0. Its output is shown only when it fails."""
    done = subprocess.run(
        command,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode and not silent:
        sys.stderr.write(done.stdout.decode("utf-8", "replace"))
    return done.returncode == 0


# ---- installing


def install(pins: Path, lock: TextIO) -> None:
    """Installs exactly the pins, checked by hash, and tells how far it is.

    Pip holds the lock too: a kill of this script leaves it running, and nobody may begin beside it.
    """
    total = len(re.findall(r"^[a-z0-9]", pins.read_text(), re.MULTILINE))
    say(f"installing {total} pinned packages from {pins.relative_to(ROOT)}")
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
    ]
    command += ["--require-hashes", "--no-deps", "--requirement", str(pins)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        pass_fds=[lock.fileno()],
    )
    lines = []
    seen = 0
    for line in process.stdout or ():
        lines.append(line)
        if line.startswith(("Collecting ", "Requirement already satisfied", "Ignoring ")):
            seen += 1
            tell_progress(seen, total, line)
        elif line.startswith("Installing collected"):
            say("unpacking")
    if process.wait():
        sys.stderr.write("".join(lines[-15:]))
        raise Refusal(f"pip could not install {pins.relative_to(ROOT)}, see above; repeat when that is mended")


def tell_progress(seen: int, total: int, line: str) -> None:
    """A moving line on a terminal, one line in ten elsewhere."""
    name = re.sub(
        r"^(Collecting|Requirement already satisfied:|Ignoring) (\S+?)([=;:].*)?\s.*$",
        r"\2",
        line.strip() + " ",
    )
    if sys.stdout.isatty():
        end = "\n" if seen == total else ""
        print(f"\r  {seen} of {total}  {name:<40}", end=end, flush=True)
    elif seen % 10 == 0 or seen == total:
        say(f"  {seen} of {total}")


def write_launcher() -> None:
    """Puts the sources on the environment's path and the command `haven` beside its Python."""
    code = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    packages = Path(subprocess.check_output([str(PYTHON), "-c", code], text=True).strip())
    write_whole(packages / "haven.pth", f"{ROOT / 'src'}\n")
    launcher = VENV / "bin" / "haven"
    write_whole(launcher, LAUNCHER.format(python=shlex.quote(str(PYTHON))))
    launcher.chmod(0o755)


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that it is either the old one or the new one, whenever the power goes."""
    draft = path.with_name(path.name + ".new")
    draft.write_text(text)
    draft.replace(path)


def say(words: str) -> None:
    """One line of progress."""
    print(f"bootstrap: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
