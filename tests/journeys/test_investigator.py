"""An investigator opens a network: why it is one, the text behind its ads, who is tied to whom."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible
from tests.journeys.test_moderator import be

pytestmark = pytest.mark.browser
WORKER_SECONDS = 90


def open_case(page: Page, title: str) -> str:
    """Opens a case of one's own; its address."""
    page.get_by_role("link", name="Open a case").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("What is it for?").fill("Letter 12: who lets these flats?")
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url


def open_largest(page: Page) -> None:
    """Opens the largest network, once the worker has found it."""
    be(page, "Ines Investigator")
    open_case(page, "Flats under several names")
    page.get_by_role("link", name="Networks", exact=True).click()
    rows = page.locator(".network-title")
    for _ in range(WORKER_SECONDS):
        if rows.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    page.get_by_role("link", name="Largest first").click()
    expect(page.get_by_role("link", name="Largest first")).to_have_attribute("aria-current", "true")
    assert_accessible(page)
    rows.first.click()


def test_a_network_says_why_it_is_one(page: Page) -> None:
    open_largest(page)
    expect(page.get_by_text("A network is a lead, not an accusation")).to_be_visible()
    expect(page.locator(".page-head .lead")).to_contain_text("belong together")
    assert_accessible(page)
    slot = page.locator("a.slot").first
    slot.click()
    expect(page.locator(".fillers > div:target")).to_be_visible()
    lines, points = page.locator(".graph .edge"), page.locator(".graph .node")
    assert lines.count() >= points.count() - 1 > 1
    colours = {lines.nth(i).evaluate("line => getComputedStyle(line).stroke") for i in range(lines.count())}
    assert len(colours) > 1, "ties of different kinds must differ"
    page.get_by_text("strongest ties in a table").click()
    expect(page.get_by_role("table").filter(has_text="Strength")).to_be_visible()
    assert_accessible(page)


def test_an_ad_of_the_network_opens_as_the_public_sees_it(page: Page) -> None:
    open_largest(page)
    link = page.locator(".members a").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_role("link", name="Report this ad")).to_be_visible()


def test_the_ledger_knows_who_looked(page: Page) -> None:
    open_largest(page)
    network = page.url.rstrip("/").rsplit("/", 1)[-1]
    be(page, "Aron Auditor")
    page.get_by_label("About", exact=True).select_option("network")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row").filter(has_text=f"Ines Investigator read network {network}").first).to_be_visible()
