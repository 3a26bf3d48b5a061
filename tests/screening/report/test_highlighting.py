"""Marks in a text."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from haven.screening.report.highlighting import Mark, marked

spans = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=6)


def plain(html: str) -> str:
    return unescape(re.sub(r"<sup>\d+</sup>|</?(?:mark|i)>", "", html))


@given(st.text(max_size=300), spans)
def test_marks_take_nothing_away_and_add_no_markup(words: str, given_spans: list[tuple[int, int]]) -> None:
    marks = [Mark(i, a, min(a + n, len(words))) for i, (a, n) in enumerate(given_spans) if a < len(words)]
    html = marked(words, marks)
    assert plain(html) == words
    assert html.count("<sup>") >= len({mark.start for mark in marks})


def test_overlapping_marks_are_cut_and_both_numbered() -> None:
    html = marked("pay the deposit now", [Mark(1, 0, 15), Mark(2, 8, 19)])
    assert html == ("<mark><sup>1</sup>pay the </mark><mark><sup>2</sup>deposit</mark><mark> now</mark>")


def test_of_a_long_text_only_what_is_near_a_mark_is_shown() -> None:
    words = "a" * 3000 + "<b>" + "c" * 3000 + "END"
    html = marked(words, [Mark(1, 3000, 3003), Mark(2, 6003, 6006)])
    assert "<mark><sup>1</sup>&lt;b&gt;</mark>" in html
    assert "<mark><sup>2</sup>END</mark>" in html
    assert len(html) < 1000
    assert html.startswith("… a")


def test_a_long_text_without_marks_is_shown_from_its_beginning() -> None:
    assert marked("a" * 5000, []).endswith("a …")
