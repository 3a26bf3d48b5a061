"""The static files as they are served: gathered, named by content and compressed, once for each version of them."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".collected"


def collect_static_files() -> str:
    """Collects them if they changed since the last time; what was done, in words."""
    root = Path(settings.STATIC_ROOT)
    files, digest = _sources()
    stamp = root / STAMP
    if stamp.exists() and stamp.read_text() == digest:
        return "up to date"
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest)
    return f"{files} files"


def _sources() -> tuple[int, str]:
    """How many files there are and a digest of their names, sizes and times."""
    digest = hashlib.sha256()
    files = 0
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
            files += 1
    return files, digest.hexdigest()
