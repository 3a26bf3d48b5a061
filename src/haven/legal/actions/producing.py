"""Giving: what was put together is approved by another, handed over, and told to whom it concerned.

Owns the order of it. The database holds the same by triggers; here it is said in words why something is refused.
"""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.actions.bundling import release_bundle
from haven.custody.actions.capturing import erase_evidence
from haven.ledger.actions import person, record
from haven.legal.actions.standing import require_entitled
from haven.legal.actions.telling import plan_notices
from haven.legal.errors import LegalError
from haven.legal.models import Export, LegalRequest, Production


@transaction.atomic
def approve_production(*, production: Production, manifest: str, by: User) -> Production:
    """Agree to exactly what was looked at: `manifest` is the digest of the list that was shown.

    Raises:
        NotVerified: the confirmation was taken back since.
        LegalError: it is one's own, one made the call oneself, or it is another list.
    """
    request = LegalRequest.objects.get(pk=production.request_id).lock()
    production = production.lock()
    require_entitled(request, production.classes, but=production)
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
    """Send it back, or take an approval back before anything was saved or handed over; what was gathered is erased.

    Raises:
        LegalError: it was settled, saved or handed over before, or nothing is said why.
    """
    LegalRequest.objects.get(pk=production.request_id).lock()
    production = production.lock()
    words = words.strip()
    if not production.waits and not production.may_be_taken_back:
        raise LegalError("What was settled, saved or handed over before stays as it is.")
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
        LegalError: nobody approved it, or the request was denied, refused or taken back since.
    """
    request = LegalRequest.objects.get(pk=production.request_id).lock()
    production = production.lock()
    if not production.may_be_saved:
        raise LegalError("Nothing leaves that is not approved, or was withdrawn, denied or taken back.")
    if request.is_open:
        require_entitled(request, production.classes, but=production)
    made = Export.objects.create(production=production, by=by, part=part)
    plan_notices(production, request)
    record(
        actor=person(by.pk), action="request.exported", subject=request.subject, production=production.code, part=part
    )
    return made


@transaction.atomic
def deliver_production(*, production: Production, how: str, by: User, more: bool = False) -> Production:
    """Note that it was handed over, and how, and have the clock tell the people concerned.

    The request is answered by it, unless `more` is to follow: then it stays open, for that.

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
    if not more:
        request.state, request.closed_at, request.closed_by = LegalRequest.State.ANSWERED, timezone.now(), by
        request.save()
    told = plan_notices(production, request)
    record(
        actor=person(by.pk),
        action="request.partly_answered" if more else "request.answered",
        subject=request.subject,
        production=production.code,
        to_tell=told,
    )
    return production
