"""A cursor survives being written into an address, and nothing else is taken for one."""

from hypothesis import example, given
from hypothesis import strategies as st

from haven.listings.searching.areas import spot
from haven.listings.searching.query import Cursor

CURSORS = st.builds(
    Cursor,
    passed=st.integers(0, 10**9),
    listing_id=st.integers(0, 2**40),
    published=st.integers(0, 4 * 10**15),
    cents=st.integers(-1, 10**12 - 1),
    spot=st.one_of(st.just(""), st.builds(spot, st.floats(-90, 90), st.floats(-180, 180))),
)


@example(Cursor(0, 0, 4 * 10**15, 0, ""))
@given(CURSORS)
def test_what_is_written_is_read(cursor: Cursor) -> None:
    assert Cursor.read(str(cursor)) == cursor
    assert len(str(cursor)) <= 80


@given(st.text(max_size=60))
def test_anything_else_is_no_cursor(words: str) -> None:
    read = Cursor.read(words)
    assert read is None or Cursor.read(str(read)) == read
