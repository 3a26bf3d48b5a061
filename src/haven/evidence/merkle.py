"""Merkle trees as of RFC 9162, section 2.1: hashes, proofs made from stored nodes, and their verification.

Owns the arithmetic. Must not know where nodes are stored: whoever asks for a proof hands in `Nodes`, which gives the
hash of a complete subtree. Hashes are 32 bytes of SHA-256; sizes and indices are counted in leaves from 0.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

from haven.evidence.errors import BadProof

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()

Nodes = Callable[[int, int], bytes]
"""`(level, index)` → the hash over the leaves [index · 2^level, (index + 1) · 2^level)."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry as a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def subtree_hash(hashes: Sequence[bytes]) -> bytes:
    """The hash above a row of 2^n nodes of one level."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


def root(nodes: Nodes, size: int) -> bytes:
    """The root of the tree of the first `size` leaves."""
    return _range_hash(nodes, 0, size) if size else EMPTY_ROOT


def inclusion_proof(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """PATH(index, D[size]) of section 2.1.3.1, from the leaf upwards.

    Raises:
        BadProof: the leaf is not in a tree of this size.
    """
    if not 0 <= index < size:
        raise BadProof(f"entry {index} is not in a tree of {size}")
    proof: list[bytes] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _largest_power_below(end - begin)
        other = (middle, end) if index < middle else (begin, middle)
        proof.append(_range_hash(nodes, *other))
        begin, end = (begin, middle) if index < middle else (middle, end)
    return proof[::-1]


def consistency_proof(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """PROOF(old, D[new]) of section 2.1.4.1; empty for an empty or an equal old tree.

    Raises:
        BadProof: the old tree is larger than the new one.
    """
    if not 0 <= old <= new:
        raise BadProof(f"a tree of {old} cannot become one of {new}")
    if old in {0, new}:
        return []
    proof: list[bytes] = []
    begin, end, complete = 0, new, True
    while old != end:
        middle = begin + _largest_power_below(end - begin)
        if old <= middle:
            proof.append(_range_hash(nodes, middle, end))
            end = middle
        else:
            proof.append(_range_hash(nodes, begin, middle))
            begin, complete = middle, False
    if not complete:
        proof.append(_range_hash(nodes, begin, end))
    return proof[::-1]


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes) -> None:
    """Section 2.1.3.2: that the leaf with this hash is at `index` of the tree with this root.

    Raises:
        BadProof: it is not, as far as this proof goes.
    """
    if not 0 <= index < size:
        raise BadProof(f"entry {index} is not in a tree of {size}")
    position, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise BadProof(f"the proof for entry {index} is too long")
        if position & 1 or position == last:
            found = node_hash(step, found)
            position, last = _upwards(position, last)
        else:
            found = node_hash(found, step)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise BadProof(f"the proof for entry {index} is too short")
    if found != expected_root:
        raise BadProof(f"entry {index} is not what the tree of {size} was made from")


def check_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Section 2.1.4.2: that the tree of `old` leaves is the beginning of the tree of `new`.

    Raises:
        BadProof: it is not, as far as this proof goes.
    """
    if old in {0, new}:
        _check_trivial(old, old_root, new_root if old == new else None, proof)
        return
    if not 0 < old < new or not proof:
        raise BadProof(f"nothing leads from a tree of {old} to one of {new}")
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise BadProof(f"the proof from {old} to {new} is too long")
        if position & 1 or position == last:
            before, after = node_hash(step, before), node_hash(step, after)
            position, last = _upwards(position, last)
        else:
            after = node_hash(after, step)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise BadProof(f"the proof from {old} to {new} is too short")
    if before != old_root or after != new_root:
        raise BadProof(f"the first {old} entries of the tree of {new} are not those that were there before")


def _upwards(position: int, last: int) -> tuple[int, int]:
    """Past the levels on which the node at the right edge has no sibling."""
    while position and not position & 1:
        position, last = position >> 1, last >> 1
    return position, last


def _check_trivial(old: int, old_root: bytes, same: bytes | None, proof: Sequence[bytes]) -> None:
    if proof:
        raise BadProof(f"from {old} nothing is to be proven, but there is a proof")
    if (same is not None and old_root != same) or (old == 0 and old_root != EMPTY_ROOT):
        raise BadProof(f"two trees of {old} have different roots")


def _largest_power_below(count: int) -> int:
    """The largest power of two that is smaller than `count` (at least 2)."""
    return 1 << ((count - 1).bit_length() - 1)


def _subtrees(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The complete subtrees that make up [begin, end), from the left; `begin` is aligned as in the RFC's recursion."""
    while begin < end:
        level = (end - begin).bit_length() - 1
        yield level, begin >> level
        begin += 1 << level


def _range_hash(nodes: Nodes, begin: int, end: int) -> bytes:
    parts = [nodes(level, index) for level, index in _subtrees(begin, end)]
    found = parts.pop()
    while parts:
        found = node_hash(parts.pop(), found)
    return found
