"""Telling people that an authority was given something about them: at once, or the day after a gag ends."""

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import machine, person, record, salted_digest
from haven.legal.actions.standing import rules_of
from haven.legal.errors import LegalError
from haven.legal.models import CallBack, LegalRequest, Production, UserNotice
from haven.legal.models.request import LONGEST_GAG
from haven.mail.actions import send_mail
from haven.rights.models import Erasure
from haven.site.queries import site

_AT_ONCE = 100
_UNTIL_IT_IS_SAID = timedelta(days=3)


def plan_notices(production: Production, request: LegalRequest) -> int:
    """A notice for each account concerned, unless the law leaves that to the authority; how many are to be told.

    Part of the transaction of whoever lets the file out. Once it was handed over they are due at once, until then in
    three days, so that whoever saves a file and says no more about it does not keep them from being told; never before
    the gag is over; and after an emergency as much later as its row of `entitlements.yaml` says.
    """
    call = request.verified_by
    if call is None or theirs_to_tell(request, call):
        return 0
    return _plan(production, _due(production, request.gag_until, days_to_wait(request, call)))


def plan_after_all(request: LegalRequest, result: str) -> int:
    """The same of what left for an authority that says by a call that it was not theirs; how many are to be told.

    Whatever the law leaves to authorities, nobody else tells of what an impostor was given. A gag of a request that
    they know nothing of counts for the days in which another call can say that they do.
    """
    denied = result == CallBack.Result.DENIED
    left = request.productions.filter(Q(delivered_at__isnull=False) | Q(exports__isnull=False)).distinct()
    told = 0
    for one in left:
        if one.notices.exclude(sent_at=None).count() < len(one.concerned):
            due = timezone.now() + _UNTIL_IT_IS_SAID if denied and request.gag_until else _due(one, request.gag_until)
            told += _plan(one, due)
    return told


def heed_gag(request: LegalRequest) -> None:
    """Put off what is still to be told until the gag is over: a call has confirmed the request anew."""
    if request.gag_until is not None:
        ends = gag_ends(request.gag_until)
        UserNotice.objects.filter(production__request=request, sent_at=None, due_at__lt=ends).update(due_at=ends)


def theirs_to_tell(request: LegalRequest, call: CallBack) -> bool:
    """Whether the law leaves telling people to the authority that was called."""
    return any(rule.notice == "theirs" for rule in rules_of(request, call))


def days_to_wait(request: LegalRequest, call: CallBack) -> int:
    """How many days after it was handed over people are told, although no order forbids it."""
    return max((rule.wait_days for rule in rules_of(request, call)), default=0)


def _due(production: Production, gag_until: date | None, wait: int = 0) -> datetime:
    due = timezone.now() + timedelta(days=wait) + (timedelta() if production.delivered_at else _UNTIL_IT_IS_SAID)
    return max(due, gag_ends(gag_until)) if gag_until else due


def _plan(production: Production, due: datetime) -> int:
    """Whoever is to be told is told then, or sooner if that was planned: saving a file again puts nothing off."""
    for key in production.concerned:
        UserNotice.objects.get_or_create(production=production, person_id=key, defaults={"due_at": due})
    production.notices.filter(sent_at=None, due_at__gt=due).update(due_at=due)
    return len(production.concerned)


@transaction.atomic
def extend_gag(*, request: LegalRequest, until: date, words: str, by: User) -> LegalRequest:
    """Tell people later: an authority sent an order that forbids telling them, or prolongs that (18 USC 2705(b)).

    Raises:
        LegalError: everybody was told, the day is not later or too far away, or nothing is said by which order.
    """
    request = request.lock()
    waiting = UserNotice.objects.filter(production__request=request, sent_at=None, nowhere=False)
    now = timezone.localdate()
    if not request.is_open and not waiting.exists():
        raise LegalError("Everybody whom it concerns was told.")
    if not now < until <= now + timedelta(days=LONGEST_GAG) or until <= (request.gag_until or now):
        raise LegalError("Give a later day than before, within three years.")
    if not words.strip() or len(words) > 200:
        raise LegalError("Say in at most 200 characters by which order.")
    request.gag_until = until
    request.save()
    waiting.update(due_at=gag_ends(until))
    record(
        actor=person(by.pk), action="request.gag_extended", subject=request.subject, until=until.isoformat(),
        order=salted_digest(request.reference.encode(), {"words": words.strip()}),
    )  # fmt: skip
    return request


def gag_ends(until: date) -> datetime:
    """When a day is over everywhere on earth: noon UTC of the next one."""
    return datetime.combine(until + timedelta(days=1), time(12), UTC)


@transaction.atomic
def tell_people() -> int:
    """Send the notices that are due; how many were dealt with. Whoever has no address any more cannot be told."""
    due = UserNotice.objects.select_for_update(of=("self",), skip_locked=True).filter(sent_at=None, nowhere=False)
    due = due.filter(due_at__lte=timezone.now()).select_related("person", "production__request__verified_by__authority")
    rows = list(due[:_AT_ONCE])
    for notice in rows:
        _tell(notice)
    return len(rows)


def _tell(notice: UserNotice) -> None:
    request = notice.production.request
    address = _address(notice)
    if address:
        send_mail(to=address, template="data_given", context=_said(notice.production), language=notice.person.language)
        notice.sent_at = timezone.now()
    else:
        notice.nowhere = True
    notice.save(update_fields=["sent_at", "nowhere"])
    record(
        actor=machine("legal"), action="request.person_told" if address else "request.person_unreached",
        subject=request.subject, person=notice.person_id, production=notice.production.code,
    )  # fmt: skip


def _said(production: Production) -> dict[str, object]:
    """What the mail says, by what is known when it leaves.

    `how`: the request is confirmed, was confirmed and "taken_back", or "unconfirmed" by a later call; then the name is
    what whoever asked called themselves. `sure`: it left, as far as anybody said; a file that was saved and withdrawn
    may have.
    """
    request = production.request
    call, how = request.verified_by, "confirmed"
    if request.state == LegalRequest.State.WITHDRAWN:
        call, how = request.calls.filter(result=CallBack.Result.CONFIRMED).last(), "taken_back"
    elif call is None:
        how = "unconfirmed"
    saved_at = production.exports.values_list("at", flat=True).first()
    return {
        "site": site().name, "reference": request.reference, "how": how, "sure": production.withdrawn_at is None,
        "at": production.delivered_at or saved_at or production.approved_at,
        "authority": call.authority.name if call else request.authority_said, "file_number": request.file_number,
        "classes": production.classes, "contact": site().contact,
    }  # fmt: skip


def _address(notice: UserNotice) -> str:
    erased = Erasure.objects.filter(person=notice.person).first()
    return erased.address if erased else notice.person.email
