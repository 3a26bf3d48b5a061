"""What a query must have is found out from PostgreSQL's own words for it; every match has one of the keys."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.alerts.anchors import ad_keys, rarest, search_keys

FREQUENCY = {"red": 0.3, "bike": 0.2, "o'brien": 0.1}
WORDS = ["red", "bike", "o'brien", "touring", "oak", "a&b"]


@dataclass(frozen=True)
class Query:
    """A query in PostgreSQL's text form, and whether a text's words answer it."""

    text: str
    words: tuple[str, ...] = ()
    parts: tuple["Query", ...] = ()
    either: bool = False

    def answered_by(self, words: set[str]) -> bool:
        if not self.parts:
            return self.words[0] in words
        return (any if self.either else all)(part.answered_by(words) for part in self.parts)


def leaf(word: str) -> Query:
    return Query("'" + word.replace("'", "''") + "'", (word,))


def joined(parts: list[Query], sign: str) -> Query:
    return Query("( " + f" {sign} ".join(part.text for part in parts) + " )", (), tuple(parts), either=sign == "|")


QUERIES = st.recursive(
    st.sampled_from(WORDS).map(leaf),
    lambda inner: st.tuples(st.lists(inner, min_size=2, max_size=3), st.sampled_from(["&", "|", "<->", "<2>"])).map(
        lambda drawn: joined(*drawn)
    ),
    max_leaves=8,
)


@given(QUERIES, st.sets(st.sampled_from(WORDS)))
def test_every_text_that_answers_holds_one_of_the_words(query: Query, words: set[str]) -> None:
    must = rarest(query.text, FREQUENCY)
    assert must
    if query.answered_by(words):
        assert set(must) & words
        own = ad_keys(lexemes=words, categories=[], point=None)
        assert set(own) & set(search_keys(indexable=query.text, category="", circle=None, frequency=FREQUENCY))


@pytest.mark.parametrize(
    ("query", "must"),
    [
        ("'red' & 'bike' & 'touring'", ["touring"]),
        ("'red' | 'bike'", ["bike", "red"]),
        ("'red' & ( 'touring' | 'oak' )", ["oak", "touring"]),
        ("'red' <-> 'bike'", ["bike"]),
        ("'o''brien' & 'red'", ["o'brien"]),
        ("'tour':*", []),
        ("'tour':*A & 'red'", ["red"]),
        ("!'red' & 'bike'", ["bike"]),
        ("!'red'", []),
        ("!( 'red' | 'bike' ) & 'oak'", ["oak"]),
        ("'bike' | !'red'", []),
        ("T", []),
        ("", []),
    ],
)
def test_what_a_query_must_have(query: str, must: list[str]) -> None:
    assert rarest(query, FREQUENCY) == must


def test_a_search_without_words_hangs_on_its_category_in_every_cell() -> None:
    keys = search_keys(indexable="", category="vehicles", circle=(51.3, 12.4, 25), frequency={})
    assert len(keys) > 1
    assert set(keys) & set(ad_keys(lexemes=["oak"], categories=["bicycles", "vehicles"], point=(51.2, 12.3)))
    assert not set(keys) & set(ad_keys(lexemes=["oak"], categories=["bicycles", "vehicles"], point=(48.0, 12.3)))
    assert not set(keys) & set(ad_keys(lexemes=["oak"], categories=["chairs", "goods"], point=(51.2, 12.3)))


def test_an_ad_that_is_nowhere_answers_searches_for_anywhere() -> None:
    own = ad_keys(lexemes=["oak"], categories=["furniture"], point=None)
    assert set(own) & set(search_keys(indexable="'oak'", category="", circle=None, frequency={}))
    assert not set(own) & set(search_keys(indexable="'oak'", category="", circle=(0, 0, 100), frequency={}))
