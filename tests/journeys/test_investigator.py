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
    page.locator(".desk-nav").get_by_role("link", name="Networks").click()
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


def test_the_drawing_is_walked_by_keyboard_and_its_view_kept(page: Page) -> None:
    open_largest(page)
    page.get_by_role("link", name="Open the drawing").click()
    expect(page.locator("#web[data-ready]")).to_be_visible()
    assert_accessible(page)
    told = page.locator("#web-told")
    page.locator("canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(told).to_contain_text("line")
    page.keyboard.press("n")
    expect(told).to_contain_text("—")
    expect(told).to_contain_text(".")
    page.locator("#web-until").fill("500")
    before = page.locator("#web-time").inner_text()
    page.locator("#web-until").fill("1000")
    assert page.locator("#web-time").inner_text() != before
    page.get_by_label("What is it to show?").fill("The whole network")
    page.get_by_role("button", name="Save the view as an exhibit").click()
    expect(page.get_by_text("Kept as exhibit 1.")).to_be_visible()
    expect(page.get_by_role("link", name="view.svg")).to_be_visible()


def test_an_ad_of_the_network_is_read_for_the_case_and_as_the_public_sees_it(page: Page) -> None:
    open_largest(page)
    link = page.locator(".members a").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", name="Its words")).to_be_visible()
    page.get_by_role("link", name="As the public sees it").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_role("link", name="Report this ad")).to_be_visible()


def test_the_ledger_knows_who_looked(page: Page) -> None:
    open_largest(page)
    network = page.url.rstrip("/").rsplit("/", 1)[-1]
    be(page, "Aron Auditor")
    page.get_by_label("About", exact=True).select_option("network")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row").filter(has_text=f"Ines Investigator read network {network}").first).to_be_visible()


def put_in(page: Page, label: str, typed: dict[str, str], button: str) -> None:
    """Opens one of a case's forms, fills it in and sends it."""
    form = page.locator("details.part-form").filter(has_text=label)
    form.locator("summary").click()
    for name, value in typed.items():
        field = form.get_by_label(name)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    form.get_by_role("button", name=button).click()


def test_a_case_from_its_purpose_to_an_identity_that_two_reveal(page: Page) -> None:
    be(page, "Ines Investigator")
    assert_accessible(page)
    at = open_case(page, "Who lets these flats")
    assert_accessible(page)
    put_in(page, "Add a member", {"Investigator": "Ivo Investigator"}, "Add")
    page.locator(".desk-nav").get_by_role("link", name="Search").click()
    page.get_by_label("A number, address").fill("zero two zero 7946 0381")
    page.get_by_role("button", name="Look for it").click()
    expect(page.get_by_role("heading", name="+442079460381")).to_be_visible()
    assert_accessible(page)
    name = page.locator("table.evidence tbody tr td").first.inner_text()
    page.get_by_role("button", name="Keep as exhibit").first.click()
    expect(page.get_by_text("Kept as exhibit 1.")).to_be_visible()
    expect(page.get_by_role("heading", name="+442079460381")).to_be_visible()
    page.locator(".desk-nav").get_by_role("link", name="The case").click()
    put_in(page, "State a hypothesis", {"What may be so?": "One hand lets these flats"}, "State it")
    page.get_by_text("Settle it").click()
    page.get_by_role("button", name="It is supported").click()
    expect(page.get_by_text("No exhibit speaks for it yet.")).to_be_visible()
    put_in(page, "Weigh an exhibit", {"Why?": "Seven ads name one number"}, "Weigh it")
    put_in(page, "Ask who somebody is", {"Who?": name, "Why does": "To warn tenants"}, "Ask")
    expect(page.get_by_role("button", name="Agree")).to_have_count(0)
    assert_accessible(page)
    page.locator("#exhibits a").first.click()
    expect(page.get_by_text("Kept as it was")).to_be_visible()
    assert_accessible(page)
    be(page, "Ivo Investigator")
    page.goto(at)
    page.get_by_role("button", name="Agree").click()
    expect(page.locator("#reveals")).to_contain_text("@example.org")
    be(page, "Aron Auditor")
    page.goto("/investigations/audit/")
    expect(page.get_by_role("heading", name="What investigators and the legal desk read")).to_be_visible()
    assert_accessible(page)


def test_without_a_case_nothing_is_shown(page: Page) -> None:
    be(page, "Ivo Investigator")
    page.goto("/investigations/networks/")
    expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    expect(page.locator(".network-title")).to_have_count(0)
    assert page.goto("/investigations/cases/4711/").status == 404  # type: ignore[union-attr]
