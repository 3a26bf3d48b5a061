"""A reader keeps ads and compares them, in the browser alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible

pytestmark = pytest.mark.browser


def test_keep_compare_and_let_go(page: Page) -> None:
    page.goto("/kept/")
    expect(page.get_by_text("Nothing yet. Open an ad and press “Keep”.")).to_be_visible()
    assert_accessible(page)
    titles = []
    for number in (0, 1):
        page.goto("/search/?category=bicycles")
        page.locator(".ad-title a").nth(number).click()
        titles.append(page.get_by_role("heading", level=1).inner_text())
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page.get_by_role("button", name="Kept", exact=True)).to_have_attribute("aria-pressed", "true")
    assert_accessible(page)
    assert page.context.cookies() == [cookie for cookie in page.context.cookies() if cookie["name"] == "haven_csrf"]
    page.locator("[data-kept-link]").click()
    kept = page.get_by_role("region", name="Kept", exact=True)
    expect(kept.locator(".ad-title")).to_have_text(titles[::-1])
    assert_accessible(page)
    page.get_by_role("link", name="Compare").click()
    expect(page.get_by_role("rowheader", name="Price")).to_be_visible()
    expect(page.get_by_role("columnheader").filter(has_text=titles[0])).to_be_visible()
    assert_accessible(page)
    page.goto("/kept/")
    page.get_by_role("button", name="Let all go").click()
    expect(page.get_by_text("Nothing yet. Open an ad and press “Keep”.")).to_be_visible()
