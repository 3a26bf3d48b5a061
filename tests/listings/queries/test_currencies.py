"""Amounts are compared in one currency: 900 of one is neither more nor less than 800 of another."""

from decimal import Decimal

import pytest

from haven.listings.fields import facets_of
from haven.listings.queries import SearchQuery, Sort
from haven.listings.searching.details import Range, Rate, is_rate
from tests.factories import a_category, a_listing
from tests.indexing import search, titles

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def mixed(engine: str) -> None:
    for title, price, currency in (
        ("cheap euro", 5, "EUR"), ("dear euro", 900, "EUR"), ("cheap pound", 4, "GBP"), ("dear pound", 800, "GBP"),
        ("silent", None, ""),
    ):  # fmt: skip
        a_listing(title=title, price=None if price is None else Decimal(price), currency=currency)


def test_bounds_hold_within_one_currency(mixed: None) -> None:
    assert titles(SearchQuery(price_min=Decimal(100), currency="EUR")) == ["dear euro"]
    assert titles(SearchQuery(price_max=Decimal(100), currency="GBP")) == ["cheap pound"]
    assert titles(SearchQuery(price_max=Decimal(100), currency="CHF")) == []
    assert search(SearchQuery(price_max=Decimal(100), currency="GBP")).total == 1


def test_an_order_by_price_too_and_what_names_none_comes_last(mixed: None) -> None:
    assert titles(SearchQuery(sort=Sort.CHEAPEST, currency="GBP")) == ["cheap pound", "dear pound", "silent"]
    assert titles(SearchQuery(sort=Sort.DEAREST, currency="EUR")) == ["dear euro", "cheap euro", "silent"]


def test_a_search_that_compares_no_amounts_shows_all(mixed: None) -> None:
    assert len(titles(SearchQuery(currency="EUR"))) == 5


def test_prices_are_counted_in_one_currency_and_the_others_beside_them(mixed: None) -> None:
    for query in (SearchQuery(currency="GBP"), SearchQuery(currency="GBP", price_min=Decimal(100))):
        counts = search(query).counts
        assert counts.bands == {(0, 10): 1, (500, 1000): 1}
        assert counts.currencies == {"EUR": 2, "GBP": 2, "": 1}


def test_with_one_currency_nothing_is_told_of_any(engine: str) -> None:
    a_listing(price=Decimal(5))
    a_listing(price=None)
    found = search(SearchQuery(currency="EUR", price_max=Decimal(10)))
    assert (found.total, found.counts.currencies) == (1, {})


def test_an_amount_of_the_category_is_compared_in_the_same_way(engine: str) -> None:
    shelf = a_category("hospitality", parent="jobs")
    pay = next(field for field in facets_of("hospitality") if is_rate(field))
    for title, currency, amount in (("euro", "EUR", 20), ("pound", "GBP", 30)):
        a_listing(
            title=title,
            category=shelf,
            price=None,
            currency=currency,
            details={pay.name: amount, "salary_per": "month"},
        )
    wanted = Rate.of(pay, "month", 10, None)
    found = search(SearchQuery(category="hospitality", currency="GBP", details=(wanted,)))
    assert [ad.title for ad in found.listings] == ["pound"]
    assert found.counts.details[pay.name] == Range(30, 30, 1)
    assert found.counts.currencies == {"EUR": 1, "GBP": 1}
