"""A case code opens the report however it was written down."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from haven.notices.models import new_case_code
from haven.notices.queries import by_case_code
from tests.factories import a_notice


def test_codes_are_easy_to_write_down_and_hard_to_guess() -> None:
    codes = {new_case_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"([2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}", code) for code in codes)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "-", "AAAA-AAAA-AAAA", "K7QM", "x" * 1000, "\x00", "ß" * 12])
def test_other_codes_open_nothing(code: str) -> None:
    a_notice()
    assert by_case_code(code) is None


class TestSpellings(TestCase):
    """Hypothesis and the database go together in a `TestCase` only."""

    @given(st.data())
    def test_any_spelling_finds_it(self, data: st.DataObject) -> None:
        notice = a_notice()
        between, spelt = st.sampled_from(["", " ", "-", "–", " - ", "."]), st.sampled_from([str.upper, str.lower])
        letters = notice.case_code.replace("-", "")
        typed = "".join(data.draw(between) + data.draw(spelt)(letter) for letter in letters)
        assert by_case_code(f" {typed} ") == notice
