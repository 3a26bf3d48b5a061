import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from haven.networks.hints import NUMBERS, may_share_contacts
from haven.records.contacts import find_contacts

DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def searches(texts: list[str]) -> list[int]:
    raw = [text.encode() for text in texts]
    bounds = np.cumsum([0, *map(len, raw)]).astype(np.int64)
    data = np.frombuffer(b"".join(raw), np.uint8)
    return may_share_contacts(data, bounds, workers=1).tolist()  # type: ignore[no-any-return]


def flags(texts: list[str]) -> list[bool]:
    return [how > 0 for how in searches(texts)]


def contacts(text: str, *, phones: bool = True, region: str = "US") -> set[str]:
    return {contact.value for contact in find_contacts(text, region=region, phones=phones)}


def are_found(pair: tuple[str, str], region: str = "US") -> bool:
    """Whether what two texts share, if anything, is found by the searches that the sieve asks for."""
    shared = contacts(pair[0], region=region) & contacts(pair[1], region=region)
    return all(
        shared <= (contacts(text, phones=how & NUMBERS > 0, region=region) if how else set())
        for text, how in zip(pair, searches(list(pair)), strict=True)
    )


def written(number: str, style: int) -> str:
    a, b, c = number[:3], number[3:6], number[6:]
    forms = [
        f"{a}-{b}-{c}",
        f"({a}) {b}.{c}",
        f"+1{number}",
        " ".join(DIGITS[int(d)] if i % 2 else d for i, d in enumerate(number)),
        f"{a} {b} {c}".replace("0", "O").replace("1", "l"),
        "*".join(number),
        "".join(chr(ord("０") + int(d)) for d in number),
        "".join(DIGITS[int(d)] for d in number),
    ]
    return forms[style % len(forms)]


@settings(max_examples=60, deadline=None)
@given(st.integers(201, 989), st.integers(100, 199), st.integers(0, 7), st.integers(0, 7))
def test_a_number_shared_in_any_two_styles_is_never_missed(area: int, last: int, one: int, other: int) -> None:
    number = f"{area}5550{last}"
    assert are_found((f"first words call {written(number, one)} today", f"other things, text {written(number, other)}"))


def test_addresses_and_handles_are_never_missed() -> None:
    pairs = [
        ("ask at wa.me/12025550147", "or https://wa.me/12025550147?text=hello"),
        ("see t.me/rooms_now", "https://t.me/rooms_now for pictures"),
        ("instagram.com/loft.rooms", "insta: loft.rooms"),
        ("whatsapp user name is greenloft", "handle on whatsapp: greenloft"),
        ("mail jo @ gmail.com", "jo (at) gmail (dot) com"),
        ("ask jo [at] rooms [dot] example", "jo (at) rooms (dot) example"),
        ("rooms dot com has more", "look at rooms [dot] com"),
        ("write to jo.doe@example.com", "mail: JO.DOE@example.com please"),
        ("telegram @rooms_now", "my handle on telegram: rooms_now"),
        ("jo dot doe at gmail dot com", "jo.doe@gmail.com"),
    ]
    for one, other in pairs:
        assert are_found((one, other))


def test_web_addresses_count_from_five_ads_on() -> None:
    pages = [f"number {i}: see https://rooms.example.com/list?id={i}" for i in range(5)]
    assert flags(pages) == [True] * 5
    assert flags(pages[:2]) == [False] * 2


def test_texts_without_contacts_are_left_out() -> None:
    assert flags(["two rooms and a bath for 900 a month", "old piano, 300, third floor"]) == [False, False]


def test_nine_hundred_in_a_number_is_never_missed() -> None:
    pair = "call 07700 nine hundred 461", "ring 07700 900461"
    assert {value for text in pair for value in contacts(text, region="GB")} == {"+447700900461"}
    assert are_found(pair, "GB")
