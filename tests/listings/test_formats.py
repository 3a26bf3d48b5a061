"""Numbers, money and days in the site's languages, and that what is written is read back."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from haven.listings.fields.numbers import plain_number
from haven.listings.formats import amount_words, day_words, locale_of, money_words, number_words, range_words
from haven.marketplace.forms.amounts import AmountField, plain_amount

LANGUAGES = ("en-gb", "de", "es", "fr")
SPACE, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "money", "day"),
    [
        ("en-gb", "€1,234.50", "2 March 2026"),
        ("de", f"1.234,50{SPACE}€", "2. März 2026"),
        ("es", f"1.234,50{SPACE}€", "2 de marzo de 2026"),
        ("fr", f"1{NARROW}234,50{SPACE}€", "2 mars 2026"),
    ],
)
def test_money_and_days_are_written_as_the_language_does(language: str, money: str, day: str) -> None:
    assert money_words(Decimal("1234.50"), "EUR", language) == money
    assert day_words(date(2026, 3, 2), language=language) == day


@given(st.decimals(0, 9_999_999, places=2), st.sampled_from(LANGUAGES), st.sampled_from(["EUR", "GBP", "CHF", ""]))
def test_an_amount_that_is_written_is_read_back(amount: Decimal, language: str, currency: str) -> None:
    with override(language):
        assert AmountField(required=False).clean(amount_words(amount)) == amount
        shown = money_words(amount, currency)
    if currency in {"EUR", ""} or language == "en-gb":
        assert Decimal(plain_amount(shown) or "nan") == amount


@given(st.integers(0, 10**9), st.sampled_from(LANGUAGES))
def test_a_count_that_is_written_is_read_back(count: int, language: str) -> None:
    assert plain_number(number_words(count, language=language)) == str(count)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(LANGUAGES))
def test_no_day_fails_in_any_form(day: date, language: str) -> None:
    for form in ("full", "long", "day", "short", "short-year", "month"):
        assert day_words(day, form, language)


def test_an_unknown_language_is_written_the_english_way() -> None:
    assert locale_of("xx-yy") == locale_of("en")


def test_ranges_say_which_end_they_have() -> None:
    assert [range_words("5", "9"), range_words("5", ""), range_words("", "9"), range_words("", "")] == [
        "5 to 9", "from 5", "up to 9", "",
    ]  # fmt: skip
