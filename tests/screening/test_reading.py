"""What signals see of an ad: words, sentences, denials, places in the raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.records import AdRecord
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading, Span

FEE = Phrases("agency fee*, deposit before viewing")


def read(body: str, title: str = "") -> Reading:
    return Reading(AdRecord(id="1", title=title, body=body))


@pytest.mark.parametrize(
    "meant",
    [
        "There is an agency fee.",
        "No experience needed, agency fee 300.",
        "Not a scam, just pay the agency fee.",
        "Don't wait, the agency fee is low.",
        "No pets.\nAgency fee 300.",
        "No longer cheap: agency fee 300.",
    ],
)
def test_stated(meant: str) -> None:
    assert read(meant).stated(FEE)


@pytest.mark.parametrize(
    "denied",
    [
        "No agency fee.",
        "There's never an agency fee.",
        "We do not charge an agency fee.",
        "An agency fee is not required.",
        "Beware of anyone who asks for a deposit before viewing!",
        "A deposit before viewing is a scam.",
        "Anyone who wants a deposit before viewing is lying.",
        "Keine agency fee.",
    ],
)
def test_denied_or_warned_of(denied: str) -> None:
    reading = read(denied)
    assert reading.find(FEE)
    assert not reading.stated(FEE)


def test_the_raw_text_is_pointed_at() -> None:
    body = "Only an ＡＧＥＮＣＹ f\u200bee."
    reading = read(body, "Room")
    (span,) = reading.find(FEE)
    start, end = reading.raw(span)
    assert f"Room\n\n{body}"[start:end] == "ＡＧＥＮＣＹ f\u200bee"


def test_letters_spaced_out_are_one_word() -> None:
    reading = read("We keep your p a s s p o r t, really.")
    (span,) = reading.find(Phrases("passport"))
    start, end = reading.raw(span)
    assert reading.text[start:end] == "p a s s p o r t"


def test_a_wording_does_not_cross_a_sentence() -> None:
    assert not read("Our agency. Fee for parking 20.").find(FEE)


def test_near_finds_the_shortest_stretch_within_two_sentences() -> None:
    reading = read("One two three. Four five six. Seven eight nine.")
    two, five, nine = (reading.find(Phrases(word)) for word in ("two", "five", "nine"))
    assert reading.near(two, five, 3) == Span(1, 5)
    assert reading.near(two, five, 1) is None
    assert reading.near(two, nine, 50) is None
    assert reading.near(reading.find(Phrases("one, three")), five, 5) == Span(2, 5)


def test_the_title_is_known() -> None:
    reading = read("deposit", "A deposit")
    assert [reading.in_title(span) for span in reading.find(Phrases("deposit"))] == [True, False]


def test_different_words_count_once() -> None:
    reading = read("sensual sensually other")
    assert set(reading.different(reading.find(Phrases("sensual*, other")))) == {"sensual", "sensuall", "other"}


@given(st.text(max_size=400))
def test_every_word_lies_in_the_raw_text_in_order(body: str) -> None:
    reading = read(body)
    spans = [reading.raw(Span(place, place + 1)) for place in range(len(reading.words))]
    assert all(0 <= start < end <= len(body) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
