"""The database itself keeps the log as it was written."""

import pytest
from django.db import DatabaseError, connection, transaction

from haven.ledger.models import LedgerEntry
from tests.factories import a_ledger_entry

pytestmark = pytest.mark.django_db
ATTEMPTS = [
    "UPDATE ledger_ledgerentry SET actor = 'nobody'",
    "UPDATE ledger_ledgerentry SET at = now()",
    "UPDATE ledger_ledgerentry SET details = details",
    "DELETE FROM ledger_ledgerentry",
    "DELETE FROM ledger_ledgerentry WHERE id = (SELECT min(id) FROM ledger_ledgerentry)",
    "TRUNCATE ledger_ledgerentry",
    """INSERT INTO ledger_ledgerentry (id, at, actor, action, subject, details)
    SELECT id, at, actor, action, subject, details FROM ledger_ledgerentry
    ON CONFLICT (id) DO UPDATE SET actor = 'nobody'""",
    "WITH gone AS (DELETE FROM ledger_ledgerentry RETURNING id) SELECT count(*) FROM gone",
]


@pytest.mark.parametrize("statement", ATTEMPTS)
def test_no_statement_changes_or_deletes_an_entry(statement: str) -> None:
    a_ledger_entry()
    before = list(LedgerEntry.objects.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(LedgerEntry.objects.values()) == before


def test_nor_does_the_model() -> None:
    entry = a_ledger_entry()
    entry.actor = "nobody"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()
