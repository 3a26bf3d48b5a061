"""What words of people become before they are kept."""

import pytest

from haven.cases.actions.standing import checked
from haven.cases.errors import CaseError


def test_words_that_are_too_long_are_refused_and_never_cut() -> None:
    assert checked("x" * 10, 10) == "x" * 10
    with pytest.raises(CaseError, match="room for 10 characters; this has 11"):
        checked("x" * 11, 10)


def test_a_new_line_is_one_character_as_browsers_count_it() -> None:
    """A long brief within the form's limit lost its last lines: browsers send two characters for each new line."""
    assert checked("a\r\nb\r\nc\x00 ", 5) == "a\nb\nc"
