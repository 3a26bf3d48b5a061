"""Pay is read where its words say all of it, and left alone where they do not."""

import pytest

from haven.records.reading.feeds.paying import Pay, read_pay


@pytest.mark.parametrize(
    ("words", "pay"),
    [
        ("$50K per year", Pay(50000, None, "USD", "year")),
        ("$20.50 - $25 per hour", Pay(20.5, 25, "USD", "hour")),
        ("£12.50 an hour", Pay(12.5, None, "GBP", "hour")),
        ("40.000 - 52.000 EUR/year", Pay(40000, 52000, "EUR", "year")),
        ("€2,500 to €2,900 monthly", Pay(2500, 2900, "EUR", "month")),
        ("CAD 31,200.00 per annum", Pay(31200, None, "CAD", "year")),
    ],
)
def test_what_says_all_is_read(words: str, pay: Pay) -> None:
    assert read_pay(words) == pay


@pytest.mark.parametrize(
    "words",
    ["120000", "$50,000", "50000 per year", "competitive", "$20 per hour plus tips", "up to £30k per year", "",
     "$25 - $20 per hour", "$20 - €25 per hour", "$50-60K per year DOE", "10 20 30 EUR per day", "XYZ 20 per hour"],
)  # fmt: skip
def test_what_leaves_something_open_is_not(words: str) -> None:
    assert read_pay(words) is None


@pytest.mark.parametrize(
    ("words", "country", "currency"),
    [
        ("$25 per hour", "CA", "CAD"), ("$25 - $30 per hour", "Australia", "AUD"), ("$25 per hour", "us", "USD"),
        ("$25 per hour", "", "USD"), ("$25 per hour", "GB", "USD"), ("US$25 per hour", "CA", "USD"),
        ("$25 USD per hour", "CA", "USD"), ("C$25 per hour", "AU", "CAD"), ("€25 per hour", "CA", "EUR"),
    ],
)  # fmt: skip
def test_a_dollar_is_that_of_the_jobs_country_unless_the_words_say_which(
    words: str, country: str, currency: str
) -> None:
    pay = read_pay(words, country)
    assert pay is not None
    assert pay.currency == currency
