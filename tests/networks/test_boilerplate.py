"""What passes for boilerplate: told by the company it keeps, and by how much of an ad it is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haven.networks import boilerplate, sweep
from haven.networks.shingles import NO_RUN
from haven.records import AdRecord
from tests.networks.ads import stranger

_CORE = stranger(900, words=45).body
_STOCK = stranger(901, words=16).body


def test_a_text_to_which_every_ad_adds_words_of_its_own_is_one_text() -> None:
    ads = [AdRecord(id=f"a-{i:02}", body=f"{_CORE} {stranger(i, words=9).body}") for i in range(20)]
    assert [n.size for n in sweep([*ads, *(stranger(50 + i) for i in range(40))]).networks] == [20]


def test_a_stock_sentence_is_no_text_even_where_it_is_half_of_the_ad() -> None:
    ads = [AdRecord(id=f"a-{i:02}", body=f"{stranger(i, words=14 + i % 12).body} {_STOCK}") for i in range(30)]
    assert sweep([*ads, *(stranger(50 + i) for i in range(40))]).networks == []


def test_common_turns_of_phrase_beside_it_are_no_company() -> None:
    turns = [stranger(910 + k, words=4).body for k in range(4)]

    def speak(number: int) -> str:
        own = stranger(number, words=24).body.split()
        return " ".join([*own[:12], turns[number % 4], *own[12:], turns[(number // 4) % 4]])

    common = [AdRecord(id=f"c-{i:03}", body=speak(1000 + i)) for i in range(160)]
    ads = [AdRecord(id=f"a-{i:02}", body=f"{speak(2000 + i)} {_STOCK}") for i in range(24)]
    assert sweep([*common, *ads]).networks == []


_PHRASES = st.lists(st.one_of(st.integers(0, 40), st.integers(0, 2**32 - 2), st.just(int(NO_RUN))), max_size=60)


@given(_PHRASES, _PHRASES)
def test_short_and_long_texts_are_held_against_each_other_alike(one: list[int], other: list[int]) -> None:
    a, b = np.array(one, np.uint32), np.array(other, np.uint32)
    bench = boilerplate.set_up(60)
    expected = np.isin(b, a[a != NO_RUN]).tolist()
    assert boilerplate._note_shared(a, b, bench).tolist() == expected
    both = np.empty(len(b), np.uint32)
    boilerplate._note_long(a, b, np.empty(boilerplate._slots(len(a)), np.uint32), both)
    assert both.tolist() == expected


def test_phrases_of_many_more_texts_than_hold_the_passage_are_no_company() -> None:
    passage, turns, own = range(6), range(100, 120), 40

    def company(told_by_turns: int) -> tuple[int, int]:
        one, other = ([*passage, *range(start, start + own), *turns] for start in (1000, 2000))
        at = np.array([*one, *other], np.uint32)
        told = np.where((at >= 100) & (at < 120), told_by_turns, 100).astype(np.uint8)
        a, b = (0, len(one)), (len(one), len(at))
        return boilerplate.hold_together(at, told, a, b, 0, boilerplate.set_up(len(one)))

    apart = [number for number in (76, 75) if company(number)[1]]
    assert apart == [76]  # eight times as many texts tell 24 eighths of a bit less
