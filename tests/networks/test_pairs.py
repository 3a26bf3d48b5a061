"""One text against a few."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.networks import Parameters, sweep
from haven.networks.pairs import KEYS, Likeness, alike, fingerprints
from haven.records import AdRecord

P = Parameters()
ROOM = "Quiet room with a balcony above the old harbour, ten minutes on foot from the tram, heating included"


def compared(text: str, *others: str, groups: list[int] | None = None) -> list[Likeness]:
    first, *rest = (found.tokens for found in fingerprints([text, *others], P))
    return alike(first, rest, groups or [0] * len(rest), P)


@given(st.lists(st.text(max_size=200), max_size=6))
def test_a_text_has_one_fingerprint_whatever_stands_beside_it(texts: list[str]) -> None:
    for text, found in zip(texts, fingerprints(texts, P), strict=True):
        alone = fingerprints([text], P)[0]
        assert np.array_equal(found.tokens, alone.tokens)
        assert found.keys.tolist() == sorted(set(alone.keys.tolist()))
        assert len(found.keys) <= KEYS


@pytest.mark.parametrize(
    ("other", "linked"),
    [
        (ROOM, True),
        (ROOM.upper(), True),
        (ROOM.replace("balcony", "terrace") + " for 950", True),
        (ROOM.replace("a", "\u0430"), True),
        ("Blue touring bicycle with two panniers and new tyres, ridden twice and never in the rain", False),
        ("", False),
    ],
    ids=["the same", "case", "edited", "Cyrillic twins", "other words", "none"],
)
def test_like_texts_are_linked(other: str, linked: bool) -> None:
    assert bool(compared(ROOM, other)) == linked
    both = sweep([AdRecord(id="a", body=ROOM), AdRecord(id="b", body=other)])
    assert bool(both.networks) == linked


def test_the_most_alike_comes_first_and_says_how_much_is_shared() -> None:
    found = compared(ROOM, ROOM.replace("heating included", "no pets"), ROOM, "nothing of the kind")
    assert [one.other for one in found] == [1, 0]
    assert found[0] == Likeness(1, 1.0, "The same 18 words in the same order; figures may differ")
    assert found[1].why == "16 of 18 words in the same order"


def test_no_text_and_no_others_are_like_nothing() -> None:
    assert compared(ROOM) == []
    assert compared("", ROOM) == []


def test_a_phrase_that_ever_different_groups_use_tells_nothing() -> None:
    others = [
        f"{ROOM} {word} {word}s" for word in ("amber", "basket", "candle", "drawer", "engine", "falcon", "garden")
    ]
    assert len(compared(f"{ROOM} hammer", *others)) == 7
    assert compared(f"{ROOM} hammer", *others, groups=[1, 2, 3, 4, 5, 6, 7]) == []
