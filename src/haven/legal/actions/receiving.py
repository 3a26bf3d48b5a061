"""A request comes in, by the public form or typed in by staff; and one that is refused is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.actions.capturing import Capture, capture, vouch
from haven.custody.models import EvidenceItem
from haven.evidence.digests import sha256
from haven.ledger.actions import VISITOR, person, record
from haven.ledger.leaves import written_time
from haven.legal.actions.standing import require_none_gathered
from haven.legal.directory import numbers_in
from haven.legal.documents import Document
from haven.legal.errors import LegalError
from haven.legal.intake import has_room
from haven.legal.law import clock_for
from haven.legal.models import Instrument, LegalRequest
from haven.mail.actions import send_mail
from haven.site.queries import site


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a request says, as typed; see `LegalRequest`."""

    instrument: str
    judicial: bool = False
    authority_said: str
    country: str
    officer: str
    email: str
    phone: str = ""
    file_number: str
    legal_basis: str
    about: str
    since: date | None = None
    until: date | None = None
    wanted: Sequence[str] = ()
    words: str = ""
    answer_by: date | None = None
    gag_until: date | None = None


@transaction.atomic
def receive_request(
    *, asked: Asked, document: Document | None = None, by: User | None = None, network: str = ""
) -> LegalRequest:
    """Take a request in, start its clock and acknowledge it. Without `by` it came by the public form, from `network`.

    Where senders whom nobody has called back have left too much already, its file is not kept: only its digest is.

    Raises:
        LegalError: nothing but an emergency comes without the instrument's file.
    """
    if document is None and asked.instrument != Instrument.EMERGENCY:
        raise LegalError("Attach the instrument itself. Only an emergency is taken without it.")
    request = LegalRequest(typed_in_by=by, **vars(asked) | {"wanted": list(asked.wanted)})
    request.due_at = _due(request)
    request.numbers = numbers_in(
        request.country, request.phone, request.words, request.about, request.authority_said, request.officer,
        request.legal_basis, request.file_number,
    )  # fmt: skip
    item = None
    if document is not None:
        request.file_sha256 = sha256(document.data)
        if by is not None or has_room(len(document.data), network):
            item = _captured(request, document, _channel(by))
    request.document = item
    request.save()
    entry = record(
        actor=person(by.pk) if by else VISITOR, action="request.received", subject=request.subject,
        instrument=request.instrument, came=_channel(by), due=written_time(request.due_at),
        evidence=item.digest if item else None, left_out=document is not None and item is None,
    )  # fmt: skip
    if item is not None:
        vouch(item, entry.pk)
    _acknowledge(request)
    return request


@transaction.atomic
def attach_document(*, request: LegalRequest, document: Document, by: User) -> LegalRequest:
    """Keep the instrument's file that came another way than with the request.

    Raises:
        LegalError: the request is closed, or has its file.
    """
    request = request.lock()
    if not request.is_open or request.document_id is not None:
        raise LegalError("This request is closed, or has its file.")
    item = _captured(request, document, "another way")
    digest = sha256(document.data)
    same, request.file_sha256 = digest == request.file_sha256, request.file_sha256 or digest
    request.document = item
    request.save()
    entry = record(
        actor=person(by.pk), action="request.file_added", subject=request.subject, evidence=item.digest, as_sent=same
    )
    vouch(item, entry.pk)
    return request


@transaction.atomic
def refuse_request(*, request: LegalRequest, words: str, by: User) -> LegalRequest:
    """Close a request without giving anything; the authority is told by a person, as the law asks.

    Raises:
        LegalError: nothing is said why, or it is closed.
    """
    request = request.lock()
    words = words.strip()
    if not request.is_open:
        raise LegalError("This request is closed.")
    require_none_gathered(request)
    given = request.productions.filter(declined_at=None, withdrawn_at=None)
    if given.filter(delivered_at=None).exists():
        raise LegalError("A production is under way or has left: have it sent back, or hand it over.")
    if given.exists() and request.verified_by is not None:
        raise LegalError("A part of it was handed over: close it as answered, and say what became of the rest.")
    if not words or len(words) > 2000:
        raise LegalError("Say in at most 2,000 characters why it is refused.")
    request.state, request.closed_at, request.closed_by = LegalRequest.State.REFUSED, timezone.now(), by
    request.closing_words = words
    request.save()
    record(actor=person(by.pk), action="request.refused", subject=request.subject)
    return request


@transaction.atomic
def answer_request(*, request: LegalRequest, words: str, by: User) -> LegalRequest:
    """Close a confirmed request that asks for no data, or for which there is none: it was held, acted on, or is empty.

    Raises:
        LegalError: nobody has confirmed it, something is still to be given, or nothing is said.
    """
    request = request.lock()
    words = words.strip()
    if not request.is_open or request.verified_by is None:
        raise LegalError("Only an open request that a call has confirmed is answered; any other is refused.")
    require_none_gathered(request)
    if request.productions.filter(declined_at=None, withdrawn_at=None, delivered_at=None).exists():
        raise LegalError("A production is under way: hand it over, or have it sent back.")
    if not words or len(words) > 2000:
        raise LegalError("Say in at most 2,000 characters what was answered.")
    request.state, request.closed_at, request.closed_by = LegalRequest.State.ANSWERED, timezone.now(), by
    request.closing_words = words
    request.save()
    record(actor=person(by.pk), action="request.answered", subject=request.subject, data=False)
    return request


def _due(request: LegalRequest) -> datetime:
    """By the clock of the law's file, or at the end of the day that the instrument names, if that is sooner."""
    clock = clock_for(request.instrument, request.country, settings.SITE_SIZE)
    due = request.received_at + timedelta(hours=clock.hours)
    if request.answer_by is None:
        return due
    return min(due, datetime.combine(request.answer_by, time(23, 59), UTC))


def _captured(request: LegalRequest, document: Document, came: str) -> EvidenceItem:
    return capture(
        Capture(
            subject=request.subject, about="", title=f"Instrument of {request.reference}",
            facts={"size": len(document.data), "sha256": sha256(document.data), "came": came},
            files={document.name: (document.data, document.media_type)},
        )
    )  # fmt: skip


def _channel(by: User | None) -> str:
    return "typed in" if by else "form"


def _acknowledge(request: LegalRequest) -> None:
    """The same words to everyone, none of them the sender's: an impostor learns no more than that mail arrives.

    A letter may name no address: then whoever typed it in answers by letter.
    """
    if not request.email:
        return
    context = {"site": site().name, "reference": request.reference}
    send_mail(to=request.email, template="legal_receipt", context=context, language=request.language)
