"""Putting a production together: asked for by a person, worked off by the worker, a production only once it is whole.

Owns the order of it: items in small transactions, so that the page shows how far it is; then the parts; then the
production with its parts, in one. A run that was interrupted amid the items begins them anew, for they are of one
moment; one that has them goes on with the parts. The database holds the same by triggers.
"""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.actions.bundling import make_bundle
from haven.custody.actions.capturing import capture, erase_evidence, vouch
from haven.custody.errors import CustodyError
from haven.custody.models import EvidenceBundle, EvidenceItem
from haven.evidence.errors import EvidenceError
from haven.ledger.actions import machine, person, record
from haven.legal.actions.reminding import tell_approvers
from haven.legal.actions.standing import DESK, require_entitled, require_none_gathered
from haven.legal.errors import GatheringGone, LegalError
from haven.legal.keeping import TODAY, kept_about
from haven.legal.material import Material, kept_material, material_for
from haven.legal.models import Gathering, LegalRequest, Production, ProductionPart
from haven.legal.parts import LIST, in_parts, manifest_of
from haven.legal.targets import concerned_by

_AT_ONCE = 10


@transaction.atomic
def ask_for_production(
    *, request: LegalRequest, classes: Sequence[str], by: User, moments: Sequence[str] = (TODAY,)
) -> Gathering:
    """Have the data of these classes about the request's targets frozen, for a second person to approve.

    `moments` are of when: today, or as a hold kept it (see `moments_of`), or both beside each other.

    Raises:
        NotVerified: no call has confirmed the request.
        NotEntitled: a class is asked for that its instrument does not give.
        LegalError: nothing is chosen, or something is under way.
    """
    request = request.lock()
    require_entitled(request, classes)
    require_none_gathered(request)
    if not request.targets.exists():
        raise LegalError("Say first which accounts and ads the request is about.")
    if not moments or set(moments) - {TODAY, *(str(one.hold_id) for one in kept_about(request))}:
        raise LegalError("Choose of when: today, or a day on which it was kept.")
    made = Gathering.objects.create(request=request, classes=list(classes), moments=list(moments), asked_by=by)
    record(
        actor=person(by.pk), action="request.put_together", subject=request.subject,
        production=made.code, classes=" ".join(classes),
    )  # fmt: skip
    return made


def gather(*, code: str) -> Production | None:
    """Work it off, from where an earlier run stopped; None where it was settled, or another run has taken over.

    What cannot be put together is noted with why, and nothing of it is kept.
    """
    run = secrets.token_hex(8)
    try:
        gathering = _taken_over(code, run)
        if not gathering.is_gathered:
            _keep_items(gathering, run)
        items = list(EvidenceItem.objects.filter(subject=gathering.subject).order_by("pk"))
        parts = list(in_parts(items))
        for number in range(len(gathering.bundles) + 1, len(parts) + 1):
            _keep_part(gathering, run, parts, number)
        return _finished(gathering, run, parts)
    except GatheringGone:
        return None
    except (CustodyError, EvidenceError, LegalError) as error:
        settle_gathering(code=code, state=Gathering.State.FAILED, problem=str(error), actor=machine("legal"))
        return None


@transaction.atomic
def settle_gathering(*, code: str, state: Gathering.State, actor: str, problem: str = "") -> bool:
    """End one that runs, as failed or stopped; what was kept for it is erased. Whether it still ran."""
    gathering = Gathering.objects.select_for_update().filter(code=code, state=Gathering.State.RUNNING).first()
    if gathering is None:
        return False
    gathering.state, gathering.problem, gathering.run = state, problem[:500], ""
    gathering.items, gathering.gathered, gathering.sealed, gathering.bundles = None, 0, 0, []
    gathering.save()
    erase_evidence(names=[gathering.subject], actor=actor)
    record(actor=actor, action=f"request.gathering_{state}", subject=gathering.request.subject, production=code)
    return True


@transaction.atomic
def _taken_over(code: str, run: str) -> Gathering:
    """From here on this run alone adds to it; items of one that was interrupted amid them go."""
    gathering = _mine(code)
    gathering.run = run
    if not gathering.is_gathered:
        erase_evidence(names=[gathering.subject], actor=machine("legal"))
        gathering.items, gathering.gathered = None, 0
    _save(gathering)
    return gathering


