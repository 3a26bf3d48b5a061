"""Giving entries their places in the tree: in order, without gaps, once.

Owns the step between an entry that is committed and one that the tree vouches for. Writing an entry takes no lock that
others wait for; this step does, on one row, in batches. Until it ran (within a minute), an entry is in the database
and no more than that.
"""

from collections.abc import Iterable

from django.db import connection, transaction

from haven.evidence.merkle import leaf_hash
from haven.evidence.tiles import grown
from haven.ledger.leaves import leaf_bytes
from haven.ledger.models import Leaf, LedgerEntry, TreeHead
from haven.ledger.tree import read_tile

BATCH = 5_000

_TAKE = """
DELETE FROM ledger_unsequencedentry WHERE entry_id IN (
    SELECT entry_id FROM ledger_unsequencedentry ORDER BY entry_id LIMIT %s
) RETURNING entry_id
"""
_STORE = """
INSERT INTO ledger_tile (level, number, hashes) VALUES (%s, %s, %s)
ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes
"""


def sequence_all() -> int:
    """Give every committed entry its place; the size of the tree afterwards."""
    while sequence(BATCH):
        pass
    return tree_size()


@transaction.atomic
def sequence(most: int) -> int:
    """Give up to `most` entries their places, the oldest first; how many there were."""
    size = _locked_size()
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [most])
        ids = [row[0] for row in cursor.fetchall()]
    entries = list(LedgerEntry.objects.filter(pk__in=ids).order_by("id"))
    leaves = [Leaf(position=size + i, entry=entry) for i, entry in enumerate(entries)]
    Leaf.objects.bulk_create(leaves, batch_size=BATCH)
    hashes = [leaf_hash(leaf_bytes(leaf.entry, leaf.salt)) for leaf in leaves]
    _store(grown(read_tile, size, hashes).items())
    TreeHead.objects.filter(pk=TreeHead.THE_ONE).update(size=size + len(leaves))
    return len(leaves)


def tree_size() -> int:
    """How many entries have a place."""
    return TreeHead.objects.filter(pk=TreeHead.THE_ONE).values_list("size", flat=True).first() or 0


def _locked_size() -> int:
    TreeHead.objects.bulk_create([TreeHead(pk=TreeHead.THE_ONE)], ignore_conflicts=True)
    return TreeHead.objects.select_for_update().get(pk=TreeHead.THE_ONE).size


def _store(tiles: Iterable[tuple[tuple[int, int], bytes]]) -> None:
    rows = [(level, number, hashes) for (level, number), hashes in tiles]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_STORE, rows)
