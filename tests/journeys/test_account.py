"""Opening an account with a mailed code, signing out and in again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible

pytestmark = pytest.mark.browser
CODE = re.compile(r"^([A-Z0-9]{3,5}-[A-Z0-9]{3,5})$", re.MULTILINE)


def mailed_code(page: Page, address: str) -> str:
    """The code in the newest mail to the address."""
    mailbox = page.context.new_page()
    mailbox.goto(f"/demo/mailbox/?to={address}")
    mailbox.get_by_role("link", name="Your code for").first.click()
    found = CODE.search(mailbox.locator("main").inner_text())
    mailbox.close()
    assert found, "no code in the mail"
    return found[1]


def test_an_account_by_mailed_code(page: Page) -> None:
    page.goto("/account/signup/")
    assert_accessible(page)
    page.get_by_label("Email").fill("noor@example.org")
    page.get_by_role("button", name="Mail me a code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Code").fill(mailed_code(page, "noor@example.org"))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="My ads")).to_be_visible()
    assert_accessible(page)
    for path in ("/account/2fa/", "/account/email/"):
        page.goto(path)
        assert_accessible(page)
    page.goto("/my/")
    page.get_by_role("link", name="Sign out").click()
    assert_accessible(page)
    page.get_by_role("button", name="Sign Out").click()

    page.goto("/my/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Email").fill("noor@example.org")
    page.get_by_role("button", name="Mail me a code").click()
    page.get_by_label("Code").fill("AAAA-AAAA")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Code").fill(mailed_code(page, "noor@example.org"))
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(re.compile("/my/$"))


def test_pages_that_are_not_there(page: Page) -> None:
    page.goto("/nothing-here/")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    assert_accessible(page)
    page.goto("/confirm/broken/")
    expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()
    assert_accessible(page)
