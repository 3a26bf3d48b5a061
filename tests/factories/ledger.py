"""Entries of the log, and what is said about it."""

from haven.ledger.models import Alarm, LedgerEntry, SignedCheckpoint, Witness
from haven.ledger.signing import sign_head


def a_ledger_entry(
    *, actor: str = "visitor", action: str = "draft.started", subject: str = "listing:aaaaaaaaaa"
) -> LedgerEntry:
    """One thing that was done."""
    return LedgerEntry.objects.create(actor=actor, action=action, subject=subject)


def a_checkpoint() -> SignedCheckpoint:
    """A signed head of the log as it is, which has an entry at least."""
    a_ledger_entry()
    signed = sign_head()
    assert signed is not None
    return signed


def a_witness(*, url: str = "http://127.0.0.1:9", size: int = 0) -> Witness:
    """A witness that has cosigned this many entries."""
    return Witness.objects.create(url=url, size=size)


def an_alarm(*, source: str = "log", kind: str = Alarm.Kind.BROKEN, text: str = "The log is broken.") -> Alarm:
    """Something that is wrong now."""
    return Alarm.objects.create(source=source, kind=kind, text=text)
