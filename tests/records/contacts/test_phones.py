"""Telephone numbers: however written one number has one form, and other figures are none."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.records.contacts import ContactKind, find_contacts

_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_SPANISH = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
_GERMAN = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
_RUSSIAN = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]


def _phones(text: str, region: str = "US") -> list[str]:
    return [c.value for c in find_contacts(text, region=region) if c.kind is ContactKind.PHONE]


def _spelled(digits: str, names: list[str], between: str = " ") -> str:
    return between.join(names[int(d)] for d in digits)


def _moved(digits: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(d)) for d in digits)


WAYS: dict[str, Callable[[str], str]] = {
    "dashes": lambda d: f"{d[:3]}-{d[3:6]}-{d[6:]}",
    "brackets": lambda d: f"({d[:3]}) {d[3:6]}-{d[6:]}",
    "dots": lambda d: f"{d[:3]}.{d[3:6]}.{d[6:]}",
    "spaces": lambda d: f"{d[:3]} {d[3:6]} {d[6:]}",
    "plus": lambda d: f"+1{d}",
    "plus spaced": lambda d: f"+1 {d[:3]} {d[3:6]} {d[6:]}",
    "one": lambda d: f"1-{d[:3]}-{d[3:6]}-{d[6:]}",
    "bare": lambda d: d,
    "slashes": lambda d: f"{d[:3]}/{d[3:6]}-{d[6:]}",
    "english": lambda d: _spelled(d, _ENGLISH),
    "english glued": lambda d: _spelled(d, _ENGLISH, ""),
    "english dashes": lambda d: _spelled(d, _ENGLISH, "-"),
    "spanish": lambda d: _spelled(d, _SPANISH),
    "german": lambda d: _spelled(d, _GERMAN, ", "),
    "russian": lambda d: _spelled(d, _RUSSIAN),
    "half words": lambda d: " ".join(_ENGLISH[int(x)] if i % 2 else x for i, x in enumerate(d)),
    "glued half words": lambda d: "".join(_ENGLISH[int(x)] if i % 3 == 1 else x for i, x in enumerate(d)),
    "letters": lambda d: f"{d[:3]} {d[3:6]} {d[6:]}".replace("0", "O").replace("1", "l"),
    "capital I": lambda d: f"{d[:3]}-{d[3:6]}-{d[6:]}".replace("0", "o").replace("1", "I"),
    "cyrillic o": lambda d: f"{d[:3]}-{d[3:6]}-{d[6:]}".replace("0", "О"),
    "stars": "*".join,
    "tildes": "~".join,
    "spaced dots": " . ".join,
    "underscores": "_".join,
    "emoji between": "🔥".join,
    "full width": lambda d: _moved(d, "０"),
    "keycaps": lambda d: "".join(f"{x}\ufe0f\u20e3" for x in d),
    "mathematical": lambda d: _moved(d, "𝟎"),
    "arabic": lambda d: _moved(d, "٠"),
    "zero width": "\u200b".join,
    "grouped singles": lambda d: f"({' '.join(d[:3])}) ({' '.join(d[3:6])}) ({' '.join(d[6:])})",
}
NUMBERS = st.tuples(st.sampled_from(["202", "206", "312", "404", "516", "718"]), st.integers(100, 199)).map(
    lambda parts: f"{parts[0]}5550{parts[1]}"
)
HARMLESS = st.text(st.sampled_from("abcdeghjkm ,.!?\nééжю中"), max_size=60)


@pytest.mark.parametrize("way", WAYS)
@given(number=NUMBERS, before=HARMLESS, after=HARMLESS)
def test_a_number_is_found_in_any_disguise(way: str, number: str, before: str, after: str) -> None:
    written = WAYS[way](number)
    text = f"{before} call {written} now {after}"
    found = [c for c in find_contacts(text) if c.kind is ContactKind.PHONE]
    assert [c.value for c in found] == [f"+1{number}"]
    assert text[found[0].start : found[0].end].strip("()") in written


@pytest.mark.parametrize("way", WAYS)
def test_a_number_needs_no_word_before_it(way: str) -> None:
    assert _phones(f"nice place. {WAYS[way]('2025550147')}") == ["+12025550147"]


@pytest.mark.parametrize("way", ["dashes", "brackets", "plus", "bare", "spaces"])
def test_the_usual_spellings_are_no_disguise(way: str) -> None:
    assert not find_contacts(f"call {WAYS[way]('2025550147')}")[0].disguised


def test_typography_is_no_disguise() -> None:
    assert not find_contacts("call 202–555–0147")[0].disguised


@pytest.mark.parametrize("way", ["english", "letters", "stars", "full width", "zero width", "keycaps"])
def test_the_others_are(way: str) -> None:
    assert find_contacts(f"call {WAYS[way]('2025550147')}")[0].disguised


def test_several_numbers_are_told_apart() -> None:
    two = ["+12025550147", "+12065550100"]
    assert _phones("202-555-0147/206-555-0100") == two
    assert _phones("(202) 555-0147 or 2O6 555 OlOO") == two
    assert _phones("202.555.0147, 206.555.0100") == two


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("+44 7700 900123", "US", "+447700900123"),
        ("ring 07700 900123", "GB", "+447700900123"),
        ("call +44 (0)20 7946 0958", "US", "+442079460958"),
        ("Tel. 0171 2345678", "DE", "+491712345678"),
        ("tel 612 345 678", "ES", "+34612345678"),
        ("call 0044 7911 123456", "US", "+447911123456"),
        ("звоните +7 (912) 345-67-89", "US", "+79123456789"),
    ],
)
def test_numbers_of_other_countries(text: str, region: str, value: str) -> None:
    assert _phones(text, region) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "$1,250 per month, deposit $2,500.00",
        "available 2024-08-05 21:04:00, until 31.12.2025",
        "05/08/2024 09:00-17:00, 10:00 - 18:30",
        "rooms 1200-1400, 300-400 sq ft, 12 x 14 x 8",
        "2014 model, 150,000 km, 1.598 ccm, VIN 1HGCM82633A004352",
        "lat 41.8240 long -71.4128, 48.137154, 11.576124",
        "listing id 2845671234, order no. 2025550147, ref: 2845671234",
        "ISBN 978-0-306-40615-7, card 4111 1111 1111 1111",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "the score was 6-0, 7-6, 6-7, 4-6, 6-3",
        "DPI 450/900/1800/3500, intervals 400/800/1600",
        "| 13 | 22 | 1 | 183 | 0 | 0 | 1 | 151 | .060 |",
        "timestamp 1600000000, unix 1722870000",
        "zip 02906-1234 and 94110, 10001-10002",
        "one bed two bath three floors four rooms five minutes",
        "server 192.168.100.100, version 10.2.3.4567",
        "https://example.com/item/2025550147",
        "call between 9 and 5, units 1-2-3-4",
        "555-0147",
    ],
)
def test_other_figures_are_no_telephone_numbers(text: str) -> None:
    assert _phones(text) == []


def test_a_link_to_a_messenger_gives_the_number() -> None:
    assert _phones("write https://wa.me/12025550147?text=hi") == ["+12025550147"]


@pytest.mark.parametrize("text", ["Speak to Dana on 07700 nine hundred 461.", "Telephone 07700 900461"])
def test_hundreds_and_the_long_word_for_it(text: str) -> None:
    assert [contact.value for contact in find_contacts(text, region="GB")] == ["+447700900461"]


@pytest.mark.parametrize(
    "text", ["Nine hundred pounds, two rooms, 3 floors", "a hundred and 20 euros a week, 2 months"]
)
def test_sums_in_words_are_no_numbers(text: str) -> None:
    assert find_contacts(text, region="GB") == []
