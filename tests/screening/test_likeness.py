"""Which words of an ad a person is shown for a model's opinion."""

from math import inf

from haven.records import AdRecord
from haven.screening.learned import Score, Word
from haven.screening.likeness import shown
from haven.screening.reading import Reading

TEXT = "The key is with our courier"


def marked(*words: Word) -> list[str]:
    found = shown(Reading(AdRecord(id="1", body=TEXT)), Score(0.9, words), "It reads like fraud.")
    return [TEXT[one.start : one.end] for one in found]


def test_words_that_everybody_uses_are_not_shown_beside_rarer_ones() -> None:
    """A reviewer read that "the" and "our" had made an ad look like fraud."""
    assert marked(Word(0, 0.9, 1.9), Word(4, 0.6, 3.5), Word(1, 0.4, 5.3), Word(5, 0.2, inf)) == ["key", "courier"]


def test_where_there_are_no_others_they_are_shown() -> None:
    assert marked(Word(0, 0.9, 1.9), Word(4, 0.6, 3.5)) == ["The", "our"]


def test_a_word_that_spoke_against_it_is_never_shown() -> None:
    assert marked(Word(1, 0.4, 5.3), Word(5, -0.4, 7.0)) == ["key"]
