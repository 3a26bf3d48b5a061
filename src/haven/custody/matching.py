"""Whether a picture is in a hash bank. Each process keeps an index of the banks and makes it anew when they changed.

Owns the index. Must not know: what is done with a match.
"""

from dataclasses import dataclass
from threading import Lock

from django.db import connection

from haven.custody.models import BankEntry, BankVersion, QuarantinedFile
from haven.screening.hash_index import HashIndex

_READ = """
SELECT coalesce(string_agg(decode(value, 'hex'), ''::bytea ORDER BY id), ''::bytea),
    coalesce(array_agg(id ORDER BY id), '{}')
FROM custody_bankentry WHERE kind = 'pdq' AND retired_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Match:
    """The entry that a picture matched, and how many bits of its PDQ hash differ; 0 for the same bytes."""

    entry: BankEntry
    distance: int


@dataclass(frozen=True, slots=True)
class _Loaded:
    version: str
    index: HashIndex
    ids: list[int]


_lock = Lock()
_loaded: list[_Loaded] = []


def find_match(*, md5: str, pdq: str, sha256: str) -> Match | None:
    """The nearest entry in force, the same bytes before what only looks the same; None for any other picture.

    A file whose match a person found wrong is not matched again.
    """
    version = BankVersion.objects.values_list("token", flat=True).first()
    if version is None:
        return None
    found = _same_bytes(md5) or _same_picture(pdq, version)
    cleared = QuarantinedFile.objects.filter(sha256=sha256, state=QuarantinedFile.State.CLEARED)
    return None if found and cleared.exists() else found


def _same_bytes(md5: str) -> Match | None:
    entry = BankEntry.objects.filter(kind=BankEntry.Kind.MD5, value=md5, retired_at=None).first() if md5 else None
    return Match(entry, 0) if entry else None


def _same_picture(pdq: str, version: str) -> Match | None:
    loaded = _load(version)
    found = loaded.index.nearest(pdq) if pdq else None
    if found is None:
        return None
    row, distance = found
    entry = BankEntry.objects.filter(pk=loaded.ids[row], retired_at=None).first()
    return Match(entry, distance) if entry else None


def _load(version: str) -> _Loaded:
    with _lock:
        if not _loaded or _loaded[0].version != version:
            with connection.cursor() as cursor:
                cursor.execute(_READ)
                hashes, ids = cursor.fetchone()
            _loaded[:] = [_Loaded(version, HashIndex.build(bytes(hashes)), ids)]
        return _loaded[0]
