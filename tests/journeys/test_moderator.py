"""A moderator clears an item by keyboard; the poster reads why, appeals, and someone else decides anew."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import assert_accessible
from tests.serving import Site

pytestmark = pytest.mark.browser
FACTS = "The ad asks for money before anybody has seen the flat."


def be(page: Page, person: str) -> None:
    page.goto("/demo/")
    page.locator("form").filter(has_text=person).get_by_role("button").click()


def open_mail(page: Page, subject: str) -> None:
    page.goto("/demo/mailbox/")
    page.get_by_role("link", name=subject).first.click()


def held_fraud(page: Page) -> tuple[str, str]:
    """Opens the first ad that is held for fraud; its title and its path."""
    page.goto("/moderation/")
    page.locator(".queue-item").filter(has_text="held").filter(has_text="Signs of fraud").first.click()
    expect(page.locator("mark.hit").first).to_be_visible()
    return page.title().partition(" · ")[0], page.url.split("/", 3)[3]  # in the heading, marks bear numbers


def test_from_the_queue_to_the_reversed_decision(page: Page) -> None:
    be(page, "Milan Moderator")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Why it is here")).to_be_visible()
    title, path = held_fraud(page)
    assert_accessible(page)
    page.keyboard.press("v")
    expect(page.locator(".unveil")).to_be_checked()
    page.keyboard.press("r")
    expect(page.get_by_label("What you saw, or want to know")).to_be_focused()
    expect(page.locator("#consequence")).to_contain_text(f"We did not publish your ad: {title}")
    page.keyboard.type(FACTS)
    expect(page.locator("#consequence .letter")).to_contain_text(FACTS)
    assert_accessible(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: path not in url)
    be(page, "Rosa Reader")
    open_mail(page, f"We did not publish your ad: {title}")
    expect(page.get_by_text(FACTS)).to_be_visible()
    page.locator("a[href*='/statements/']").click()
    expect(page.get_by_role("heading", name="Why we did not publish your ad")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Appeal").click()
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("Why is the decision wrong?").fill("The deposit is paid after the viewing.")
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_role("heading", name="Your appeal: someone else will look at it")).to_be_visible()
    answer_appeal(page, title)


def answer_appeal(page: Page, title: str) -> None:
    be(page, "Milan Moderator")
    expect(page.get_by_text("against your own decisions")).to_be_visible()
    be(page, "Selma Senior")
    page.locator(".queue-item").filter(has_text="Appeal").filter(has_text=title).click()
    expect(page.get_by_text("The deposit is paid after the viewing.")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("The decision was wrong").check()
    page.get_by_label("Your answer, or your question").fill("You are right, and we are sorry.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Answered. Who appealed is told once you can no longer undo it.")).to_be_visible()
    open_mail(page, f"You were right: {title}")
    page.locator("a[href*='/ads/']").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_the_ledger_tells_an_auditor_who_read_what(page: Page) -> None:
    be(page, "Milan Moderator")
    _, path = held_fraud(page)
    code = path.rstrip("/").rsplit("/", 1)[-1]
    be(page, "Aron Auditor")
    expect(page.get_by_role("heading", name="Ledger")).to_be_visible()
    page.get_by_label("Ad number").fill(code)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row").filter(has_text="Milan Moderator read ad").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=code).first.click()
    expect(page.get_by_role("heading", name="Why it is here")).to_be_visible()
    expect(page.get_by_role("button", name="Decide")).to_have_count(0)


def test_deciding_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    be(page, "Milan Moderator")
    title, path = held_fraud(page)
    page.locator(".outcome").filter(has_text="Publish").click()
    page.get_by_role("button", name="Show what the poster is told").click()
    expect(page.locator("#consequence")).to_contain_text(f"Your ad is live: {title}")
    page.get_by_role("button", name="Decide").click()
    assert path not in page.url
    page.goto(f"/{path}")
    expect(page.get_by_text("Live", exact=True).first).to_be_visible()
    context.close()
