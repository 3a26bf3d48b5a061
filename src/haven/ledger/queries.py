"""Reading the log."""

from django.db.models import QuerySet

from haven.ledger.models import LedgerEntry


def entries_about(*subjects: str) -> QuerySet[LedgerEntry]:
    """The entries about any of the subjects, oldest first."""
    return LedgerEntry.objects.filter(subject__in=subjects).order_by("id")


def latest_entries(
    *, before: int | None = None, action: str = "", subject: str = "", limit: int = 100
) -> list[LedgerEntry]:
    """The newest entries, newest first, older than entry `before`; filtered by an action's or a subject's beginning."""
    entries = LedgerEntry.objects.order_by("-id")
    if before is not None:
        entries = entries.filter(id__lt=before)
    if action:
        entries = entries.filter(action__startswith=action)
    if subject:
        entries = entries.filter(subject__startswith=subject)
    return list(entries[:limit])
