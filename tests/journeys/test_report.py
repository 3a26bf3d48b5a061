"""Anyone reports an ad without an account and looks the outcome up."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible

pytestmark = pytest.mark.browser


def test_report_and_look_up(page: Page) -> None:
    page.goto("/search/?q=bicycle")
    page.locator(".ad-title a").last.click()
    page.get_by_role("link", name="Report this ad").click()
    assert_accessible(page)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("Fraud or a scam").check()
    page.get_by_label("What should we know?").fill("The same photo is on another site.")
    page.get_by_label("What I say here is true").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="We have your report.")).to_be_visible()
    code = page.locator(".case-code").inner_text()
    assert_accessible(page)
    page.goto("/")
    page.get_by_role("link", name="Look up a report").click()
    assert_accessible(page)
    page.get_by_label("Case code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("heading", name=f"Report {code}")).to_be_visible()
    expect(page.get_by_text("We are looking at it")).to_be_visible()
    assert_accessible(page)


def test_an_unknown_code_says_so(page: Page) -> None:
    page.goto("/cases/?code=AAAA-BBBB-CCCC")
    expect(page.get_by_role("alert")).to_contain_text("We have no report with this code")
    assert_accessible(page)
