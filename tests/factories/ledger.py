"""Entries of the log."""

from haven.ledger.models import LedgerEntry


def a_ledger_entry(
    *, actor: str = "visitor", action: str = "draft.started", subject: str = "listing:aaaaaaaaaa"
) -> LedgerEntry:
    """One thing that was done."""
    return LedgerEntry.objects.create(actor=actor, action=action, subject=subject)
