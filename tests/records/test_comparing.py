"""Two texts in one."""

from hypothesis import given
from hypothesis import strategies as st

from haven.records.comparing import Change, compare

TEXTS = st.text(alphabet="ab c,\n", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_it(old: str, new: str) -> None:
    changes = compare(old, new)
    assert "".join(change.text for change in changes if change.kind != "new") == old
    assert "".join(change.text for change in changes if change.kind != "old") == new
    assert all(change.text for change in changes)


def test_words_change_as_a_whole() -> None:
    assert compare("No deposit asked.", "Deposit asked.") == [
        Change("old", "No deposit"), Change("new", "Deposit"), Change("same", " asked."),
    ]  # fmt: skip
