"""Prices, dates and degrees as people write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.records.reading.values import read_date, read_degrees, read_price


@pytest.mark.parametrize(
    ("text", "price", "currency"),
    [
        ("1250", 1250.0, None),
        ("$1,250", 1250.0, "USD"),
        ("1.250 €", 1250.0, "EUR"),
        ("1.250,50 EUR", 1250.5, "EUR"),
        ("€ 1 250", 1250.0, "EUR"),
        ("1'250.00 CHF", 1250.0, "CHF"),
        ("US$ 99.90", 99.9, "USD"),
        ("12,5", 12.5, None),
        ("1.5", 1.5, None),
        ("£1,250,000", 1250000.0, "GBP"),
        ("150k", 150000.0, None),
        ("2 500 zł", 2500.0, "PLN"),
        ("free", None, None),
        ("", None, None),
        ("-5", None, None),
        ("100 - 200", None, None),
    ],
)
def test_prices(text: str, price: float | None, currency: str | None) -> None:
    assert read_price(text) == (price, currency)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-04",
        "2024-03-04T00:00:00Z",
        "20240304",
        "3/4/2024",
        "04.03.2024",
        "4 Mar 2024",
        "March 4, 2024",
        "1709510400",
        "1709510400000",
        "Mon, 04 Mar 2024 00:00:00 GMT",
        "2024-03-04 01:00:00+01:00",
    ],
)
def test_dates(text: str) -> None:
    assert read_date(text) == datetime(2024, 3, 4, tzinfo=UTC)


def test_a_day_beyond_twelve_settles_the_order() -> None:
    assert read_date("13/4/2024") == datetime(2024, 4, 13, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "2024-13-40", "9999-12-31", "0001-01-01T00:00:00+10:00", "99/99/9999"])
def test_no_dates(text: str) -> None:
    assert read_date(text) is None


@given(st.text())
def test_any_text_is_a_value_or_none(text: str) -> None:
    price, _ = read_price(text)
    assert price is None or price >= 0
    moment = read_date(text)
    assert moment is None or moment.tzinfo is UTC
    read_degrees(text)
