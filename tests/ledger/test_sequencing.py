"""Entries get their places in order, without gaps, once; the tree that comes out is the one the definition says."""

import pytest
from django.db import DatabaseError, connection, transaction

from haven.evidence.merkle import check_consistency, check_inclusion, leaf_hash
from haven.ledger.leaves import leaf_bytes
from haven.ledger.models import Leaf, TreeHead, UnsequencedEntry
from haven.ledger.sequencing import sequence, sequence_all, tree_size
from haven.ledger.tree import prove_consistency, prove_inclusion, root_of
from tests.committed import at_once
from tests.evidence import independent
from tests.factories import a_ledger_entry

ATTEMPTS = [
    "UPDATE ledger_leaf SET position = position + 10",
    "UPDATE ledger_leaf SET salt = 'x'",
    "DELETE FROM ledger_leaf",
    "TRUNCATE ledger_leaf",
    "UPDATE ledger_tile SET hashes = decode(repeat('00', octet_length(hashes)), 'hex')",
    "UPDATE ledger_tile SET hashes = substring(hashes FROM 1 FOR 32)",
    "UPDATE ledger_tile SET number = number + 1",
    "DELETE FROM ledger_tile",
    "TRUNCATE ledger_tile",
    "UPDATE ledger_treehead SET size = size - 1",
    "DELETE FROM ledger_treehead",
]


def entries() -> list[bytes]:
    return [leaf_bytes(leaf.entry, leaf.salt) for leaf in Leaf.objects.select_related("entry").order_by("position")]


@pytest.mark.django_db
def test_every_entry_gets_the_next_place_once() -> None:
    written = [a_ledger_entry(subject=f"listing:{i}") for i in range(7)]
    assert [sequence(3), sequence(3), sequence(3), sequence(3)] == [3, 3, 1, 0]
    assert list(Leaf.objects.order_by("position").values_list("position", "entry_id")) == [
        (i, entry.pk) for i, entry in enumerate(written)
    ]
    assert not UnsequencedEntry.objects.exists()
    assert tree_size() == 7
    assert root_of(7) == independent.mth(entries())


@pytest.mark.django_db
def test_an_entry_written_past_the_code_is_sequenced_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_ledgerentry (at, actor, action, subject, details) "
            "SELECT now(), 'visitor', 'draft.started', 'listing:' || i, '{}' FROM generate_series(1, 600) i"
        )
    assert sequence_all() == 600
    assert root_of(600) == independent.mth(entries())


@pytest.mark.django_db
def test_proofs_from_the_tables_hold() -> None:
    for _ in range(5):
        a_ledger_entry()
    sequence_all()
    before = root_of(5)
    for _ in range(300):
        a_ledger_entry()
    size = sequence_all()
    assert root_of(5) == before
    check_consistency(5, before, size, root_of(size), prove_consistency(5, size))
    for position in (0, 4, 5, 255, 256, size - 1):
        leaf = leaf_hash(entries()[position])
        check_inclusion(leaf, position, size, prove_inclusion(position, size), root_of(size))


def test_of_two_who_sequence_at_once_each_entry_has_one_place(committed: None) -> None:
    written = [a_ledger_entry().pk for _ in range(60)]
    assert sum(n for n in at_once(*[lambda: sequence(20)] * 5) if isinstance(n, int)) == 60
    assert sorted(Leaf.objects.values_list("position", flat=True)) == list(range(60))
    assert sorted(Leaf.objects.values_list("entry_id", flat=True)) == written
    assert root_of(60) == independent.mth(entries())


def test_an_entry_whose_transaction_ends_late_is_not_passed_over(committed: None) -> None:
    """Its number is smaller than that of one that is sequenced already."""

    def later() -> None:
        a_ledger_entry(subject="listing:second")
        sequence_all()

    with transaction.atomic():
        a_ledger_entry(subject="listing:first")
        at_once(later)
    sequence_all()
    subjects = list(Leaf.objects.order_by("position").values_list("entry__subject", flat=True))
    assert subjects == ["listing:second", "listing:first"]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ATTEMPTS)
def test_no_statement_takes_the_tree_back(statement: str) -> None:
    a_ledger_entry()
    a_ledger_entry()
    sequence_all()
    before = root_of(2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (tree_size(), root_of(2)) == (2, before)
    assert TreeHead.objects.count() == 1
