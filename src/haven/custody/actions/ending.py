"""What was kept because of a hold goes when the hold is over: by the clock, so that nobody has to remember.

Owns the grounds that keep a quarantined file. Hashes, decisions and the digests in the ledger stay.
"""

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from haven.custody import store
from haven.custody.actions.capturing import erase_evidence
from haven.custody.models import CyberTip, PreservationHold, QuarantinedFile
from haven.custody.queries import held
from haven.ledger.actions import machine, record

_CLOCK = machine("custody")
_AT_ONCE = 200


@transaction.atomic
def erase_snapshots() -> int:
    """Erase what holds kept that are over; how many items."""
    rows = PreservationHold.objects.exclude(snapshots=None).filter(_over()).order_by("?")
    holds = list(PreservationHold.objects.select_for_update().filter(pk__in=[hold.pk for hold in rows[:_AT_ONCE]]))
    done = 0
    for hold in holds:
        erased = erase_evidence(names=[hold.subject], actor=_CLOCK)
        if erased:
            record(actor=_CLOCK, action="hold.snapshots_erased", subject=hold.subject, items=erased)
        done += erased
    return done


@transaction.atomic
def erase_quarantined() -> int:
    """Erase the bytes of files in quarantine that nothing keeps any more; how many files.

    Kept are those that nobody has decided about, those that were confirmed and are not reported yet, and those that a
    hold covers: their own, or one on what they were uploaded to or by.
    """
    done = 0
    for file in _without_ground()[:_AT_ONCE]:
        if held([file.name, file.subject, file.about]):
            continue
        file.erased_at = timezone.now()
        file.save(update_fields=["erased_at"])
        if not QuarantinedFile.objects.filter(stored=file.stored, erased_at=None).exists():
            transaction.on_commit(partial(store.drop, file.stored, store.QUARANTINE))
        record(actor=_CLOCK, action="quarantine.erased", subject=file.name)
        done += 1
    return done


def _without_ground() -> QuerySet[QuarantinedFile]:
    state = QuarantinedFile.State
    reported = Q(state=state.CONFIRMED, cybertip__tip__state=CyberTip.State.FILED) & _over("cybertip__tip__hold__")
    rows = QuarantinedFile.objects.select_for_update(of=("self",)).filter(_over("hold__"), erased_at=None)
    return rows.filter(Q(state=state.CLEARED) | reported).order_by("?")


def _over(path: str = "") -> Q:
    return Q(**{f"{path}released_at__isnull": False}) | Q(**{f"{path}until__lte": timezone.now()})
