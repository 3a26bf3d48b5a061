"""Trees: the published vectors of RFC 6962's authors, and the definition itself as an oracle."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.evidence.errors import BadProof
from haven.evidence.merkle import (
    EMPTY_ROOT,
    Nodes,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    subtree_hash,
)
from tests.evidence import independent

# The entries and hashes that the Certificate Transparency project publishes with RFC 6962.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {
    (0, 8): ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"],
    (5, 8): ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): ["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"],
}  # fmt: skip
PROOFS = {
    (1, 8): ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"],
    (6, 8): ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
    (2, 5): ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"],
}  # fmt: skip

logs = st.lists(st.binary(max_size=4), min_size=1, max_size=80)


def nodes(entries: Sequence[bytes]) -> Nodes:
    leaves = [leaf_hash(entry) for entry in entries]
    return lambda level, index: subtree_hash(leaves[index << level : (index + 1) << level])


def hexes(hashes: list[bytes]) -> list[str]:
    return [found.hex() for found in hashes]


def test_the_empty_tree_has_the_root_of_nothing() -> None:
    assert root(nodes([]), 0) == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_published_ones(size: int) -> None:
    assert root(nodes(ENTRIES), size).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int) -> None:
    proof = inclusion_proof(nodes(ENTRIES), index, size)
    assert hexes(proof) == PATHS[index, size]
    check_inclusion(leaf_hash(ENTRIES[index]), index, size, proof, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("old", "new"), PROOFS)
def test_consistency_proofs_are_the_published_ones(old: int, new: int) -> None:
    proof = consistency_proof(nodes(ENTRIES), old, new)
    assert hexes(proof) == PROOFS[old, new]
    check_consistency(old, bytes.fromhex(ROOTS[old - 1]), new, bytes.fromhex(ROOTS[new - 1]), proof)


@given(logs, st.data())
def test_every_entry_is_proven_and_the_definition_agrees(entries: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(entries)))
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(nodes(entries), index, size)
    assert proof == independent.path(index, entries[:size])
    expected = independent.mth(entries[:size])
    assert root(nodes(entries), size) == expected
    check_inclusion(leaf_hash(entries[index]), index, size, proof, expected)
    assert independent.root_from_path(leaf_hash(entries[index]), index, size, proof) == expected


@given(logs, st.data())
def test_every_beginning_is_proven_and_the_definition_agrees(entries: list[bytes], data: st.DataObject) -> None:
    new = data.draw(st.integers(1, len(entries)))
    old = data.draw(st.integers(0, new))
    proof = consistency_proof(nodes(entries), old, new)
    assert proof == (independent.proof(old, entries[:new]) if old else [])
    check_consistency(old, independent.mth(entries[:old]), new, independent.mth(entries[:new]), proof)


@given(logs, st.data())
def test_a_proof_for_something_else_is_refused(entries: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    proof, expected = inclusion_proof(nodes(entries), index, len(entries)), independent.mth(entries)
    leaf = leaf_hash(entries[index])
    wrong = [*proof]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        wrong[at] = leaf_hash(wrong[at])
    attempts: list[Callable[[], None]] = [
        lambda: check_inclusion(leaf_hash(b"not " + entries[index]), index, len(entries), proof, expected),
        lambda: check_inclusion(leaf, index, len(entries), [*proof, leaf], expected),
        lambda: check_inclusion(leaf, index, len(entries), proof, leaf_hash(expected)),
        lambda: check_inclusion(leaf, len(entries), len(entries), proof, expected),
    ]
    if proof:
        attempts += [
            lambda: check_inclusion(leaf, index, len(entries), wrong, expected),
            lambda: check_inclusion(leaf, index, len(entries), proof[:-1], expected),
        ]
    for attempt in attempts:
        with pytest.raises(BadProof):
            attempt()


@given(logs, logs, st.data())
def test_another_past_is_never_consistent(entries: list[bytes], more: list[bytes], data: st.DataObject) -> None:
    """Whatever proof the log makes from the history it has now."""
    at = data.draw(st.integers(0, len(entries) - 1))
    now = [*entries[:at], b"other:" + entries[at], *entries[at + 1 :], *more]
    size = data.draw(st.integers(len(entries), len(now)))
    before, after = independent.mth(entries), independent.mth(now[:size])
    with pytest.raises(BadProof):
        check_consistency(len(entries), before, size, after, consistency_proof(nodes(now), len(entries), size))


def test_what_cannot_be_proven_is_said() -> None:
    for attempt in (
        lambda: inclusion_proof(nodes(ENTRIES), 8, 8),
        lambda: consistency_proof(nodes(ENTRIES), 5, 4),
        lambda: check_consistency(5, b"", 4, b"", []),
        lambda: check_consistency(3, b"a", 5, b"b", []),
        lambda: check_consistency(0, EMPTY_ROOT, 5, b"b", [b"a"]),
        lambda: check_consistency(0, b"a", 5, b"b", []),
    ):
        with pytest.raises(BadProof):
            attempt()
