"""What takes long to make, made once for all processes of a run; each gets a copy of its own."""

import fcntl
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A copy of the directory that `make` fills; nothing may run in it when that returns."""
    base = factory.getbasetemp()
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    made, draft = run / f"{name}-made", run / f"{name}-draft"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            draft.mkdir(0o700)
            make(draft)
            draft.rename(made)
    copy = factory.mktemp(name) / "data"
    subprocess.run(["cp", "-a", made, copy], check=True)  # with its owners: a server does not run as root
    return copy
