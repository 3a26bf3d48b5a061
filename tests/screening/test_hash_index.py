"""The index finds what comparing with every hash would find, up to the last bit that counts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haven.screening.hash_index import FURTHEST, HashIndex

RNG = np.random.default_rng(11)
BANK = RNG.integers(0, 256, (3000, 32), np.uint8)
INDEX = HashIndex.build(BANK.tobytes())
INTEGERS = [int.from_bytes(row.tobytes(), "big") for row in BANK]


def flipped(row: int, bits: set[int]) -> str:
    value = INTEGERS[row]
    for bit in bits:
        value ^= 1 << bit
    return f"{value:064x}"


@given(st.integers(0, 2999), st.sets(st.integers(0, 255), max_size=40))
def test_a_changed_picture_is_found_as_long_as_few_enough_bits_differ(row: int, bits: set[int]) -> None:
    wanted = flipped(row, bits)
    distances = [(int(wanted, 16) ^ value).bit_count() for value in INTEGERS]
    nearest = min(distances)
    found = INDEX.nearest(wanted)
    if nearest > FURTHEST:
        assert found is None
    else:
        assert found is not None
        assert found[1] == nearest == distances[found[0]]


def test_even_when_the_bits_are_spread_as_badly_as_can_be() -> None:
    """One bit in each part but one with two less: 31 bits, no two parts the same."""
    bits = {part * 16 + offset for part in range(16) for offset in (3, 9)} - {3}
    assert len(bits) == FURTHEST
    assert INDEX.nearest(flipped(7, bits)) == (7, FURTHEST)
    assert INDEX.nearest(flipped(7, bits | {3})) is None


def test_an_empty_bank_matches_nothing() -> None:
    assert HashIndex.build(b"").nearest("0" * 64) is None
