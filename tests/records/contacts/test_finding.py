"""Whatever the text, finding contacts holds: no crash, spans inside, time in proportion to length."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.records.contacts import find_contacts
from haven.records.contacts.finding import SCANNED
from haven.records.text import fold

_PIECES = [
    "+1", "202", "555", "0147", "one", "two", "(at)", " at ", " dot ", "@", ".com", "http://", "www.", "telegram:",
    "kik ", "0x", "bc1q", "1A1z", "o", "l", " ", "-", "(", ")", "*", "\n", "\u200b", "０", "а", "中", "二", "00",
    "t.me/", "é", "\0", "\ud800",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))


@given(TEXTS, st.sampled_from(["US", "GB", "DE", "ES", "ZZ"]))
def test_any_text_gives_spans_inside_it(text: str, region: str) -> None:
    for contact in find_contacts(text, region=region):
        assert 0 <= contact.start < contact.end <= len(text)
        assert contact.value == contact.value.strip()
        assert contact.value


@given(TEXTS)
def test_contacts_do_not_overlap_but_for_an_address_and_its_domain(text: str) -> None:
    spans = sorted({(c.start, c.end) for c in find_contacts(text)})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(TEXTS, TEXTS)
def test_what_was_found_stands_in_its_span(before: str, after: str) -> None:
    text = f"{before}\n\nmail jane.roe@mail.example please\n\n{after}"
    found = next(c for c in find_contacts(text) if c.value == "jane.roe@mail.example")
    assert fold(text[found.start : found.end]).text == "jane.roe@mail.example"


def test_order_is_that_of_the_text() -> None:
    text = "kik: jane_roe1, jane@mail.example, 202-555-0147, www.shop.example"
    assert [c.kind.value for c in find_contacts(text)] == ["handle", "email", "phone", "domain"]


def test_text_beyond_the_limit_is_not_searched() -> None:
    assert find_contacts("x " * (SCANNED // 2) + "202-555-0147") == []


_UNITS = [
    "1", "1 ", "+1", "+11111111 ", "0 0", "one ", "one", "oil", "a@", "a.", "a.b", "a at b dot ", "www.", "http://",
    "(at)", "t.me/", "telegram ", "telegram: me ", "@a on ", "0x", "bc1", "-", "(", "2025550147", "202 555 ", "01 ",
    "\u0301", "а", "дa ", "中", "二",
]  # fmt: skip


@pytest.mark.parametrize("unit", _UNITS)
def test_repetition_costs_no_more_than_its_length(unit: str) -> None:
    text = (unit * SCANNED)[: SCANNED // 5]
    started = time.process_time()
    find_contacts(text)
    find_contacts(text, region="GB")
    # A blow-up would take hours; the bound only has to tell the two apart on any machine.
    assert time.process_time() - started < 30
