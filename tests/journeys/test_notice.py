"""A reader without account reports an ad; a moderator decides; the reporter sees the outcome by code and by mail."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import assert_accessible
from tests.journeys.test_moderator import be
from tests.serving import Site

pytestmark = pytest.mark.browser
SEEN = "The same photo is on another site, under another name."
FACTS = "The photo is of a bicycle that somebody else sells elsewhere."
REMOVED = "The ad broke our rules. We removed it."
STAYS = "A person read the ad and found nothing in it that breaks our rules, so it stays."


def report(page: Page, number: int, email: str) -> tuple[str, str, str]:
    """Reports the bicycle with this number in the list, without an account; its title, its path and the case code."""
    page.goto("/search/?category=bicycles")
    page.locator(".ad-title a").nth(number).click()
    expect(page.get_by_role("link", name="Report this ad")).to_be_visible()
    title, path = page.get_by_role("heading", level=1).inner_text(), page.url.split("/", 3)[3]
    page.get_by_role("link", name="Report this ad").click()
    page.get_by_label("Fraud or a scam").check()
    page.get_by_label("What should we know?").fill(SEEN)
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_label("What I say here is true").check()
    assert_accessible(page)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("We also sent it to the address you gave.")).to_be_visible()
    return title, f"/{path}", page.locator(".case-code").inner_text()


def open_reported(page: Page, title: str) -> str:
    """As a moderator, opens the item of the reported ad and reads what was reported; its address."""
    be(page, "Milan Moderator")
    page.goto("/moderation/?lane=all")
    page.locator(".queue-item").filter(has_text=title).first.click()
    expect(page.get_by_text(SEEN)).to_be_visible()
    return page.url


def look_up(page: Page, code: str) -> None:
    page.goto("/cases/")
    page.get_by_label("Case code").fill(code)
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("heading", name=f"Report {code}")).to_be_visible()


def read_mail(page: Page, email: str, subject: str) -> None:
    page.goto(f"/demo/mailbox/?to={email}")
    page.get_by_role("link", name=subject).click()


def test_a_reported_ad_is_removed_and_the_reporter_hears_of_it(page: Page, browser: Browser, site: Site) -> None:
    email = "wanda@example.org"
    reporter = browser.new_context(base_url=site.url).new_page()
    title, path, code = report(reporter, 0, email)
    assert_accessible(reporter)
    read_mail(reporter, email, f"We have your report: {code}")
    expect(reporter.get_by_text(f"Your case code is {code}")).to_be_visible()
    assert_accessible(reporter)
    look_up(reporter, code)
    expect(reporter.get_by_text("We are looking at it")).to_be_visible()
    assert_accessible(reporter)
    item = open_reported(page, title)
    expect(page.get_by_text(email)).to_have_count(0)
    assert_accessible(page)
    page.locator(".outcome").filter(has_text="Remove").click()
    page.get_by_label("The rule it breaks").select_option(index=1)
    page.get_by_label("What you saw, or want to know").fill(FACTS)
    expect(page.locator("#consequence")).to_contain_text(f"We removed your ad: {title}")
    assert_accessible(page)
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url(lambda url: url != item)
    look_up(reporter, code.lower())
    expect(reporter.get_by_text("We acted on it")).to_be_visible()
    expect(reporter.get_by_text(REMOVED)).to_be_visible()
    assert_accessible(reporter)
    read_mail(reporter, email, f"Decided: your report {code}")
    expect(reporter.get_by_text(REMOVED)).to_be_visible()
    expect(reporter.get_by_text(FACTS)).to_have_count(0)
    assert_accessible(reporter)
    gone = reporter.goto(path)
    assert gone is not None
    assert gone.status == 410
    assert_accessible(reporter)
    reporter.context.close()


def test_an_ad_that_stays_can_be_appealed_by_who_reported_it(page: Page, browser: Browser, site: Site) -> None:
    email = "willem@example.org"
    reporter = browser.new_context(base_url=site.url).new_page()
    title, _, code = report(reporter, 1, email)
    item = open_reported(page, title)
    page.locator(".outcome").filter(has_text="Keep").click()
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url(lambda url: url != item)
    look_up(reporter, code)
    expect(reporter.get_by_text("We left the ad as it is")).to_be_visible()
    expect(reporter.get_by_text(STAYS)).to_be_visible()
    read_mail(reporter, email, f"Decided: your report {code}")
    expect(reporter.get_by_text(STAYS)).to_be_visible()
    look_up(reporter, code)
    reporter.get_by_role("link", name="Appeal").click()
    assert_accessible(reporter)
    reporter.context.close()
