"""What auditors say about what staff have read."""

from django.db import transaction

from haven.accounts.models import Role, User
from haven.cases.actions.standing import checked
from haven.cases.errors import CaseError
from haven.cases.models import ReadReview
from haven.ledger.actions import person, record
from haven.ledger.models import LedgerEntry


@transaction.atomic
def review_read(*, entry: LedgerEntry, in_order: bool, words: str, by: User) -> ReadReview:
    """Say that a read was in order, or ask about it.

    Raises:
        CaseError: no auditor's doing, one's own read, or a question without words.
    """
    words = checked(words, 500)
    kind, _, reader = entry.actor.partition(":")
    if Role.AUDITOR not in by.roles or kind != "person" or int(reader) == by.pk:
        raise CaseError("Reads are reviewed by an auditor, and not one's own.")
    if not in_order and not words:
        raise CaseError("Say what is to be asked about it.")
    review, _ = ReadReview.objects.update_or_create(
        entry_id=entry.pk,
        defaults={"reader_id": int(reader), "in_order": in_order, "words": words, "reviewed_by": by},
    )
    record(actor=person(by.pk), action="read.reviewed", subject=f"entry:{entry.pk}", in_order=in_order)
    return review
