"""Sealing: what must be kept, in parts, written to a directory; gone on with where it stopped.

Owns the order. What goes in is fixed in one transaction, with the head of the log that every proof leads to; then each
part is written, and noted once its file is on the disk; last comes the signed list of all files.
"""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from haven.closing.actions.agreeing import require_two
from haven.closing.capturing import capture_held
from haven.closing.choosing import choose, in_parts
from haven.closing.errors import ClosingError
from haven.closing.models import Agreement, SealedPart, Sealing
from haven.closing.sealing import RESTRICTED, Desk, finish_directory, write_part
from haven.evidence.sealed.writing import digest_of
from haven.ledger.actions import machine, record
from haven.ledger.exporting import key_list
from haven.ledger.models import SignedCheckpoint
from haven.ledger.signing import latest_checkpoint
from haven.ledger.witnessing import last_cosigned, tend
from haven.site.models import Closing

_ACTOR = machine("closing")


def seal(*, closing: Closing, directory: Path) -> Sealing:
    """Write everything that must be kept below `directory`; again, it writes what is missing there.

    Raises:
        ClosingError: it is too early, two people have not agreed, or the erasure has begun.
        EvidenceMissing: a file is gone or changed, or the log cannot vouch for it yet.
    """
    sealing = _begun(closing)
    for part in sealing.parts.all():
        place = directory / Desk.of(part.is_restricted).folder
        if not part.file_sha256 or not _is_there(place, part, sealing):
            digests = write_part(place, part, sealing)
            _note_part(part, *digests)
    manifests = {
        desk: finish_directory(directory / desk.folder, sealing, desk)
        for desk in Desk
        if desk is not RESTRICTED or sealing.restricted
    }
    return _sealed(sealing, manifests[Desk.CUSTODIAN], manifests.get(RESTRICTED, ""))


def is_stale(sealing: Sealing) -> bool:
    """Whether there is something to seal now that is not in it."""
    chosen = choose()
    wanted = set(chosen.general) | (set(chosen.restricted) if sealing.restricted else set())
    return not wanted <= {key for part in sealing.parts.all() for key in part.items}


def _begun(closing: Closing) -> Sealing:
    """The sealing with what goes into it fixed; begun anew where something came up since the last one was done."""
    closing = Closing.objects.get(pk=closing.pk)
    sealing = Sealing.objects.filter(closing=closing).first()
    if sealing is None:
        raise ClosingError("Name the custodian first: haven close custodian NAME --address ADDRESS")
    if closing.called_off_at or closing.erasing_at:
        raise ClosingError("The erasure has begun, or it was called off: nothing is sealed any more.")
    if not closing.ended_at:
        raise ClosingError(f"It is sealed once all ads have ended, on {closing.ends_on}: until then things change.")
    require_two(closing, Agreement.Step.SEAL, sealing.digest)
    capture_held()
    if sealing.begun_at is None or (closing.sealed_at and is_stale(sealing)):
        tend()
        return _fixed(closing)
    return sealing


@transaction.atomic
def _fixed(closing: Closing) -> Sealing:
    sealing = Sealing.objects.select_for_update().get(closing=closing)
    signed: SignedCheckpoint | None = last_cosigned() or latest_checkpoint()
    if signed is None:
        raise ClosingError("The log has signed no head yet; try again in a minute.")
    chosen = choose()
    sealing.parts.all().delete()
    for is_restricted, items in ((False, chosen.general), (True, chosen.restricted if sealing.restricted else [])):
        SealedPart.objects.bulk_create(
            SealedPart(sealing=sealing, is_restricted=is_restricted, number=number, items=part)
            for number, part in enumerate(in_parts(items), 1)
        )
    sealing.begun_at, sealing.head, sealing.keys, sealing.manifest = timezone.now(), signed.note, key_list(), ""
    sealing.save()
    Closing.objects.filter(pk=closing.pk).update(sealed_at=None)
    record(
        actor=_ACTOR, action="closing.sealing_begun", subject=closing.subject, items=len(chosen.general),
        parts=sealing.parts.filter(is_restricted=False).count(),
    )  # fmt: skip
    return sealing


@transaction.atomic
def _note_part(part: SealedPart, sha256: str, file_sha256: str) -> None:
    part.sha256, part.file_sha256 = sha256, file_sha256
    part.save(update_fields=["sha256", "file_sha256"])
    record(
        actor=_ACTOR, action="closing.part_sealed", subject=part.sealing.closing.subject, part=part.number,
        digest=part.sha256,
    )  # fmt: skip


@transaction.atomic
def _sealed(sealing: Sealing, manifest: str, restricted: str) -> Sealing:
    sealing = Sealing.objects.select_for_update().get(pk=sealing.pk)
    if sealing.manifest != manifest:
        sealing.manifest = manifest
        sealing.save(update_fields=["manifest"])
        Closing.objects.filter(pk=sealing.closing_id).update(sealed_at=timezone.now())
        details = {"restricted": restricted} if restricted else {}
        record(actor=_ACTOR, action="closing.sealed", subject=sealing.closing.subject, digest=manifest, **details)
    return sealing


def _is_there(place: Path, part: SealedPart, sealing: Sealing) -> bool:
    path = place / Desk.of(part.is_restricted).named(part.path, sealing)
    return path.is_file() and digest_of(path) == part.file_sha256
