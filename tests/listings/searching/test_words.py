"""What is typed is read as web searches read it, and never refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.listings.searching.document import schema
from haven.listings.searching.words import Term, query, read


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("", []),
        ("oak table", [["oak"], ["table"]]),
        ("oak or beech table", [["oak", "beech"], ["table"]]),
        ("or oak or", [["oak"]]),
        ("-", []),
        ("!!! ???", []),
        ("3.5l", [["3.5l"]]),
    ],
)
def test_words_and_alternatives(typed: str, clauses: list[list[str]]) -> None:
    assert [[term.typed for term in clause] for clause in read(typed).clauses] == clauses


def test_phrases_and_what_must_not_be_there() -> None:
    assert read('"garden chair" -plastic -"from china"').clauses == (
        (Term("garden chair", is_phrase=True),),
        (Term("plastic", unwanted=True),),
        (Term("from china", is_phrase=True, unwanted=True),),
    )
    assert read('"never closed').clauses == ((Term("never closed", is_phrase=True),),)
    assert [term.typed for term in read("oak -table").terms] == ["oak"]


@given(st.text(max_size=80))
def test_anything_can_be_typed(typed: str) -> None:
    for languages in ((), ("en",), ("de", "tr", "ar")):
        wanted = read(typed)
        if wanted.clauses:
            query(wanted, schema(languages), languages, {term.typed: ["other"] for term in wanted.terms})
