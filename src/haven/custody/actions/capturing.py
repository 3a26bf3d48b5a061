"""Capturing what something was like, and erasing what nothing holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import rfc8785
from django.db import transaction

from haven.custody import store
from haven.custody.models import EvidenceFile, EvidenceItem
from haven.custody.queries import held
from haven.evidence.digests import sha256
from haven.ledger.actions import record
from haven.ledger.leaves import written_time


@dataclass(frozen=True, kw_only=True)
class Capture:
    """What is to be kept: what it shows, whose it is, its facts (JSON), and files by path with their media type."""

    subject: str
    about: str
    title: str
    facts: dict[str, Any]
    files: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)


def capture(wanted: Capture) -> EvidenceItem:
    """Keep it; part of the transaction of whoever writes what is captured, whose entry names the item's `digest`.

    The caller hands that entry to `vouch`.
    """
    item = EvidenceItem(subject=wanted.subject, about=wanted.about, title=wanted.title[:200])
    files = [
        EvidenceFile(item=item, path=path, sha256=store.keep(data), size=len(data), media_type=kind)
        for path, (data, kind) in sorted(wanted.files.items())
    ]
    manifest = rfc8785.dumps(
        {
            "captured_at": written_time(item.captured_at),
            "facts": wanted.facts,
            "files": [{"path": f.path, "sha256": f.sha256, "size": f.size, "type": f.media_type} for f in files],
            "subject": wanted.subject,
            "title": item.title,
        }
    )
    item.manifest, item.sha256 = manifest.decode(), sha256(manifest)
    item.save()
    EvidenceFile.objects.bulk_create(files)
    return item


def vouch(item: EvidenceItem, entry_id: int) -> None:
    """Note which entry of the ledger holds the item's digest; once, in the transaction of both."""
    item.entry_id = entry_id
    item.save(update_fields=["entry_id"])


@transaction.atomic
def erase_evidence(*, names: Iterable[str], actor: str) -> int:
    """Erase the items that show, or belong to, any of these subjects, unless a hold covers either; how many.

    What is erased leaves its digest in the ledger and nothing else; files go once no item has them.
    """
    wanted = set(names)
    items = list(EvidenceItem.objects.select_for_update().filter(subject__in=wanted))
    items += EvidenceItem.objects.select_for_update().filter(about__in=wanted).exclude(subject__in=wanted)
    covered = held({item.subject for item in items} | {item.about for item in items} | {item.name for item in items})
    gone = [item for item in items if not covered & {item.subject, item.about, item.name}]
    digests = set(EvidenceFile.objects.filter(item__in=gone).values_list("sha256", flat=True))
    EvidenceItem.objects.filter(pk__in=[item.pk for item in gone]).delete()
    still = set(EvidenceFile.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    for digest in digests - still:
        transaction.on_commit(partial(store.drop, digest))
    if gone:
        record(actor=actor, action="evidence.erased", subject=f"evidence:{len(gone)}", kept=len(items) - len(gone))
    return len(gone)
