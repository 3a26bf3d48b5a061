"""The operator sets the site up, and readers see it; the pages that an operator must have."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible
from tests.journeys.test_moderator import be

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["contact", "minors", "terms"])
def test_pages_an_operator_must_have(page: Page, name: str) -> None:
    page.goto("/about/safety/")
    page.locator(f".footer a[href$='/about/{name}/']").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)


def test_figures_are_read_with_the_keyboard_as_a_table_too(page: Page) -> None:
    be(page, "Olga Operator")
    page.goto("/administration/")
    expect(page.get_by_role("heading", name="Until posters answer")).to_be_visible()
    assert_accessible(page)
    summary = page.get_by_text("As a table: New ads")
    summary.focus()
    page.keyboard.press("Enter")
    table = page.locator("figure").first.get_by_role("table")
    expect(table.get_by_role("columnheader", name="Public")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="90 days").click()
    expect(page).to_have_url(re.compile("days=90"))


def test_a_colour_is_refused_and_another_taken_up_by_every_page(page: Page) -> None:
    be(page, "Olga Operator")
    page.goto("/administration/settings/")
    assert_accessible(page)
    page.get_by_label("Accent by daylight").fill("#ffcc00")
    page.get_by_label("Accent by daylight").press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("#ffcc00 on the paper #fdfbf6 (light) has a contrast of 1.46 : 1")
    assert_accessible(page)
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Accent by daylight")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("#7a2456")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Every page shows it from now on.")).to_be_visible()
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')").startswith(
        "light-dark(#7a2456"
    )
    assert_accessible(page)
    page.goto("/administration/settings/")
    page.get_by_label("Accent by daylight").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Every page shows it from now on.")).to_be_visible()


def test_terms_are_looked_at_published_and_shown_with_what_changes(page: Page) -> None:
    be(page, "Olga Operator")
    page.goto("/administration/terms/")
    assert_accessible(page)
    words = page.get_by_label("The terms", exact=True)
    words.fill(words.input_value().replace("Adults, in their own name", "Adults, in their name"))
    day = date.today() + timedelta(days=14)  # noqa: DTZ011 — what a person at a calendar would pick
    page.get_by_label("In force from").fill(day.isoformat())
    page.get_by_role("button", name="Look at what changes").click()
    expect(page.locator(".context-card del").first).to_contain_text("own")
    assert_accessible(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("People see it announced until it is in force.")).to_be_visible()
    page.goto("/about/terms/")
    page.get_by_role("link", name="Read them, and what changes").click()
    expect(page.get_by_text("These terms are announced and not in force yet.")).to_be_visible()
    expect(page.locator("del").first).to_contain_text("own")
    assert_accessible(page)


def test_a_town_is_remembered_only_when_asked_and_forgotten_again(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Near", exact=True).press_sequentially("Leed", delay=30)
    page.get_by_role("button", name="Leeds").first.click()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", name="Newest near Leeds")).to_be_visible()
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "haven_place"]
    assert_accessible(page)
    page.get_by_role("button", name="Remember Leeds in this browser").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))
    expect(page.get_by_role("heading", name="Newest near Leeds")).to_be_visible()
    assert_accessible(page)
    page.goto("/search/")
    page.goto("/")
    expect(page.get_by_role("heading", name="Newest near Leeds")).to_be_visible()
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_role("heading", name="Newest ads")).to_be_visible()
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "haven_place"]
