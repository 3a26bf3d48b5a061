"""The report as an analyst uses it, opened from disk."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from haven.networks import sweep
from haven.networks.store import write
from tests.journeys.looking import assert_accessible
from tests.networks.ads import flat, stranger, with_words


@pytest.fixture
def report(browser: Browser, tmp_path: Path) -> Page:
    """The page of a sweep with a group by words, one by a number, and a hub that the second names too."""
    agency = [with_words(stranger(i), "tel 401-555-0150") for i in range(24)]
    own = [with_words(stranger(100 + i), "call 401-555-0161", category="jobs") for i in range(8)]
    named = [with_words(ad, "office 401-555-0150") for ad in own[:4]] + own[4:]
    ads = [flat(i, latitude=50.0 + i / 50, longitude=6.0, place="Ashford") for i in range(6)]
    write(sweep([*ads, *agency, *named, *(stranger(200 + i) for i in range(60))]), tmp_path / "out", title="made.jsonl")
    page = browser.new_page()
    page.goto((tmp_path / "out" / "report.html").as_uri())
    return page


def test_whoever_chooses_a_part_of_the_graph_is_told_why(report: Page) -> None:
    section = report.locator(".network", has_text="river")
    report.locator(".network .edge").first.evaluate("part => part.closest('.network').scrollIntoView()")
    graph = section.locator(".graph")
    graph.locator(".ad").nth(1).click()
    expect(graph.locator(".why")).to_contain_text("flat-00")
    expect(graph.locator(".why")).to_contain_text("near the river")
    graph.locator(".edge").first.focus()
    report.keyboard.press("Enter")
    expect(graph.locator(".why")).to_contain_text("words in the same order")
    report.keyboard.press("ArrowRight")
    expect(graph.locator(".edge").nth(1)).to_be_focused()


def test_a_hub_is_told_with_the_ads_that_name_it(report: Page) -> None:
    graph = report.locator(".network", has_text="401-555-0161").locator(".graph")
    graph.locator("g.hub").focus()
    report.keyboard.press("Enter")
    expect(graph.locator(".why")).to_contain_text("is a hub")


def test_the_table_is_narrowed_by_words_and_ties_and_sorted(report: Page) -> None:
    rows = report.locator("#networks tbody tr:visible")
    expect(rows).to_have_count(2)
    report.get_by_label("Find").fill("caretaker")
    expect(rows).to_have_count(1)
    expect(report.locator("#shown")).to_have_text("1 of 2 networks")
    expect(report.locator(".network:visible")).to_have_count(1)
    report.get_by_label("Find").fill("")
    report.get_by_role("checkbox", name="contact").check()
    expect(rows).to_contain_text(["401-555-0161"])
    report.get_by_role("checkbox", name="contact").uncheck()
    report.get_by_role("button", name="ads", exact=True).click()
    expect(rows.first.locator("td").first).to_have_text("8")


def test_it_is_accessible_in_every_width_and_scheme(report: Page) -> None:
    assert_accessible(report)
