"""The tree as the tables keep it: tiles, roots, proofs."""

from functools import lru_cache

from django.db.models import Q

from haven.evidence.merkle import Nodes, consistency_proof, inclusion_proof, leaf_hash, root
from haven.evidence.tiles import HEIGHT, nodes_of
from haven.ledger.leaves import leaf_bytes
from haven.ledger.models import Leaf, Tile


def read_tile(level: int, number: int) -> bytes:
    """The hashes of a tile as far as it is filled; empty where there is none yet."""
    found = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
    return bytes(found) if found is not None else b""


def nodes(*places: int) -> Nodes:
    """The nodes of the tree; each tile is read once for as long as this is kept, those above these places at once."""
    wanted = Q(pk__in=[])
    for level in range(-(-max(places, default=0).bit_length() // HEIGHT)):
        wanted |= Q(level=level, number__in={place >> HEIGHT * (level + 1) for place in places})
    rows = Tile.objects.filter(wanted).values_list("level", "number", "hashes") if places else ()
    found = {(level, number): bytes(hashes) for level, number, hashes in rows}

    @lru_cache(maxsize=512)
    def read(level: int, number: int) -> bytes:
        return found.get((level, number)) or read_tile(level, number)

    return nodes_of(read)


def root_of(size: int) -> bytes:
    """The root of the first `size` entries."""
    return root(nodes(size), size)


def prove_inclusion(position: int, size: int) -> list[bytes]:
    """That the entry at `position` is in the tree of `size`; see `haven.evidence.merkle`."""
    return inclusion_proof(nodes(position, size - 1, size), position, size)


def prove_consistency(old: int, new: int) -> list[bytes]:
    """That the tree of `new` continues the tree of `old`; see `haven.evidence.merkle`."""
    return consistency_proof(nodes(old - 1, old, new - 1, new) if old else nodes(), old, new)


def hashed_again(first: int, last: int) -> list[bytes]:
    """The hashes of the entries as they are now, of the places [first, last); nothing where one is gone."""
    rows = Leaf.objects.filter(position__gte=first, position__lt=last).select_related("entry")
    found = {leaf.position: leaf_hash(leaf_bytes(leaf.entry, leaf.salt)) for leaf in rows}
    return [found.get(position, b"") for position in range(first, last)]
