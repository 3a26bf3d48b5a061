"""Lots: fair, the same for everybody who draws, and nothing that one entry can do for itself."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from haven.moderation.lots import drawn, lot

ROOTS = st.binary(min_size=32, max_size=32)


@given(ROOTS, st.integers(0, 2**60))
def test_a_stranger_draws_the_same(root: bytes, position: int) -> None:
    """The description read again, by other means: hexadecimal digits against a limit."""
    digits = hashlib.sha256(root + bytes.fromhex(f"{position:016x}")).hexdigest()[:16]
    for share in (0.0, 0.02, 0.5, 1.0):
        assert (drawn(root, [position], share) == [position]) == (int(digits, 16) / 16**16 < share)
    assert 0 <= lot(root, position) < 1


def test_as_many_as_were_asked_for() -> None:
    root = hashlib.sha256(b"a head").digest()
    taken = drawn(root, range(100_000), 0.02)
    assert abs(len(taken) - 2000) < 4 * (100_000 * 0.02 * 0.98) ** 0.5
    other = drawn(hashlib.sha256(b"another head").digest(), range(100_000), 0.02)
    assert len(set(taken) & set(other)) < 100
