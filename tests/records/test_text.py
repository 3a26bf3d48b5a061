"""Folding makes disguises equal, keeps languages apart, and knows its way back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from haven.records.text import fold, words

# Letters where folding has something to do, among any others.
_TRICKY = "aAоОсВкκΝνчЖ\u200b\u0301\u0336\u0308\u0e33\u0e48\u1100\u1161\u11a8\uff9eｶ１ßİ\ud800\0ΓγΣσςŉ—’"
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(_TRICKY)))


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("Plain TEXT, 12", "plain text, 12"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
        ("ﬁne Straße", "fine strasse"),
        ("ca\u200bll\u00ad m\u2060e", "call me"),
        ("c\x00a\x07ll", "call"),
        ("5\ufe0f\u20e35️⃣", "55"),
        ("➎❺⑤", "555"),
        ("٥٥٥ ५५५", "555 555"),
        ("🅒🅐🅛🅛 ᴄᴀʟʟ", "call call"),
        ("𝓬𝓪𝓵𝓵", "call"),
        ("s\u0336t\u0336r\u0336uck", "struck"),
        ("“it’s” – fine", '"it\'s" - fine'),
        ("lone \ud800", "lone \ufffd"),
        ("e\u0301 = é, not e", "é = é, not e"),
    ],
)
def test_fold_undoes_what_hides_a_word(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("pаypal", "paypal"),
        ("ѕех соре", "ѕех соре"),
        ("call ѕоре", "call sope"),
        ("ΝΑΤΟ news", "nato news"),
        ("hοuse", "house"),
    ],
)
def test_lookalikes_become_latin_in_latin_company(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


@pytest.mark.parametrize(
    "raw",
    [
        "сдам квартиру в центре, йод и ёлка",
        "ενοικιάζεται διαμέρισμα στο κέντρο",
        "продам iphone срочно",
        "он там вот",
        "अपार्टमेंट किराये पर",
        "ห้องเช่า น้ำ",
        "公寓出租 市中心",
    ],
)
def test_other_scripts_stay_what_they_are(raw: str) -> None:
    assert fold(raw).text == raw


def test_a_latin_letter_in_a_russian_word_becomes_russian() -> None:
    assert fold("продам дoм в деревне").text == "продам дом в деревне"


@given(ANY_TEXT)
@example("ᄀ\u200bᅡ")
@example("e\u030d\u0301")
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ANY_TEXT, st.data())
def test_every_folded_span_leads_to_a_raw_one(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    raw_start, raw_end = folded.raw_span(start, end)
    assert 0 <= raw_start <= raw_end <= len(text)
    assert (raw_start < raw_end) == (start < end)


@given(ANY_TEXT, ANY_TEXT)
def test_a_word_is_found_again_in_the_raw_text(before: str, after: str) -> None:
    text = f"{before} \n needle\u200b \n {after}"
    folded = fold(text)
    at = folded.text.index("needle", max(0, folded.text.find("\n") - 1))
    start, end = folded.raw_span(at, at + 6)
    assert text[start:end].lower().startswith("needle")


def test_many_marks_on_one_letter_take_no_quadratic_time() -> None:
    assert fold("a" + "\u0301\u0316" * 200_000).text == "á"


def test_words_split_at_everything_but_letters_and_figures() -> None:
    assert words("2-bed flat, 1.250 €/month") == ["2", "bed", "flat", "1", "250", "month"]
    assert words("сдам 2 комнаты") == ["сдам", "2", "комнаты"]


def test_words_are_pairs_where_no_spaces_part_them() -> None:
    assert words("市中心公寓 ok") == ["市中", "中心", "心公", "公寓", "ok"]
    assert words("間 ok") == ["間", "ok"]
