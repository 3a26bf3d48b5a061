"""Amounts and what they pay for."""

import pytest

from haven.screening.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "value", "hourly"),
    [
        ("$17 an hour", 17, 17),
        ("17.50 eur per hour", 17.5, 17.5),
        ("4,500 usd a week", 4500, 112.5),
        ("$4.5k", 4500, None),
        ("$4k per month", 4000, 4000 / 170),
        ("3.800 € pro woche", 3800, 95),
        ("9000 euro per month", 9000, 9000 / 170),
        ("£120 a day", 120, 15),
        ("800 dollars", 800, None),
        ("rent 900 a month", None, None),
        ("5000 rs per day", None, None),
    ],
)
def test_amount(text: str, value: float | None, hourly: float | None) -> None:
    amounts = find_amounts(text)
    if value is None:
        assert not amounts
        return
    (amount,) = amounts
    assert (amount.value, amount.hourly) == (value, pytest.approx(hourly) if hourly else None)
    assert text[amount.start : amount.end].strip() == text[amount.start : amount.end]
