"""Holds that rest on a request: placed, renewed as often as the law lets, released by two; and grown by the clock.

Owns the tie between a request and a hold of custody, and what an identifier comes to cover. Nobody outside the legal
desk learns of one.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.actions.holds import MOST_SUBJECTS, ask_release, cover, place_hold, release_hold, renew_hold
from haven.ledger.actions import machine, person, record
from haven.legal.actions.standing import DESK
from haven.legal.errors import LegalError
from haven.legal.law import term_for
from haven.legal.models import LegalHold, LegalRequest
from haven.legal.targets import candidates, contacts_in, subjects_naming


@transaction.atomic
def hold_for(*, request: LegalRequest, subjects: Iterable[str], by: User) -> LegalHold:
    """Keep these accounts and ads, and whatever names the request's identifiers.

    Also before anybody has called back, because nothing is given by it. What it holds already is held once: a second
    click changes nothing.

    Raises:
        LegalError: the request is closed, or no line of it leads there.
        HoldRefused: there is nothing to hold.
    """
    request = request.lock()
    if not request.is_open:
        raise LegalError("This request is closed.")
    wanted, contacts = list(dict.fromkeys(subjects)), contacts_in(request)
    if set(wanted) - {one.subject for one in candidates(request)}:
        raise LegalError("Choose among the accounts and ads that the request’s lines lead to.")
    held = next((one for one in _in_force().filter(request=request) if set(wanted) <= _covered(one)), None)
    if held is not None:
        return held
    named = [*wanted, *subjects_naming(contacts)] or [f"contact:{kind}" for kind, _ in contacts]
    covered = list(dict.fromkeys(named))
    call = request.verified_by
    term = term_for(request.instrument, call.authority.country if call else request.country)
    hold = place_hold(by=by, reason=request.reference, subjects=covered[:MOST_SUBJECTS], days=term.days, desk=DESK)
    cover(hold, covered[MOST_SUBJECTS:])
    made = LegalHold.objects.create(
        hold=hold, request=request, contacts=[list(one) for one in contacts],
        renewals=term.renewals, renewal_days=term.renewal_days,
    )  # fmt: skip
    record(actor=person(by.pk), action="request.held", subject=request.subject, hold=hold.pk, days=term.days)
    return made


@transaction.atomic
def renew_legal_hold(*, held: LegalHold, by: User) -> LegalHold:
    """Keep on for the law's term.

    Raises:
        LegalError: the law does not let it be renewed again.
        HoldRefused: it is over.
    """
    held = LegalHold.objects.select_for_update(of=("self",)).select_related("hold", "request").get(pk=held.pk)
    if not held.may_be_renewed:
        raise LegalError("The law does not let this hold be renewed again: what is to be kept needs a new request.")
    days = (held.hold.until - timezone.now()).days + 1 + held.renewal_days
    renew_hold(hold=held.hold, by=by, days=days)
    record(actor=person(by.pk), action="request.hold_renewed", subject=held.request.subject, hold=held.pk, days=days)
    return held


@transaction.atomic
def ask_legal_release(*, held: LegalHold, by: User) -> LegalHold:
    """Ask a second person to release it.

    Raises:
        HoldRefused: it is over.
    """
    ask_release(hold=held.hold, by=by)
    record(actor=person(by.pk), action="request.release_asked", subject=held.request.subject, hold=held.pk)
    return held


@transaction.atomic
def release_legal_hold(*, held: LegalHold, by: User) -> LegalHold:
    """Release what somebody else asked to release.

    Raises:
        HoldRefused: nobody asked, or oneself did, or it is over.
    """
    release_hold(hold=held.hold, by=by)
    record(actor=person(by.pk), action="request.hold_released", subject=held.request.subject, hold=held.pk)
    return held


@transaction.atomic
def extend_holds() -> int:
    """Cover what has come to name a held identifier since; how many ads and accounts."""
    added = 0
    for held in _in_force().exclude(contacts=[]):
        new = set(subjects_naming([(kind, value) for kind, value in held.contacts])) - _covered(held)
        if new:
            cover(held.hold, sorted(new))
            record(actor=machine("legal"), action="request.hold_grew", subject=held.request.subject, subjects=len(new))
        added += len(new)
    return added


def _in_force() -> QuerySet[LegalHold]:
    rows = LegalHold.objects.filter(hold__released_at=None, hold__until__gt=timezone.now())
    return rows.select_related("hold", "request")


def _covered(held: LegalHold) -> set[str]:
    return set(held.hold.subjects.values_list("subject", flat=True))
