"""Lots: fair, the same for everybody who draws, and nothing that one entry can do for itself."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from haven.moderation.lots import Ticket, drawn, lot

ROOTS = st.binary(min_size=32, max_size=32)


@given(ROOTS, st.integers(0, 2**60), st.none() | st.integers(0, 2**60))
def test_a_stranger_draws_the_same(root: bytes, position: int, ad: int | None) -> None:
    """The description read again, by other means: hexadecimal digits against a limit."""
    words = f"{position:016x}" + (f"{ad:016x}" if ad is not None else "")
    digits = hashlib.sha256(root + bytes.fromhex(words)).hexdigest()[:16]
    ticket = Ticket(position, ad)
    for share in (0.0, 0.02, 0.5, 1.0):
        assert (drawn(root, [ticket], share) == [ticket]) == (int(digits, 16) / 16**16 < share)
    assert 0 <= lot(root, ticket) < 1


def test_as_many_as_were_asked_for() -> None:
    root = hashlib.sha256(b"a head").digest()
    entries, ads = [Ticket(n) for n in range(100_000)], [Ticket(7, n) for n in range(100_000)]
    taken = drawn(root, entries, 0.02)
    assert abs(len(taken) - 2000) < 4 * (100_000 * 0.02 * 0.98) ** 0.5
    other = drawn(hashlib.sha256(b"another head").digest(), entries, 0.02)
    assert len(set(taken) & set(other)) < 100
    assert abs(len(drawn(root, ads, 0.02)) - 2000) < 4 * (100_000 * 0.02 * 0.98) ** 0.5
