"""Placing, renewing and releasing holds. Nobody but those who did is told: neither moderators nor whom it concerns."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from haven.accounts.models import User
from haven.custody.errors import HoldRefused
from haven.custody.models import CyberTip, HeldSubject, PreservationHold
from haven.ledger.actions import machine, person, record

_LONGEST = timedelta(days=366)
MOST_SUBJECTS = 1000
"""Things that one hold is placed on; it may come to cover more."""


@transaction.atomic
def place_hold(
    *, by: User | None, reason: str, subjects: Iterable[str], days: int = 90, desk: str = ""
) -> PreservationHold:
    """Keep these subjects for so many days; a preservation letter (18 USC 2703(f)) asks for 90, once renewed.

    Without `by`, a match in the hash banks places it. Only `desk` learns of it, where one is named.

    Raises:
        HoldRefused: no reason, no subjects, or a time that is no time.
    """
    names = list(dict.fromkeys(subjects))
    if not reason.strip() or len(reason) > 120:
        raise HoldRefused("Say in at most 120 characters what the hold rests on.")
    if not names or len(names) > MOST_SUBJECTS or any(":" not in name or len(name) > 80 for name in names):
        raise HoldRefused(f"Name one to {MOST_SUBJECTS} things to keep, such as listing:k3v9x2m7qa or person:7.")
    hold = PreservationHold.objects.create(reason=reason.strip(), placed_by=by, until=_end(days), desk=desk)
    actor = person(by.pk) if by else machine("hash-banks")
    record(actor=actor, action="hold.placed", subject=hold.subject, subjects=len(names), days=days)
    cover(hold, names)
    return hold


def cover(hold: PreservationHold, subjects: Iterable[str]) -> None:
    """Let a hold cover more, and keep what is there of it today (`HOLDS_KEPT_BY` of the settings knows what that is).

    Part of the transaction, and of the ledger entry, of whoever calls; what is kept has entries of its own.
    """
    known = set(hold.subjects.values_list("subject", flat=True))
    new = [name for name in dict.fromkeys(subjects) if name not in known]
    HeldSubject.objects.bulk_create(HeldSubject(hold=hold, subject=name) for name in new)
    import_string(settings.HOLDS_KEPT_BY)(hold, new)


@transaction.atomic
def renew_hold(*, hold: PreservationHold, by: User, days: int = 90) -> PreservationHold:
    """Keep on for so many days from now; a request to release it is void.

    Raises:
        HoldRefused: it is over.
    """
    hold = _locked(hold)
    hold.until, hold.renewals, hold.release_asked_by = max(hold.until, _end(days)), hold.renewals + 1, None
    hold.save()
    record(actor=person(by.pk), action="hold.renewed", subject=hold.subject, days=days)
    return hold


@transaction.atomic
def ask_release(*, hold: PreservationHold, by: User) -> PreservationHold:
    """Ask a second person to release it.

    Raises:
        HoldRefused: it is over.
    """
    hold = _locked(hold)
    hold.release_asked_by = by
    hold.save()
    record(actor=person(by.pk), action="hold.release_asked", subject=hold.subject)
    return hold


@transaction.atomic
def release_hold(*, hold: PreservationHold, by: User) -> PreservationHold:
    """Release what another person asked to release.

    Raises:
        HoldRefused: nobody asked, or it was the same person, or it is over.
    """
    hold = _locked(hold)
    if hold.release_asked_by is None or hold.release_asked_by == by:
        raise HoldRefused("A hold is released by two people: one asks, another releases.")
    if CyberTip.objects.filter(hold=hold, filed_at__gt=timezone.now() - timedelta(days=365)).exists():
        raise HoldRefused("What was reported is kept for a year from then (18 USC 2258A(h)).")
    hold.released_by, hold.released_at = by, timezone.now()
    hold.save()
    record(actor=person(by.pk), action="hold.released", subject=hold.subject)
    return hold


def _locked(hold: PreservationHold) -> PreservationHold:
    found = PreservationHold.objects.select_for_update().get(pk=hold.pk)
    if not found.in_force:
        raise HoldRefused("This hold is over. What is to be kept needs a new one.")
    return found


def _end(days: int) -> datetime:
    if not timedelta(0) < timedelta(days=days) <= _LONGEST:
        raise HoldRefused("A hold lasts a day at least and a year at most; it can be renewed.")
    return timezone.now() + timedelta(days=days)
