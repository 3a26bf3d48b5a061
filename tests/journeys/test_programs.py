"""Making a token and a webhook for one's own program, and seeing what was sent."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.looking import assert_accessible

pytestmark = pytest.mark.browser


def test_a_token_and_a_webhook(page: Page) -> None:
    page.goto("/demo/")
    page.get_by_role("button", name="Rosa Reader").click()
    page.goto("/my/")
    page.get_by_role("link", name="Your programs").click()
    assert_accessible(page)
    page.get_by_label("What is it for?").fill("Stock list at home")
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one thing")
    assert_accessible(page)
    page.get_by_label("Read my ads, drafts and their figures").check()
    page.get_by_role("button", name="Make the token").click()
    token = page.locator("#token").inner_text()
    assert_accessible(page)
    headers = {"Authorization": f"Bearer {token}"}
    assert page.request.get("/api/v1/my/ads", headers=headers).ok
    page.get_by_role("button", name="Revoke Stock list at home").click()
    expect(page.get_by_role("status").first).to_contain_text("Revoked")
    assert page.request.get("/api/v1/my/ads", headers=headers).status == 401

    page.get_by_role("link", name="Have your program called").click()
    assert_accessible(page)
    page.get_by_label("Where does your program listen?").fill("http://hooks.example.org/")
    page.get_by_label("An ad of mine goes live").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("https://")
    expect(page.get_by_label("Where does your program listen?")).to_have_value("http://hooks.example.org/")
    page.get_by_label("Where does your program listen?").fill("https://127.0.0.1:9/haven")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("a network that we call nobody in")
    page.get_by_label("Where does your program listen?").fill("https://hooks.nowhere.invalid/haven")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#secret")).to_contain_text("whsec_")
    assert_accessible(page)
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_role("cell", name=re.compile("endpoint.test"))).to_be_visible()
    expect(tried(page)).to_contain_text("not known")
    assert_accessible(page)


def tried(page: Page) -> Locator:
    """The table, read again until the worker has tried."""
    for _ in range(40):
        if "ms)" in page.locator("main").inner_text():
            break
        page.wait_for_timeout(500)
        page.reload()
    return page.locator("table")
