"""What is wrong with the log, now: raised and ended by whoever finds out, shown to the operator until it is over.

Must not know how people are told that it begins: `ALARMS_TOLD_BY` of the settings does.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from haven.ledger.actions import machine, record
from haven.ledger.models import Alarm, SignedCheckpoint, UnsequencedEntry

_PATIENCE = timedelta(minutes=10)
_ACTOR = machine("ledger")


@transaction.atomic
def raise_alarm(*, source: str, kind: Alarm.Kind, text: str) -> None:
    """Say that something is wrong, and tell people once; what is known already is only brought up to date."""
    known = Alarm.objects.select_for_update().filter(source=source).first()
    Alarm.objects.update_or_create(source=source, defaults={"kind": kind, "text": text})
    if known is None or known.kind != kind:
        record(actor=_ACTOR, action="alarm.raised", subject="log:alarm", source=source[:200], kind=str(kind))
        import_string(settings.ALARMS_TOLD_BY)(text)


@transaction.atomic
def end_alarm(*, source: str) -> None:
    """Say that it is well again."""
    if Alarm.objects.filter(source=source).delete()[0]:
        record(actor=_ACTOR, action="alarm.ended", subject="log:alarm", source=source[:200])


def standing() -> str:
    """One word for monitoring: `alarm` if history was changed or lost, `silent` if a witness or the clock is."""
    kinds = set(Alarm.objects.values_list("kind", flat=True))
    if kinds & {Alarm.Kind.REFUSED, Alarm.Kind.BROKEN}:
        return "alarm"
    return "silent" if kinds or _late() else "good"


def problems() -> list[str]:
    """Everything that is wrong, in sentences."""
    found = [f"{alarm.text} (since {alarm.since:%Y-%m-%d %H:%M} UTC)" for alarm in Alarm.objects.order_by("since")]
    late = _late()
    return [*found, late] if late else found


def _late() -> str:
    """Whether entries have waited for their place for too long."""
    first = UnsequencedEntry.objects.order_by("entry_id").select_related("entry").first()
    if first is None or first.entry.at > timezone.now() - _PATIENCE:
        return ""
    last = SignedCheckpoint.objects.order_by("-id").first()
    since = f"the last head was signed {last.signed_at:%Y-%m-%d %H:%M} UTC" if last else "no head was ever signed"
    return f"entries of the log are not sequenced and signed, {since}: is the worker running?"
