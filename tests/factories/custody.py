"""Holds and evidence."""

from datetime import timedelta

from django.utils import timezone

from haven.custody.models import HeldSubject, PreservationHold
from tests.factories.people import a_user


def a_hold(*subjects: str, days: int = 90) -> PreservationHold:
    """A hold on these subjects; over already where `days` is negative."""
    until = timezone.now() + timedelta(days=days)
    hold = PreservationHold.objects.create(reason="Letter 12", placed_by=a_user(), until=until)
    for subject in subjects:
        a_held_subject(hold=hold, subject=subject)
    return hold


def a_held_subject(*, hold: PreservationHold | None = None, subject: str = "listing:aaaaaaaaaa") -> HeldSubject:
    """One thing under a hold."""
    return HeldSubject.objects.create(hold=hold or a_hold(), subject=subject)
