"""Marks are where the search found something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from haven.listings.searching.highlighting import Marker, Piece
from haven.listings.searching.words import read


def marked(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_hit]


@pytest.mark.parametrize(
    ("languages", "typed", "text", "hits"),
    [
        (("en",), "tables", "Oak Table for six; table legs", ["Table", "table"]),
        (("en",), "oak -table", "Oak table", ["Oak"]),
        (("en",), '"garden chair"', "A garden chair", ["garden", "chair"]),
        (("de",), "fahrrad", "Zwei Fahrräder, ein FAHRRAD", ["Fahrräder", "FAHRRAD"]),
        (("en", "fr"), "vélo", "Beau vélo, two velos", ["vélo", "velos"]),
        (("xx",), "dům", "Velký dům", ["dům"]),
    ],
)
def test_marks_by_stems(languages: tuple[str, ...], typed: str, text: str, hits: list[str], settings: Settings) -> None:
    settings.SITE_LANGUAGES = languages
    assert marked(Marker.of(read(typed)).mark(text)) == hits


def test_a_passage_shows_where_the_words_are() -> None:
    text = "Nothing of note here. " * 40 + "Then an oak table with oak legs appears." + " And more follows." * 40
    pieces = Marker.of(read("oak")).passage(text)
    assert marked(pieces) == ["oak", "oak"]
    assert pieces[0].text == "… "
    assert sum(len(piece.text) for piece in pieces) < 200


@given(st.text(max_size=300), st.text(max_size=30))
def test_nothing_is_lost_or_added(text: str, typed: str) -> None:
    marker = Marker.of(read(typed))
    assert "".join(piece.text for piece in marker.mark(text)) == text
    passage = "".join(piece.text for piece in marker.passage(text))
    assert passage.removeprefix("… ").removesuffix(" …") in " ".join(text.split())
