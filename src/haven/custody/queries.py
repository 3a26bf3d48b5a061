"""Reading what is held and kept.

`held` is the face for whoever deletes: ask it, in the transaction that deletes, for everything that would go.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Case, Count, F, OrderBy, Q, QuerySet, When
from django.utils import timezone

from haven.custody.models import BankEntry, CyberTip, HeldSubject, PreservationHold
from haven.custody.models.hold import SOON


def held(subjects: Iterable[str]) -> set[str]:
    """Those of these subjects (`listing:k3v9x2m7qa`, `person:7`, `photo:…`) that a hold in force covers.

    Call it in the transaction that deletes: those holds stay locked until it ends. A photo or a message is covered by
    name alone: ask for its ad and its people as well.
    """
    wanted = set(subjects)
    rows = HeldSubject.objects.filter(subject__in=wanted, hold__in=in_force()).select_related("hold")
    return {row.subject for row in rows.select_for_update(of=("hold",))}


def in_force() -> QuerySet[PreservationHold]:
    """The holds that block something now."""
    return PreservationHold.objects.filter(released_at=None, until__gt=timezone.now())


def expiring(within: timedelta = SOON) -> QuerySet[PreservationHold]:
    """The holds in force that end within two weeks, or another time, unless they are renewed, the next first."""
    return in_force().filter(until__lte=timezone.now() + within).order_by("until")


def soonest_first(path: str = "") -> tuple[OrderBy, ...]:
    """The order of a list of holds: those in force, the next to end first; then those that are over, the last first.

    `path` leads from the list's rows to their hold, such as `hold__`.
    """
    runs = Q(**{f"{path}released_at": None, f"{path}until__gt": timezone.now()})
    ends = Case(When(runs, then=F(f"{path}until")))
    return (ends.asc(nulls_last=True), F(f"{path}until").desc())


def late_tips() -> int:
    """How many reports were written over an hour ago, or refused, and are not filed."""
    unfiled = CyberTip.objects.exclude(state=CyberTip.State.FILED)
    late = Q(state=CyberTip.State.REFUSED) | Q(written_at__lt=timezone.now() - timedelta(hours=1))
    return unfiled.filter(late).count()


def bank_sizes() -> list[tuple[str, int, int]]:
    """Each bank by name, with how many hashes are in force in it and how many are retired."""
    rows = BankEntry.objects.values("bank").annotate(
        in_force=Count("pk", filter=Q(retired_at=None)), retired=Count("pk", filter=~Q(retired_at=None))
    )
    return [(row["bank"], row["in_force"], row["retired"]) for row in rows.order_by("bank")]
