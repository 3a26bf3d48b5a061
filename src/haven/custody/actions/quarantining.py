"""Putting a file that matched out of everybody's sight, with a hold and the draft of a report; deciding about it."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.custody import store
from haven.custody.actions.holds import place_hold
from haven.custody.errors import CustodyError
from haven.custody.matching import Match
from haven.custody.models import CHILD_SAFETY, CyberTipDraft, QuarantinedFile
from haven.ledger.actions import machine, person, record
from haven.site.queries import site

HOLD_DAYS = 365
"""A provider keeps what it reported for a year (18 USC 2258A(h), as of the REPORT Act, 2024)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What was uploaded: bytes and hashes, to what (`subject`), by whom as far as known, where it can be seen.

    `account` is what the site knows of the person, for the report alone: a number, a name, an address.
    """

    data: bytes
    sha256: str
    md5: str
    pdq: str
    subject: str
    address: str
    about: str = ""
    account: dict[str, str] | None = None
    was_public: bool = False


@transaction.atomic
def quarantine(*, upload: Upload, match: Match) -> QuarantinedFile:
    """Keep the file where only the child-safety role can have it, hold what it came with, and draft the report."""
    stored = store.keep(upload.data, store.QUARANTINE)
    subjects = [upload.subject, *([upload.about] if upload.about else [])]
    hold = place_hold(
        by=None, reason=f"hash bank: {match.entry.bank}"[:120], subjects=subjects, days=HOLD_DAYS, desk=CHILD_SAFETY
    )
    file = QuarantinedFile.objects.create(
        subject=upload.subject,
        about=upload.about,
        stored=stored,
        sha256=upload.sha256,
        md5=upload.md5,
        pdq=upload.pdq,
        size=len(upload.data),
        was_public=upload.was_public,
        entry=match.entry,
        distance=match.distance,
        hold=hold,
    )
    CyberTipDraft.objects.create(file=file, fields=_fields(upload, match))
    record(
        actor=machine("hash-banks"), action="file.quarantined", subject=file.name, entry=match.entry.pk,
        distance=match.distance,
    )  # fmt: skip
    return file


@transaction.atomic
def decide_match(*, file: QuarantinedFile, by: User, confirmed: bool, viewed: bool, note: str) -> QuarantinedFile:
    """A person says whether the match is right. Right: the draft is ready to be filed. Wrong: it is withdrawn.

    The hold stays either way: holds end by two people.

    Raises:
        CustodyError: it is decided, or nothing is said why.
    """
    file = QuarantinedFile.objects.select_for_update().get(pk=file.pk)
    if file.state != QuarantinedFile.State.WAITING:
        raise CustodyError("This match is decided already.")
    if not note.strip() or len(note) > 2000:
        raise CustodyError("Write what you found, in at most 2,000 characters.")
    state = QuarantinedFile.State
    file.state = state.CONFIRMED if confirmed else state.CLEARED
    file.decided_by, file.decided_at, file.note = by, timezone.now(), note.strip()
    file.save()
    draft = file.cybertip
    draft.fields["file"]["viewed_by_esp"] = viewed
    draft.ready_at, draft.withdrawn_at = (file.decided_at, None) if confirmed else (None, file.decided_at)
    draft.save()
    record(actor=person(by.pk), action="match.decided", subject=file.name, confirmed=confirmed, viewed=viewed)
    return file


def _fields(upload: Upload, match: Match) -> dict[str, object]:
    """The parts of a CyberTipline report (incident, internet details, reporter, person, file); unknown is null."""
    return {
        "incident": {"type": "Child Pornography (possession, manufacture, and distribution)",
                     "date_time": timezone.now().isoformat()},
        "internet_details": {"kind": "webPageIncident", "url": upload.address},
        "reporter": {"company": site().name, "site": settings.SITE_URL},
        "person_reported": upload.account,
        "ip_capture_event": None,
        "file": {"hash_md5": upload.md5, "hash_sha256": upload.sha256, "hash_pdq": upload.pdq, "size": len(upload.data),
                 "viewed_by_esp": False, "publicly_available": upload.was_public},
        "match": {"bank": match.entry.bank, "kind": match.entry.kind, "distance": match.distance},
    }  # fmt: skip
