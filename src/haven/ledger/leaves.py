"""An entry as the bytes that are hashed into the tree: canonical JSON (RFC 8785), the same on every machine."""

from collections.abc import Mapping
from datetime import UTC, datetime

import rfc8785

from haven.ledger.errors import LedgerError
from haven.ledger.models import LedgerEntry

LONGEST = 20_000


def leaf_bytes(entry: LedgerEntry, salt: bytes | memoryview) -> bytes:
    """The entry with its salt, as the log's bundles and the evidence hold it."""
    return rfc8785.dumps(
        {
            "id": entry.pk,
            "at": written_time(entry.at),
            "actor": entry.actor,
            "action": entry.action,
            "subject": entry.subject,
            "details": entry.details,
            "salt": bytes(salt).hex(),
        }
    )


def written_time(at: datetime) -> str:
    """To the microsecond, which is what the database keeps."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def check_details(details: Mapping[str, str | float | bool | None]) -> None:
    """Refuse what has no canonical form or would not fit into a bundle of entries.

    Raises:
        LedgerError: names what is wrong.
    """
    try:
        length = len(rfc8785.dumps(dict(details)))
    except rfc8785.CanonicalizationError as error:
        raise LedgerError(f"the details cannot be written for good: {error}") from None
    if length > LONGEST:
        raise LedgerError(f"the details have {length:,} bytes; an entry has room for {LONGEST:,}")
