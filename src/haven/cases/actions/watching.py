"""Waiting for a contact or a text to come back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.cases.actions.standing import at_work
from haven.cases.errors import CaseError
from haven.cases.models import Case, FoundAgain, Watch
from haven.ledger.actions import machine, person, record


@transaction.atomic
def begin_watch(*, case: Case, kind: str, value: str, known: Iterable[str], by: User, words: str = "") -> Watch:
    """Wait for something; where it stands already (`known`, as the ledger names things) is no news.

    Raises:
        CaseError: it is watched already; see `at_work`.
    """
    case = at_work(case, by)
    if Watch.objects.filter(case=case, kind=kind, value=value, ended_at=None).exists():
        raise CaseError("This case watches that already.")
    watch = Watch.objects.create(case=case, kind=kind, value=value, words=words, added_by=by)
    FoundAgain.objects.bulk_create(FoundAgain(watch=watch, subject=subject, known=True) for subject in set(known))
    record(actor=person(by.pk), action="watch.begun", subject=case.subject, watch=watch.pk, kind=kind)
    return watch


@transaction.atomic
def end_watch(*, watch: Watch, by: User) -> None:
    """Wait no longer."""
    case = at_work(watch.case, by)
    watch.ended_at = timezone.now()
    watch.save(update_fields=["ended_at"])
    record(actor=person(by.pk), action="watch.ended", subject=case.subject, watch=watch.pk)


@transaction.atomic
def note_finds(*, watch: Watch, subjects: Iterable[str]) -> int:
    """Note where it was met; how many of these are new."""
    known = set(watch.finds.values_list("subject", flat=True))
    new = sorted(set(subjects) - known)
    FoundAgain.objects.bulk_create((FoundAgain(watch=watch, subject=subject) for subject in new), ignore_conflicts=True)
    if new:
        record(actor=machine("cases"), action="watch.found", subject=watch.case.subject, watch=watch.pk, finds=len(new))
    return len(new)


@transaction.atomic
def mark_seen(*, find: FoundAgain, by: User) -> None:
    """Somebody has looked at it."""
    case = at_work(find.watch.case, by)
    find.seen_by = by
    find.save(update_fields=["seen_by"])
    record(actor=person(by.pk), action="find.seen", subject=case.subject, of=find.subject)
