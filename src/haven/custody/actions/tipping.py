"""Writing a report, sending it step by step, and noting one that a person filed elsewhere.

Each step of the sending is a transaction of its own with its entry, so that what was lost in between is done again and
what was answered is not.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.accounts.telling import mail_staff
from haven.custody import store
from haven.custody.actions.holds import place_hold, renew_hold
from haven.custody.cybertip.errors import CyberTipError, Refused
from haven.custody.cybertip.service import FINISHED, GONE, RETRACTED, Answer, Service
from haven.custody.errors import CustodyError, EvidenceMissing
from haven.custody.models import CHILD_SAFETY, CyberTip, PreservationHold
from haven.custody.tips import Facts, Told, compose, describe
from haven.ledger.actions import machine, person, record
from haven.site.queries import site

HOLD_DAYS = 365
"""A provider keeps what it reported for a year from then (18 USC 2258A(h), as of the REPORT Act, 2024)."""
ALARM_AFTER = 3
_LONGEST_WAIT = 60
_AGAIN = timedelta(days=1)


@transaction.atomic
def write_tip(*, facts: Facts, told: Told, by: User, tip: CyberTip | None = None, token: str = "") -> CyberTip:
    """Write a report, or write one anew that was refused; the worker sends it. Nothing is ever sent unwritten.

    With the `token` of a form that was sent before it is the report that was written then.

    Raises:
        CustodyError: something is missing, it is about an adult, its match is not confirmed, or it was written already.
    """
    if token and (known := CyberTip.objects.filter(token=token).first()):
        return known
    document = compose(facts, told)
    if facts.draft is not None and facts.draft.ready_at is None:
        raise CustodyError("Decide about the match first: only what a person confirmed is reported.")
    tip = CyberTip.objects.select_for_update().get(pk=tip.pk) if tip else _new(facts, by)
    if tip.pk and tip.state != CyberTip.State.REFUSED:
        raise CustodyError("This report was written already.")
    same = CyberTip.objects.filter(subject=facts.subject, incident=told.incident, draft=None).exclude(pk=tip.pk)
    if facts.draft is None and same.exclude(state=CyberTip.State.FILED).exists():
        raise CustodyError("A report of this about this ad is waiting already.")
    tip.token = token
    tip.route, tip.incident, tip.happened_at = told.route, told.incident, told.happened_at
    tip.words, tip.urgent, tip.classification = told.words.strip(), told.urgent.strip(), told.classification
    tip.fields, tip.report, tip.written_by = _kept(facts), document, by
    tip.state, tip.step, tip.problem, tip.try_after = CyberTip.State.WAITING, "", "", timezone.now()
    tip.report_id = tip.file_id = ""
    tip.save()
    record(actor=person(by.pk), action="tip.written", subject=tip.name, of=tip.subject, route=tip.route)
    return tip


@transaction.atomic
def advance_tip(*, tip: CyberTip, service: Service) -> CyberTip:
    """Take one step of sending: open, upload, describe, finish. What goes wrong is kept, and seen at the desk."""
    tip = CyberTip.objects.select_for_update().get(pk=tip.pk)
    if tip.state != CyberTip.State.WAITING or tip.by_hand:
        return tip
    tip.tried_at, tip.endpoint = timezone.now(), service.address
    try:
        answer = _STEPS[tip.step](tip, service)
    except Refused as refusal:
        _refused(tip, refusal)
    except (CyberTipError, EvidenceMissing) as trouble:
        _delayed(tip, str(trouble))
    else:
        _went_on(tip, answer)
    return tip


@transaction.atomic
def note_filed(*, tip: CyberTip, reference: str, by: User) -> CyberTip:
    """Note that a person filed it elsewhere, and under which reference.

    Raises:
        CustodyError: it goes by machine, is filed already, or has no reference.
    """
    tip = CyberTip.objects.select_for_update().get(pk=tip.pk)
    reference = " ".join(reference.split())
    if not tip.by_hand or tip.state == CyberTip.State.FILED:
        raise CustodyError("There is nothing to note about this report.")
    if not reference or len(reference) > 60:
        raise CustodyError("Write the reference you were given, in at most 60 characters.")
    tip.report_id = reference
    _filed(tip, person(by.pk))
    return tip


@transaction.atomic
def retry_tip(*, tip: CyberTip, by: User) -> CyberTip:
    """Send it now rather than when its next try is due.

    Raises:
        CustodyError: it does not wait.
    """
    tip = CyberTip.objects.select_for_update().get(pk=tip.pk)
    if tip.state == CyberTip.State.FILED or tip.by_hand:
        raise CustodyError("This report does not wait to be sent.")
    tip.state, tip.try_after = CyberTip.State.WAITING, timezone.now()
    tip.save()
    record(actor=person(by.pk), action="tip.hurried", subject=tip.name)
    return tip


def _new(facts: Facts, by: User) -> CyberTip:
    if facts.draft is not None:
        known = CyberTip.objects.select_for_update().filter(draft=facts.draft).first()
        if known is not None:
            return known
    hold = facts.draft.file.hold if facts.draft else _hold(facts.subject, facts.about, by)
    return CyberTip(draft=facts.draft, subject=facts.subject, about=facts.about, hold=hold)


def _hold(subject: str, about: str, by: User) -> PreservationHold:
    names = [name for name in (subject, about) if name]
    return place_hold(by=by, reason="report about a child", subjects=names, days=HOLD_DAYS, desk=CHILD_SAFETY)


def _kept(facts: Facts) -> dict[str, Any]:
    file = facts.draft.fields["file"] if facts.draft else None
    return {"address": facts.address, "account": facts.account, "file": file}


def _submit(tip: CyberTip, service: Service) -> Answer:
    return service.submit(tip.report.encode())


def _upload(tip: CyberTip, service: Service) -> Answer:
    data = store.read(tip.draft.file.stored, store.QUARANTINE) if tip.draft else b""
    return service.upload(tip.report_id, f"file-{tip.pk}", data)


def _describe(tip: CyberTip, service: Service) -> Answer:
    document = describe(tip)
    tip.details = document.decode()
    return service.describe(document)


def _finish(tip: CyberTip, service: Service) -> Answer:
    return service.finish(tip.report_id)


_STEPS = {"": _submit, "submitted": _upload, "uploaded": _describe, "described": _finish}


def _went_on(tip: CyberTip, answer: Answer) -> None:
    """Keep the answer; a report without a file is finished as soon as it is open."""
    tip.receipt += f"<!-- {timezone.now().isoformat(timespec='seconds')} -->\n{answer.text.strip()}\n"
    if tip.step == CyberTip.Step.DESCRIBED:
        _filed(tip, machine("cybertip"))
        return
    if tip.step == CyberTip.Step.NONE:
        if not answer.report_id:
            _delayed(tip, "The CyberTipline opened the report without a number.")
            return
        tip.report_id = answer.report_id
        has_file = tip.draft is not None and tip.draft.file.size > 0
        tip.step = CyberTip.Step.SUBMITTED if has_file else CyberTip.Step.DESCRIBED
    elif tip.step == CyberTip.Step.SUBMITTED:
        tip.file_id, tip.step = answer.file_id, CyberTip.Step.UPLOADED
    else:
        tip.step = CyberTip.Step.DESCRIBED
    tip.attempts, tip.problem, tip.try_after = 0, "", timezone.now()
    tip.save()
    record(actor=machine("cybertip"), action="tip.advanced", subject=tip.name, step=tip.step)


def _filed(tip: CyberTip, actor: str) -> None:
    """It is there: the year of keeping begins."""
    tip.state, tip.filed_at, tip.problem = CyberTip.State.FILED, timezone.now(), ""
    if tip.hold.in_force:
        renew_hold(hold=tip.hold, by=tip.written_by, days=HOLD_DAYS)
    else:
        tip.hold = _hold(tip.subject, tip.about, tip.written_by)
    tip.save()
    record(actor=actor, action="tip.filed", subject=tip.name, number=tip.report_id, route=tip.route)


def _refused(tip: CyberTip, refusal: Refused) -> None:
    """Finished before, in a try whose answer was lost: filed. Gone there: begun anew. Else a person has to look."""
    if refusal.code == FINISHED and tip.step == CyberTip.Step.DESCRIBED:
        _filed(tip, machine("cybertip"))
        return
    if refusal.code in {GONE, RETRACTED} and tip.step:
        tip.step, tip.report_id, tip.file_id = CyberTip.Step.NONE, "", ""
        _delayed(tip, "The CyberTipline had dropped the open report; it is begun anew.")
        return
    tip.state = CyberTip.State.REFUSED
    _trouble(tip, str(refusal), "tip.refused", alarm=True, code=refusal.code)


def _delayed(tip: CyberTip, problem: str) -> None:
    tip.attempts += 1
    tip.try_after = timezone.now() + timedelta(minutes=min(_LONGEST_WAIT, 2**tip.attempts))
    _trouble(tip, problem, "tip.delayed", alarm=tip.attempts >= ALARM_AFTER, attempts=tip.attempts)


def _trouble(tip: CyberTip, problem: str, action: str, *, alarm: bool, **details: int) -> None:
    tip.problem = problem[:300]
    if alarm and (tip.alarmed_at is None or tip.alarmed_at < timezone.now() - _AGAIN):
        tip.alarmed_at = timezone.now()
        _alarm(tip)
    tip.save()
    record(actor=machine("cybertip"), action=action, subject=tip.name, **details)


def _alarm(tip: CyberTip) -> None:
    """A mail to everybody of the role, which says that a report is stuck and nothing of what it is about."""
    context = {"site": site().name, "number": tip.pk, "desk": f"{settings.SITE_URL}/moderation/"}
    mail_staff(User.objects.holding([Role.CHILD_SAFETY]), "desk_tip_stuck", context)
