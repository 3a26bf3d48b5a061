"""Files that go: photos, evidence and search index of what went; copies of logs. What rows still name stays."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from haven.custody.models import EvidenceFile, QuarantinedFile
from haven.custody.store import QUARANTINE
from haven.listings.models import MessagePhoto, Photo


def sweep_files() -> int:
    """Delete every file below the media directory that no row names; how many. Again, it deletes what is left."""
    root, kept, gone = Path(settings.MEDIA_ROOT), kept_files(), 0
    for path in sorted(root.rglob("*"), reverse=True) if root.is_dir() else ():
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(root).as_posix() not in kept:
            path.unlink()
            gone += 1
    return gone


def drop_the_rest() -> None:
    """Delete the search index and the logs that were set aside."""
    shutil.rmtree(settings.SEARCH_DIRECTORY, ignore_errors=True)
    for path in Path(settings.LOGS).glob("*.log.*"):
        path.unlink(missing_ok=True)


def kept_files() -> set[str]:
    """Paths below the media directory that a row names."""
    photos = {path for photo in Photo.objects.all() for path in photo.files}
    sent = {photo.path(width) for photo in MessagePhoto.objects.all() for width in photo.widths}
    evidence = {_stored("evidence", digest) for digest in EvidenceFile.objects.values_list("sha256", flat=True)}
    hidden = {_stored(QUARANTINE, digest) for digest in _hidden()}
    return photos | sent | evidence | hidden


def _hidden() -> QuerySet[QuarantinedFile, str]:
    return QuarantinedFile.objects.filter(erased_at=None).values_list("stored", flat=True)


def _stored(place: str, digest: str) -> str:
    return f"{place}/{digest[:2]}/{digest}"
