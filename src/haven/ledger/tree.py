"""The tree as the tables keep it: tiles, roots, proofs."""

from functools import lru_cache

from haven.evidence.merkle import Nodes, consistency_proof, inclusion_proof, leaf_hash, root
from haven.evidence.tiles import nodes_of
from haven.ledger.leaves import leaf_bytes
from haven.ledger.models import Leaf, Tile


def read_tile(level: int, number: int) -> bytes:
    """The hashes of a tile as far as it is filled; empty where there is none yet."""
    found = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
    return bytes(found) if found is not None else b""


def nodes() -> Nodes:
    """The nodes of the tree; each tile is read once for as long as this is kept."""
    return nodes_of(lru_cache(maxsize=512)(read_tile))


def root_of(size: int) -> bytes:
    """The root of the first `size` entries."""
    return root(nodes(), size)


def prove_inclusion(position: int, size: int) -> list[bytes]:
    """That the entry at `position` is in the tree of `size`; see `haven.evidence.merkle`."""
    return inclusion_proof(nodes(), position, size)


def prove_consistency(old: int, new: int) -> list[bytes]:
    """That the tree of `new` continues the tree of `old`; see `haven.evidence.merkle`."""
    return consistency_proof(nodes(), old, new)


def altered_entries(first: int, last: int) -> list[int]:
    """The places in [first, last) whose entry is not what was hashed into the tree, or is gone."""
    rows = Leaf.objects.filter(position__gte=first, position__lt=last).select_related("entry").order_by("position")
    found = {leaf.position: leaf_hash(leaf_bytes(leaf.entry, leaf.salt)) for leaf in rows.iterator(chunk_size=2000)}
    node = nodes()
    return [position for position in range(first, last) if found.get(position) != node(0, position)]
