"""Choices as people read them."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from haven.listings.searching.choices import BANDS, Band
from haven.marketplace.facets import address, price_options


def test_an_address_begins_at_the_first_page_and_keeps_the_rest() -> None:
    asked = QueryDict("q=oak&after=1.2.3.4.&f.fuel=gas&f.fuel=diesel&sort=cheapest")
    assert address(asked, without=["sort"], radius=0) == "?q=oak&f.fuel=gas&f.fuel=diesel&radius=0"


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5)), st.text(max_size=5))
def test_an_address_is_read_as_it_was_asked(kept: dict[str, str], value: str) -> None:
    asked = QueryDict(mutable=True)
    asked.update(kept)
    wanted = {name: word for name, word in kept.items() if name != "after"} | {"radius": value}
    assert QueryDict(address(asked, radius=value)[1:]).dict() == wanted


@given(st.dictionaries(st.sampled_from(BANDS), st.integers(1, 10**6)))
def test_bands_are_joined_and_lose_no_ad(counts: dict[Band, int]) -> None:
    options = price_options(counts, QueryDict(), "GBP")
    assert len(options) <= 6
    assert sum(option.count for option in options) == (sum(counts.values()) if len(counts) > 1 else 0)


@pytest.mark.parametrize(
    ("asked", "chosen"), [("price_max=9.99", "under £10"), ("price_min=10&price_max=24.99", "£10 to £25"), ("", None)]
)
def test_the_band_that_is_chosen_is_told(asked: str, chosen: str | None) -> None:
    options = price_options({(0, 10): 3, (10, 25): 2, (1_000_000, None): 1}, QueryDict(asked), "GBP")
    assert [option.label for option in options] == ["under £10", "£10 to £25", "£1,000,000 or more"]
    assert [option.label for option in options if option.chosen] == ([chosen] if chosen else [])
