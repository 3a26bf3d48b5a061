"""Giving: prepared by one, approved by another, handed over, and told to whom it concerned.

Owns the order of it. The database holds the same by triggers; here it is said in words why something is refused.
"""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.actions.bundling import make_bundle, release_bundle
from haven.custody.actions.capturing import capture, erase_evidence, vouch
from haven.custody.errors import CustodyError
from haven.custody.models import EvidenceBundle, EvidenceItem
from haven.evidence.errors import EvidenceError
from haven.ledger.actions import person, record
from haven.legal.actions.telling import plan_notices
from haven.legal.errors import LegalError, NotEntitled, NotVerified
from haven.legal.keeping import TODAY, kept_about
from haven.legal.material import Material, kept_material, material_for
from haven.legal.models import Export, LegalRequest, Production, ProductionPart
from haven.legal.models.production import new_production_code
from haven.legal.parts import LIST, in_parts, manifest_of
from haven.legal.targets import concerned_by

DESK = "legal"


def prepare_production(
    *, request: LegalRequest, classes: Sequence[str], by: User, moments: Sequence[str] = (TODAY,)
) -> Production:
    """Freeze the data of these classes about the request's targets, for a second person to approve.

    `moments` are of when: today, or as a hold kept it (see `moments_of`), or both beside each other.

    Raises:
        NotVerified: no call has confirmed the request.
        NotEntitled: a class is asked for that its instrument does not give.
        LegalError: nothing is chosen, or another production waits.
        CustodyError: the log cannot vouch for it now; nothing is kept.
    """
    code = new_production_code()
    items, concerned = _gather(request, classes, moments, f"production:{code}", by)
    try:
        parts = list(in_parts(items))
        bundles = [_bundled(request, classes, parts, number, by) for number in range(1, len(parts) + 1)]
        with transaction.atomic():
            _checked(request.lock(), classes)
            made = Production.objects.create(
                code=code, request=request, classes=list(classes), prepared_by=by, manifest=manifest_of(parts),
                concerned=concerned,
            )  # fmt: skip
            ProductionPart.objects.bulk_create(
                ProductionPart(production=made, number=number, bundle=bundle)
                for number, bundle in enumerate(bundles, 1)
            )
            record(
                actor=person(by.pk), action="request.prepared", subject=request.subject,
                production=code, bundles=" ".join(str(one.pk) for one in bundles), items=len(items),
                manifest=made.manifest,
            )  # fmt: skip
    except (CustodyError, EvidenceError, LegalError):
        erase_evidence(names=[f"production:{code}"], actor=person(by.pk))
        raise
    return made


@transaction.atomic
def approve_production(*, production: Production, manifest: str, by: User) -> Production:
    """Agree to exactly what was looked at: `manifest` is the digest of the list that was shown.

    Raises:
        NotVerified: the confirmation was taken back since.
        LegalError: it is one's own, one made the call oneself, or it is another list.
    """
    request = LegalRequest.objects.get(pk=production.request_id).lock()
    production = production.lock()
    _checked(request, production.classes, but=production)
    if not production.waits:
        raise LegalError("This production was settled before.")
    if production.manifest != manifest:
        raise LegalError("This is not the list that you were shown: look at it anew.")
    caller = request.verified_by.called_by_id if request.verified_by else None
    if by.pk in {production.prepared_by_id, caller}:
        raise LegalError("It is approved by somebody who neither prepared it nor made the call.")
    production.approved_by, production.approved_at = by, timezone.now()
    production.save()
    for bundle in production.bundles:
        release_bundle(bundle=bundle, by=by)
    record(actor=person(by.pk), action="request.approved", subject=request.subject, production=production.code)
    return production


@transaction.atomic
def decline_production(*, production: Production, words: str, by: User) -> Production:
    """Send it back, or take an approval back before the file was saved; what was gathered for it is erased.

    Raises:
        LegalError: it was settled before, the file was saved, or nothing is said why.
    """
    LegalRequest.objects.get(pk=production.request_id).lock()
    production = production.lock()
    words = words.replace("\x00", "").strip()
    if production.exports.exists() or not (production.waits or production.may_leave):
        raise LegalError("What was settled, or saved, before stays as it is.")
    if not words or len(words) > 1000:
        raise LegalError("Say in at most 1,000 characters why it goes back.")
    if production.waits:
        production.declined_by, production.declined_at, production.declined_words = by, timezone.now(), words
    else:
        production.withdrawn_at, production.declined_words = timezone.now(), words
    production.save()
    erase_evidence(names=[production.subject], actor=person(by.pk))
    record(
        actor=person(by.pk), action="request.sent_back", subject=production.request.subject, production=production.code
    )
    return production


