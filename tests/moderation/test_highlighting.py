"""Cutting a text where signals hit."""

from hypothesis import given
from hypothesis import strategies as st

from haven.moderation.highlighting import Piece, Span, cut

spans = st.lists(
    st.builds(Span, number=st.integers(1, 9), start=st.integers(0, 60), end=st.integers(0, 60), strong=st.booleans()),
    max_size=8,
)


def joined(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


@given(st.text(max_size=25), st.text(max_size=30), spans)
def test_pieces_give_back_the_text_and_mark_what_was_hit(title: str, body: str, hits: list[Span]) -> None:
    in_title, in_body = cut(title, body, hits)
    assert (joined(in_title), joined(in_body)) == (title, body)
    text = f"{title}\n\n{body}" if title else body
    places = [[hit.number for hit in hits if hit.start <= i < hit.end] for i in range(len(text))]
    marked = [piece.numbers for piece in in_title for _ in piece.text]
    marked += [()] * (2 if title else 0) + [piece.numbers for piece in in_body for _ in piece.text]
    gap = range(len(title), len(title) + 2) if title else range(0)
    for i, numbers in enumerate(places):
        if i not in gap:
            assert sorted(marked[i]) == sorted(numbers)


def test_overlapping_hits_are_cut_at_each_others_ends() -> None:
    _, pieces = cut("T", "abcdef", [Span(1, 3, 7), Span(2, 5, 9, strong=True)])
    assert [(p.text, p.numbers, p.begins, p.strong) for p in pieces] == [
        ("ab", (1,), (1,), False),
        ("cd", (1, 2), (2,), True),
        ("ef", (2,), (), True),
    ]


def test_hits_about_the_ad_as_a_whole_mark_nothing() -> None:
    assert cut("Title", "body", [Span(1, 0, 0)]) == ([Piece("Title")], [Piece("body")])
