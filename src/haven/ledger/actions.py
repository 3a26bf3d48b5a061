"""Writing the log."""

import re

from django.db import DatabaseError, transaction

from haven.evidence.digests import salted_digest
from haven.ledger.errors import LedgerError, LogDown
from haven.ledger.leaves import check_details
from haven.ledger.models import LedgerEntry

__all__ = ["VISITOR", "machine", "person", "record", "record_read", "salted_digest"]

VISITOR = "visitor"
_ACTION = re.compile(r"[a-z_]+\.[a-z_]+\Z")
_LONGEST_NAME = 80
_LONGEST_DETAIL = 200


def person(user_id: int) -> str:
    """The actor for a signed-in person."""
    return f"person:{user_id}"


def machine(part: str) -> str:
    """The actor for a part of Haven that acts on its own, such as `machine:screening`."""
    return f"machine:{part}"


def record(*, actor: str, action: str, subject: str, **details: str | float | bool | None) -> LedgerEntry:
    """Write one entry in the transaction of what it tells of.

    Args:
        actor: from `person`, `machine` or `VISITOR`.
        action: `<noun>.<past participle>`, such as `listing.submitted`.
        subject: `<kind>:<identifier>`, such as `listing:k3v9x2m7qa`.
        details: identifiers, counts and digests; never content.

    Raises:
        LedgerError: outside a transaction, for a malformed action or name, or for a detail that looks like content.
    """
    if not transaction.get_connection().in_atomic_block:
        raise LedgerError(f"{action} must be recorded in the transaction that does it")
    if not _ACTION.match(action):
        raise LedgerError(f"{action!r} is not of the form noun.past_participle")
    for name in (actor, subject):
        if len(name) > _LONGEST_NAME or not name.isprintable():
            raise LedgerError(f"{name!r} names nobody and nothing: at most {_LONGEST_NAME} printable characters")
    for name, value in details.items():
        if isinstance(value, str) and (len(value) > _LONGEST_DETAIL or "\x00" in value):
            raise LedgerError(f"the detail {name!r} of {action} looks like content: record a digest of it")
    check_details(details)
    return LedgerEntry.objects.create(actor=actor, action=action, subject=subject, details=details)


def record_read(*, reader: int, action: str, subject: str, **details: str | float | bool | None) -> LedgerEntry:
    """Record that the person with this id is about to be shown something; call it before anything is shown.

    Raises:
        LogDown: the log does not take the entry; whoever calls shows nothing.
        LedgerError: see `record`.
    """
    try:
        with transaction.atomic():
            return record(actor=person(reader), action=action, subject=subject, **details)
    except DatabaseError as error:
        raise LogDown(f"{action} of {subject} cannot be written down") from error
