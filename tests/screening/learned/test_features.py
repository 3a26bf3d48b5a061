"""What a classifier sees of an ad, and what it must never see."""

import pytest

from haven.records import AdRecord
from haven.screening.learned.features import begun, features, of_word, seen
from haven.screening.learned.personal import personal
from haven.screening.reading import Reading
from tests.screening.test_conformance import PERSONAL, WHO


def words(text: str) -> list[str]:
    reading = Reading(AdRecord(id="1", body=text))
    return [reading.words[place] for place in seen(reading)]


def test_words_pairs_and_parts_of_words() -> None:
    found = features(Reading(AdRecord(id="1", body="Green keys, green keys")))
    assert found["green keys"] == [0, 1]
    assert found["keys"] == [1]
    assert {"~_key", "~keys_"} <= found.keys()
    assert features(Reading(AdRecord(id="1", body="Green keys, green keys")), parts=False).keys() == {
        "green", "keys", "green keys", "keys green",
    }  # fmt: skip
    assert of_word("keys") == ("keys", "~_key", "~keys", "~eys_", "~_keys", "~keys_")


def test_a_beginning_stands_for_what_is_bent_from_it() -> None:
    forms = ["envías", "enviamos", "enviado"]
    seen_of = [features(Reading(AdRecord(id="1", body=form)), parts=False).keys() for form in forms]
    assert set.intersection(*map(set, seen_of)) == {"^envia"}


def test_no_beginning_says_who_somebody_is() -> None:
    """ "Costaud" is strong, and begins as Costa Rica does."""
    assert begun("sturdier") == ("sturdier", "^sturd")
    assert personal("costa")
    assert begun("costaud") == ("costaud",)


def test_no_contact_detail_and_no_number_is_seen() -> None:
    text = "Write to jane.doe@example.org or @janedoe_flats, call 020 7946 0958, https://flats.example.org/jane 450 eur"
    assert set(words(text)) <= {"write", "to", "or", "call", "eur"}


@pytest.mark.parametrize(
    "language", ["english", "polnische", "polonaise", "rumänisch", "nigerianas", "türkisch", "filipina"]
)
def test_who_somebody_is_is_not_seen(language: str) -> None:
    assert words(f"quiet {language} tenant") == ["quiet", "tenant"]


def test_no_word_that_signals_must_not_name_is_seen() -> None:
    for sentence in WHO:
        assert not [word for word in words(sentence) if PERSONAL.fullmatch(word)], sentence


@pytest.mark.parametrize(
    "word", ["deposit", "courier", "kaution", "caution", "fianza", "passport", "wohnung", "salary"]
)
def test_ordinary_words_are_seen(word: str) -> None:
    assert not personal(word)
