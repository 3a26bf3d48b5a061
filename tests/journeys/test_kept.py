"""A reader keeps ads and compares them, in the browser alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible
from tests.journeys.test_account import mailed_code

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
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("rowheader", name="Price")).to_be_visible()
    expect(page.get_by_role("columnheader").filter(has_text=titles[0])).to_be_visible()
    assert_accessible(page)
    page.goto("/kept/")
    page.get_by_role("button", name="Let all go").click()
    expect(page.get_by_text("Nothing yet. Open an ad and press “Keep”.")).to_be_visible()


def test_hide_in_a_list_undo_and_find_it_again(page: Page) -> None:
    page.goto("/search/?category=bicycles")
    first = page.locator(".ad-card").first
    title = first.locator(".ad-title").inner_text()
    first.get_by_role("button", name="Hide this ad").click()
    expect(first.get_by_text("Hidden.")).to_be_visible()
    expect(first.get_by_role("button", name="Undo")).to_be_focused()
    assert_accessible(page)
    first.get_by_role("button", name="Undo").click()
    expect(first.locator(".ad-title")).to_be_visible()
    first.get_by_role("button", name="Hide this ad").click()
    page.reload()
    expect(page.locator(".ad-title").first).not_to_have_text(title)
    page.get_by_role("link", name="See what you have hidden").click()
    hidden = page.get_by_role("region", name="Hidden")
    expect(hidden.locator(".ad-title")).to_have_text(title)
    assert_accessible(page)
    hidden.get_by_role("button", name="Show again").click()
    expect(page.get_by_text("Nothing. What you hide")).to_be_visible()
    page.goto("/search/?category=bicycles")
    expect(page.locator(".ad-title").first).to_have_text(title)


def test_what_the_browser_kept_moves_to_the_account(page: Page) -> None:
    page.goto("/search/?category=bicycles")
    first = page.locator(".ad-card").first
    title = first.locator(".ad-title").inner_text()
    first.get_by_role("button", name="Keep this ad").click()
    expect(first.get_by_role("button", name="Keep this ad")).to_have_attribute("aria-pressed", "true")
    page.goto("/account/signup/")
    page.get_by_label("Email").fill("hanna@example.org")
    page.get_by_role("button", name="Mail me a code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill(mailed_code(page, "hanna@example.org"))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="My ads")).to_be_visible()
    page.goto("/kept/")
    kept = page.get_by_role("region", name="Kept", exact=True)
    expect(kept.locator(".ad-title")).to_have_text(title)
    assert page.evaluate("localStorage.getItem('ads-kept')") == "[]"
    assert_accessible(page)
    kept.get_by_role("button", name="Let go").click()
    expect(page.get_by_text("Nothing yet. Open an ad and press “Keep”.")).to_be_visible()
