"""Numbers as people write them."""

import pytest

from haven.listings.fields.numbers import plain_number


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("1250", "1250"), ("1,250", "1250"), ("1.250,00", "1250.00"), ("9,50", "9.50"), ("-3", "-3"), (" 12 ", "12"),
        ("1 250", "1250"), ("twelve", None), ("1,25,0", None), ("", None), ("1e5", None), ("٣", None),
    ],
)  # fmt: skip
def test_digits(words: str, digits: str | None) -> None:
    assert plain_number(words) == digits
