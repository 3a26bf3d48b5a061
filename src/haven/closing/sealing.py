"""The directory of a sealing as files: parts, what is in them, the holds, the log, pages.

Owns the way from rows to `haven.evidence.sealed`. There are two directories: the custodian's, and child safety's, which
is always enveloped for the certificate that child safety gave.
"""

import io
import json
import tempfile
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import Any

from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from haven.closing.choosing import general_holds, restricted_holds
from haven.closing.enveloping import ENDING, envelope, read_certificate
from haven.closing.models import SealedPart, Sealing
from haven.custody.bundles import new_files
from haven.custody.models import CyberTip, EvidenceBundle, EvidenceItem, PreservationHold, QuarantinedFile
from haven.evidence.bundle.building import pack
from haven.evidence.checkpoint import Checkpoint
from haven.evidence.digests import sha256
from haven.evidence.notes import Note
from haven.evidence.sealed import contents as telling
from haven.evidence.sealed.page import contents_page, index_page
from haven.evidence.sealed.writing import put, sign_all, tidy
from haven.ledger.exporting import write_log
from haven.ledger.leaves import written_time
from haven.ledger.models import SignedCheckpoint
from haven.ledger.signing import keyring
from haven.legal.models import LegalHold
from haven.site.queries import site


class Desk(StrEnum):
    """For whom a directory is."""

    CUSTODIAN = "custodian"
    CHILD_SAFETY = "child-safety"

    @classmethod
    def of(cls, is_restricted: bool) -> "Desk":
        """The one where such a part goes."""
        return cls.CHILD_SAFETY if is_restricted else cls.CUSTODIAN

    @property
    def folder(self) -> str:
        """Its directory below the one that was asked for."""
        return str(self)

    def certificate(self, sealing: Sealing) -> str:
        """For whom its files are enveloped; empty where they are not."""
        return sealing.restricted if self is Desk.CHILD_SAFETY else sealing.certificate

    def named(self, path: str, sealing: Sealing) -> str:
        """How a file is called there."""
        return path + ENDING if self.certificate(sealing) else path


RESTRICTED = Desk.CHILD_SAFETY


def write_part(place: Path, part: SealedPart, sealing: Sealing) -> tuple[str, str]:
    """Write one bundle; the SHA-256 of it, and that of the file it is in.

    Raises:
        EvidenceMissing: see `new_files`.
    """
    desk = Desk.of(part.is_restricted)
    bundle = EvidenceBundle(
        title=f"{site().name}, closed {sealing.closing.ends_on}: part {part.number}",
        purpose=f"For {sealing.custodian}: what orders to keep, open cases and answered requests are about.",
        made_at=sealing.begun_at or timezone.now(),
        items=part.items,
        site=settings.SITE_URL,
        checkpoint=sealing.head,
        keys=sealing.keys,
    )
    data = pack(new_files(bundle))
    written = _put(place, part.path, data, desk, sealing)
    return sha256(data), written


def finish_directory(place: Path, sealing: Sealing, desk: Desk) -> str:
    """Write everything but the parts, and the signed list of all files; the SHA-256 of that."""
    told, ring = _told(sealing, desk), keyring()
    tidy(place, {one.path for one in told.parts})
    put(place / "index.html", index_page(told).encode())
    _put(place, "contents.html", contents_page(told).encode(), desk, sealing)
    _put(place, "holds.json", _json([_hold_row(hold) for hold in told.holds]), desk, sealing)
    if desk is RESTRICTED:
        _put(place, "reports.json", _json(_reports()), desk, sealing)
    else:
        _put_log(place, sealing, desk)
    put(place / "keys.txt", sealing.keys.encode())
    return sign_all(place, sealing.head, ring.newest, lambda data: ring.sign_bytes(data)[1])


def _told(sealing: Sealing, desk: Desk) -> telling.Sealing:
    head = Checkpoint.parse(Note.parse(sealing.head).text)
    is_restricted = desk is RESTRICTED
    parts = list(sealing.parts.filter(is_restricted=is_restricted))
    holds = restricted_holds() if is_restricted else general_holds()
    return telling.Sealing(
        site=site().name,
        address=settings.SITE_URL,
        custodian=_custodian(sealing, desk),
        made_at=written_time(sealing.begun_at) if sealing.begun_at else "",
        head=(head.origin, head.size, head.root.hex()),
        parts=[telling.Part(desk.named(part.path, sealing), len(part.items), part.sha256) for part in parts],
        items=[item for part in parts for item in _items(part)],
        holds=[_hold(hold) for hold in holds],
    )


def _custodian(sealing: Sealing, desk: Desk) -> telling.Custodian:
    if desk is RESTRICTED:
        subject = read_certificate(sealing.restricted).subject
        names = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return telling.Custodian(str(names[0].value) if names else "Child safety", subject.rfc4514_string(), True)
    return telling.Custodian(sealing.custodian, sealing.address, bool(sealing.certificate))


def _items(part: SealedPart) -> list[telling.KeptItem]:
    rows = EvidenceItem.objects.in_bulk(part.items)
    found = [(number, rows[key]) for number, key in enumerate(part.items, 1)]
    return [
        telling.KeptItem(part.number, number, row.title, row.subject, written_time(row.captured_at))
        for number, row in found
    ]


def _hold(hold: PreservationHold) -> telling.KeptHold:
    """What it rests on is its reference, which a custodian has to know to answer; what is in the order stays away."""
    legal = LegalHold.objects.filter(pk=hold.pk).select_related("request").first()
    silent = legal.request.gag_until if legal else None
    return telling.KeptHold(
        number=hold.pk,
        reason=hold.reason,
        subjects=[row.subject for row in hold.subjects.order_by("pk")],
        placed_at=written_time(hold.placed_at),
        until=written_time(hold.until),
        silent_until=silent.isoformat() if silent else "",
    )


def _hold_row(hold: telling.KeptHold) -> dict[str, Any]:
    return {name: getattr(hold, name) for name in telling.KeptHold.__slots__}


def _reports() -> dict[str, Any]:
    """What was reported about children, and the digests of what is in quarantine; never its bytes."""
    tips = CyberTip.objects.order_by("pk").values(
        "pk", "subject", "about", "route", "incident", "happened_at", "report", "details", "receipt", "report_id",
        "state", "written_at", "filed_at",
    )  # fmt: skip
    files = QuarantinedFile.objects.order_by("pk").values(
        "pk", "subject", "about", "sha256", "md5", "pdq", "size", "state", "found_at", "decided_at", "note"
    )
    return {"reports": list(tips), "quarantined": list(files)}


def _put_log(place: Path, sealing: Sealing, desk: Desk) -> None:
    head = Checkpoint.parse(Note.parse(sealing.head).text)
    signed = SignedCheckpoint(size=head.size, note=sealing.head)
    if not desk.certificate(sealing):
        (place / "log").mkdir(exist_ok=True, mode=0o700)
        for _ in write_log(signed, place / "log"):
            pass
        put(place / "log" / "keys.txt", sealing.keys.encode())
        return
    with tempfile.TemporaryDirectory() as scratch, io.BytesIO() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for _ in write_log(signed, Path(scratch)):
                pass
            for path in sorted(Path(scratch).rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(scratch).as_posix())
        _put(place, "log.zip", out.getvalue(), desk, sealing)


def _put(place: Path, path: str, data: bytes, desk: Desk, sealing: Sealing) -> str:
    certificate = desk.certificate(sealing)
    written = envelope(data, certificate) if certificate else data
    put(place / desk.named(path, sealing), written)
    return sha256(written)


def _json(data: Any) -> bytes:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()
