"""Tiles: their paths, their sizes as the specification's example has them, and that growing is as good as building."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.evidence.errors import EvidenceError
from haven.evidence.merkle import consistency_proof, inclusion_proof, leaf_hash, root
from haven.evidence.tiles import TilePath, Tiles, grown, nodes_of, pack_entries, tiles_of, unpack_entries
from tests.evidence import independent


def reader(tiles: dict[tuple[int, int], bytes]) -> Tiles:
    return lambda level, number: tiles[level, number]


def test_a_number_is_written_in_groups_of_three() -> None:
    assert str(TilePath(0, 1234067)) == "tile/0/x001/x234/067"
    assert str(TilePath(None, 5, 17)) == "tile/entries/005.p/17"
    assert TilePath.parse("tile/3/x001/x234/067.p/9") == TilePath(3, 1234067, 9)


@pytest.mark.parametrize(
    "path",
    ["tile/0/1", "tile/0/x001", "tile/00/001", "tile/0/001.p/0", "tile/0/001.p/256", "tile/64/001", "tile/0/x000/001",
     "tile/0/001/", "tile/0/001\n", "tile/0/../001", "tile/-1/001"],
)  # fmt: skip
def test_no_other_form_is_a_path(path: str) -> None:
    with pytest.raises(EvidenceError):
        TilePath.parse(path)


def test_a_tree_of_70000_has_the_tiles_of_the_specification() -> None:
    found = list(tiles_of(70_000))
    widths = {level: [tile.width for tile in found if tile.level == level] for level in (0, 1, 2)}
    assert (widths[0].count(256), widths[0][-1]) == (273, 112)
    assert widths[1] == [256, 17]
    assert widths[2] == [1]
    assert list(tiles_of(256)) == [TilePath(0, 0), TilePath(1, 0, 1)]
    assert list(tiles_of(0)) == []


@given(st.lists(st.integers(1, 700), min_size=1, max_size=5), st.data())
def test_a_tree_that_grew_in_steps_proves_what_the_definition_does(steps: list[int], data: st.DataObject) -> None:
    entries = [b"%d" % i for i in range(sum(steps))]
    tiles: dict[tuple[int, int], bytes] = {}
    size = 0
    for step in steps:
        new = [leaf_hash(entry) for entry in entries[size : size + step]]
        tiles.update(grown(reader(tiles), size, new))
        size += step
    assert {(tile.level, tile.number): tile.width * 32 for tile in tiles_of(size)} == {
        key: len(row) for key, row in tiles.items()
    }
    nodes = nodes_of(reader(tiles))
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    assert root(nodes, size) == independent.mth(entries)
    assert inclusion_proof(nodes, index, size) == independent.path(index, entries)
    assert consistency_proof(nodes, old, size) == independent.proof(old, entries)


def test_a_tile_that_is_too_short_is_named() -> None:
    with pytest.raises(EvidenceError, match="tile/0/001 is too short"):
        nodes_of(reader({(0, 1): b""}))(0, 256)


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_bundles_give_back_what_they_hold(entries: list[bytes]) -> None:
    packed = pack_entries(entries)
    assert unpack_entries(packed) == entries
    if packed:
        with pytest.raises(EvidenceError, match="in the middle"):
            unpack_entries(packed + b"\x00")
    with pytest.raises(EvidenceError, match="fits"):
        pack_entries([bytes(65_536)])
