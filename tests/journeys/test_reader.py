"""A reader finds an ad: front page, search, filters, the ad itself."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible

pytestmark = pytest.mark.browser


def hits(page: Page) -> int:
    return int(page.locator("#results-title [role=status]").inner_text().split()[0])


def test_from_the_front_page_to_an_ad(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Newest ads")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("What", exact=True).fill("bicycle")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_url(re.compile(r"/search/\?q=bicycle$"))
    assert hits(page) > 0
    assert_accessible(page)
    title = page.locator(".ad-title a").first.inner_text()
    page.locator(".ad-title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert_accessible(page)


def test_filtering_narrows_without_loading_the_page_anew(page: Page) -> None:
    page.goto("/search/")
    everything = hits(page)
    page.evaluate("window.sameDocument = true")
    page.locator("#facet-housing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Housing")
    housing = hits(page)
    assert 0 < housing < everything
    page.locator("#price-max").fill("700")
    page.locator("#price-max").press("Tab")
    expect(page.get_by_role("link", name="Price: up to 700")).to_be_visible()
    cheap = hits(page)
    assert 0 < cheap < housing
    page.locator("#filter-place").press_sequentially("Leed", delay=30)
    page.get_by_role("button", name="Leeds").first.click()
    expect(page.get_by_role("link", name=re.compile("Leeds, GB, within 25 km"))).to_be_visible()
    assert hits(page) < cheap
    assert page.evaluate("window.sameDocument")
    address = page.url
    assert_accessible(page)
    page.get_by_role("link", name="Price: up to 700").click()
    expect(page.locator("#price-max")).to_have_value("")
    page.goto(address)
    expect(page.get_by_role("link", name="Price: up to 700")).to_be_visible()


def test_going_back_shows_what_was_there(page: Page) -> None:
    page.goto("/search/?q=room")
    before = hits(page)
    page.locator("#price-min").fill("600")
    page.locator("#price-min").press("Tab")
    expect(page.get_by_role("link", name="Price: from 600")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="Price: from 600")).to_have_count(0)
    assert hits(page) == before


def test_filters_are_a_sheet_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/search/?q=flat")
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("link", name="Filters").click()
    expect(page.locator("#filters")).to_be_visible()
    page.locator("#price-max").fill("900")
    page.locator("#price-max").press("Tab")
    page.get_by_role("link", name="Show the ads").click()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.get_by_role("link", name="Filters (2)")).to_be_visible()


def test_paging_order_and_gallery(page: Page) -> None:
    page.goto("/search/")
    page.get_by_label("Order").select_option("dearest")
    expect(page).to_have_url(re.compile("sort=dearest"))
    first = page.locator(".ad-title a").first.inner_text()
    page.get_by_role("link", name="More ads").click()
    expect(page.get_by_role("link", name="First page")).to_be_visible()
    assert page.locator(".ad-title a").first.inner_text() != first
    page.get_by_role("link", name="Gallery").click()
    expect(page.locator(".ads-gallery")).to_be_visible()
    assert_accessible(page)


def test_a_mistyped_word_is_corrected_and_what_was_found_is_marked(page: Page) -> None:
    page.goto("/search/?q=bycicle")
    assert hits(page) > 0
    expect(page.locator("mark", has_text=re.compile("bicycle", re.IGNORECASE)).first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="bicycle", exact=True).click()
    expect(page).to_have_url(re.compile(r"q=bicycle"))
    assert hits(page) > 0


def test_the_map_leads_closer_to_the_ads(page: Page) -> None:
    page.goto("/search/")
    everything = hits(page)
    page.get_by_role("link", name="Map").click()
    expect(page.get_by_role("group", name="Map of the ads")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("ads near Leeds")).click()
    expect(page.get_by_role("link", name="This part of the map")).to_be_visible()
    assert 0 < hits(page) < everything
    closer = page.url
    page.get_by_role("link", name="Further out").click()
    expect(page).not_to_have_url(closer)
    page.get_by_role("link", name="This part of the map").click()
    expect(page.get_by_role("link", name="This part of the map")).to_have_count(0)
    assert hits(page) == everything


def test_towns_and_prices_are_chosen_with_one_click(page: Page) -> None:
    page.goto("/search/?category=housing")
    town = page.locator("#towns-1")
    count = int(town.locator(".number").inner_text())
    town.click()
    expect(page.locator("#results-title [role=status]")).to_contain_text(f"{count} ad")
    band = page.locator("#bands-1")
    count = int(band.locator(".number").inner_text())
    band.click()
    expect(page.locator("#results-title [role=status]")).to_contain_text(f"{count} ad")
    assert_accessible(page)


def test_nothing_found_says_what_to_do(page: Page) -> None:
    page.goto("/search/?q=unicorns+in+formaldehyde")
    expect(page.get_by_role("heading", name="No ads match")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("name", ["about", "moderation", "safety", "terms", "privacy"])
def test_plain_pages(page: Page, name: str) -> None:
    page.goto(f"/about/{name}/")
    assert_accessible(page)


def test_the_readers_own_choice_of_light_or_dark(page: Page) -> None:
    page.goto("/")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch between light and dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != paper
    page.goto("/search/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
