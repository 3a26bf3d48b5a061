"""The language for wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.screening.phrases import Phrases, Vocabulary, plain


def found(phrases: str, text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[first:last]) for first, last in Phrases(phrases).find(Vocabulary(words))]


def test_choices_beginnings_numbers_gaps_and_optional_words() -> None:
    text = "we keep the papers and deduct 40 for your bed"
    assert found("papers|passport", text) == ["papers"]
    assert found("deduct* #", text) == ["deduct 40"]
    assert found("keep the? papers", text) == ["keep the papers"]
    assert found("keep your? the papers", text) == ["keep the papers"]
    assert found("deduct .. bed", text) == ["deduct 40 for your bed"]
    assert found("we .. bed", text) == []


def test_phrases_are_separated_by_commas_and_lines() -> None:
    assert Phrases("one two, three\n four*").written == ["one two", "three", "four*"]


def test_of_wordings_that_begin_alike_the_longest_counts() -> None:
    assert found("gift, gift card, gift card code", "a gift card code") == ["gift card code"]


@pytest.mark.parametrize("wrong", ["..", ".. fee", "fee ..", "the? fee", "a .. b .. c .. d", "a|b? c", "a||b"])
def test_what_could_be_slow_or_misread_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"phrase|choice"):
        Phrases(wrong)


def test_accents_and_apostrophes_do_not_count() -> None:
    assert (plain("gebühr"), plain("don't"), plain("straße")) == ("gebuhr", "dont", "strasse")


@given(
    st.lists(st.sampled_from("abc"), max_size=30), st.sampled_from(["a b", "a .. b", "a b? c", "a|b c*", "a .. b .. c"])
)
def test_agrees_with_a_plain_search(words: list[str], phrase: str) -> None:
    pattern = phrase.split()

    def fits(row: list[str], at: int) -> bool:
        if not row:
            return True
        if row[0] == "..":
            return any(fits(row[1:], at + skip) for skip in range(5) if at + skip <= len(words))
        if row[0].endswith("?") and fits(row[1:], at):
            return True
        choices = row[0].rstrip("?").split("|")
        hit = at < len(words) and any(
            words[at].startswith(c[:-1]) if c.endswith("*") else words[at] == c for c in choices
        )
        return hit and fits(row[1:], at + 1)

    starts = [first for first, _ in Phrases(phrase).find(Vocabulary(words))]
    assert starts == [at for at in range(len(words)) if fits(pattern, at)]