@transaction.atomic
def export_production(*, production: Production, by: User, part: int = 1) -> Export:
    """Note that a part is about to be saved. From the first time on whoever it concerns is told by the clock.

    Raises:
        NotVerified: what it rests on does not hold any more.
        LegalError: nobody approved it.
    """
    request = LegalRequest.objects.get(pk=production.request_id).lock()
    production = production.lock()
    if not production.may_leave or request.state == LegalRequest.State.REFUSED:
        raise LegalError("Nothing leaves that is not approved, or was withdrawn.")
    if request.is_open:
        _checked(request, production.classes, but=production)
    made = Export.objects.create(production=production, by=by, part=part)
    plan_notices(production, request)
    record(
        actor=person(by.pk), action="request.exported", subject=request.subject, production=production.code, part=part
    )
    return made


@transaction.atomic
def deliver_production(*, production: Production, how: str, by: User) -> Production:
    """Note that it was handed over, and how; the request is answered, and the clock tells the people concerned.

    Raises:
        LegalError: nobody approved it, it was handed over before, or nothing is said how.
    """
    request = LegalRequest.objects.get(pk=production.request_id).lock()
    production = production.lock()
    if not request.is_open or not production.may_leave or production.delivered_at is not None:
        raise LegalError("Nothing is handed over that a second person has not approved, and nothing twice.")
    if not how.strip() or len(how) > 200:
        raise LegalError("Say in at most 200 characters how and to whom it was handed over.")
    production.delivered_by, production.delivered_at, production.delivered_how = by, timezone.now(), how.strip()
    production.save()
    request.state, request.closed_at, request.closed_by = LegalRequest.State.ANSWERED, timezone.now(), by
    request.save()
    told = plan_notices(production, request)
    record(
        actor=person(by.pk),
        action="request.answered",
        subject=request.subject,
        production=production.code,
        to_tell=told,
    )
    return production


def _bundled(
    request: LegalRequest, classes: Sequence[str], parts: Sequence[list[EvidenceItem]], number: int, by: User
) -> EvidenceBundle:
    """One part as a bundle, in which it stands what part it is of what whole."""
    purpose = f"{request.reference}: {', '.join(classes)}, as entitled by {request.get_instrument_display()}."
    whole = f" Part {number} of {len(parts)}; {LIST}, over all parts, has the SHA-256 {manifest_of(parts)}."
    title = f"Answer to {request.file_number}" + (f", part {number} of {len(parts)}" if len(parts) > 1 else "")
    return make_bundle(title=title, purpose=purpose + whole, items=parts[number - 1], by=by, desk=DESK)


@transaction.atomic
def _gather(
    request: LegalRequest, classes: Sequence[str], moments: Sequence[str], subject: str, by: User
) -> tuple[list[EvidenceItem], list[int]]:
    request = request.lock()
    _checked(request, classes)
    if not request.targets.exists():
        raise LegalError("Say first which accounts and ads the request is about.")
    kept = []
    for one in _material(request, classes, moments, subject):
        item = capture(one.capture)
        entry = record(
            actor=person(by.pk), action="production.gathered", subject=request.subject,
            data_class=str(one.data_class), of=one.about, evidence=item.digest,
        )  # fmt: skip
        vouch(item, entry.pk)
        kept.append(item)
    if not kept:
        raise LegalError("There is nothing of this kind about them: tell the authority so by a refusal.")
    people = {concerned_by(target.subject) for target in request.targets.all()} - {None}
    return kept, sorted(who.pk for who in people if who is not None)


def _material(
    request: LegalRequest, classes: Sequence[str], moments: Sequence[str], subject: str
) -> Iterator[Material]:
    there = kept_about(request)
    if not moments or set(moments) - {TODAY, *(str(one.hold_id) for one in there)}:
        raise LegalError("Choose of when: today, or a day on which it was kept.")
    yield from kept_material(request, classes, subject, [one for one in there if str(one.hold_id) in moments])
    if TODAY in moments:
        yield from material_for(request, classes, subject)


def _checked(request: LegalRequest, classes: Sequence[str], but: Production | None = None) -> None:
    if request.verified_by is None or not request.is_open:
        raise NotVerified("Nothing is given before a call by the directory’s number has confirmed the request.")
    if request.verified_by.authority.retired_at is not None:
        raise NotVerified("The number that was called is out of use since: call again, by another.")
    if not classes or set(classes) - set(request.entitled):
        raise NotEntitled("The instrument does not entitle to this.")
    waiting = request.productions.filter(approved_at=None, declined_at=None, withdrawn_at=None)
    if (waiting.exclude(pk=but.pk) if but else waiting).exists():
        raise LegalError("A production waits for the second person already.")