def _keep_items(gathering: Gathering, run: str) -> None:
    planned, concerned = _plan(gathering)
    if not planned:
        raise LegalError("There is nothing of this kind about them: close the request as answered, and say so.")
    for start in range(0, len(planned), _AT_ONCE):
        with transaction.atomic():
            row = _mine(gathering.code, run)
            require_entitled(row.request, row.classes)
            for one in planned[start : start + _AT_ONCE]:
                _keep(row, one)
            row.items, row.gathered = len(planned), min(start + _AT_ONCE, len(planned))
            row.concerned = concerned
            _save(row)


def _plan(gathering: Gathering) -> tuple[list[Material], list[int]]:
    """Everything that is to be kept, and the accounts that it is about."""
    request, subject = gathering.request, gathering.subject
    kept = [one for one in kept_about(request) if str(one.hold_id) in gathering.moments]
    planned = list(kept_material(request, gathering.classes, subject, kept))
    if TODAY in gathering.moments:
        planned += material_for(request, gathering.classes, subject)
    people = {concerned_by(target.subject) for target in request.targets.all()} - {None}
    return planned, sorted(who.pk for who in people if who is not None)


def _keep(gathering: Gathering, one: Material) -> None:
    item = capture(one.read())
    entry = record(
        actor=person(gathering.asked_by_id), action="production.gathered", subject=gathering.request.subject,
        data_class=str(one.data_class), of=one.about, evidence=item.digest,
    )  # fmt: skip
    vouch(item, entry.pk)


def _keep_part(gathering: Gathering, run: str, parts: Sequence[list[EvidenceItem]], number: int) -> None:
    bundle = _bundled(gathering, parts, number)
    with transaction.atomic():
        row = _mine(gathering.code, run)
        row.bundles = [*row.bundles, bundle.pk]
        row.sealed += len(bundle.items)
        _save(row)


def _bundled(gathering: Gathering, parts: Sequence[list[EvidenceItem]], number: int) -> EvidenceBundle:
    """One part as a bundle, in which it stands what part it is of what whole."""
    request = gathering.request
    purpose = f"{request.reference}: {', '.join(gathering.classes)}, as entitled by {request.get_instrument_display()}."
    whole = f" Part {number} of {len(parts)}; {LIST}, over all parts, has the SHA-256 {manifest_of(parts)}."
    title = f"Answer to {request.file_number}" + (f", part {number} of {len(parts)}" if len(parts) > 1 else "")
    by = gathering.asked_by
    return make_bundle(title=title, purpose=purpose + whole, items=parts[number - 1], by=by, desk=DESK)


@transaction.atomic
def _finished(gathering: Gathering, run: str, parts: Sequence[list[EvidenceItem]]) -> Production:
    """The whole of it becomes a production, which waits for the second person."""
    request = LegalRequest.objects.get(pk=gathering.request_id).lock()
    row = _mine(gathering.code, run)
    require_entitled(request, row.classes)
    row.state = Gathering.State.WHOLE
    _save(row)
    made = Production.objects.create(
        code=row.code, request=request, classes=row.classes, prepared_by=row.asked_by, manifest=manifest_of(parts),
        concerned=row.concerned,
    )  # fmt: skip
    ProductionPart.objects.bulk_create(
        ProductionPart(production=made, number=number, bundle_id=bundle) for number, bundle in enumerate(row.bundles, 1)
    )
    record(
        actor=person(row.asked_by_id), action="request.prepared", subject=request.subject, production=row.code,
        bundles=" ".join(str(one) for one in row.bundles), items=row.items, manifest=made.manifest,
    )  # fmt: skip
    tell_approvers(made)
    return made


def _mine(code: str, run: str | None = None) -> Gathering:
    """The row, held until the transaction ends; with `run`, only while no other has taken over.

    Raises:
        GatheringGone: it was settled, or another run is at it.
    """
    rows = Gathering.objects.select_for_update(of=("self",)).filter(code=code, state=Gathering.State.RUNNING)
    row = rows.select_related("request", "asked_by").first()
    if row is None or (run is not None and row.run != run):
        raise GatheringGone
    return row


def _save(row: Gathering) -> None:
    row.moved_at = timezone.now()
    row.save()
