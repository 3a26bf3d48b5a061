"""What everyone can read of how the site moderates, and the desk's pages behind it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible

pytestmark = pytest.mark.browser
HASH = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"


def be(page: Page, person: str) -> None:
    page.goto("/demo/")
    page.locator("form").filter(has_text=person).get_by_role("button").click()


def test_anyone_reads_the_year_and_the_signals(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="What we decide, in figures").click()
    expect(page.get_by_role("heading", name="What we decided in")).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="As a file (CSV)").click()
    assert download.value.suggested_filename.endswith(".csv")
    page.get_by_role("link", name="The signals that screen ads").click()
    expect(page.get_by_text("unproven").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Contact details in disguise").click()
    expect(page.get_by_role("heading", name="Is it fair?")).to_be_visible()
    assert_accessible(page)


def test_a_lead_reads_the_figures_and_keeps_golden_ads(page: Page) -> None:
    be(page, "Selma Senior")
    page.get_by_role("link", name="Figures", exact=True).click()
    expect(page.get_by_role("heading", name="What waits now")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Queue").first.click()
    page.locator(".queue-item").first.click()
    code = page.url.rstrip("/").rsplit("/", 1)[-1]
    page.get_by_role("link", name="Second look").click()
    page.get_by_role("button", name="Propose a golden ad").click()
    expect(page.get_by_text("Write the ad's number.")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Ad number").fill(code)
    expect(page.locator("#golden input:checked")).to_have_count(0)
    page.locator("#golden").get_by_text("Against the rules").click()
    page.get_by_label("Why (whoever is wrong reads it)").fill("It asks for a fee before the work.")
    page.get_by_role("button", name="Propose a golden ad").click()
    expect(page.get_by_text("It asks for a fee before the work.")).to_be_visible()
    page.get_by_role("link", name="Signals", exact=True).click()
    expect(page.get_by_role("heading", name="Signals")).to_be_visible()
    assert_accessible(page)


def test_the_banks_are_for_one_role_alone(page: Page) -> None:
    be(page, "Clara Childsafety")
    expect(page.get_by_role("heading", name="Nothing has matched")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Hash banks").click()
    page.get_by_label("Hash", exact=True).fill("123")
    page.get_by_label("Bank").fill("By hand")
    page.get_by_label("Why", exact=True).fill("A colleague of another site told us.")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("64 hexadecimal digits").first).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Hash", exact=True).fill(HASH)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Added. The photos of the site are being looked through.")).to_be_visible()
    assert_accessible(page)
    page.get_by_placeholder("Why").first.fill("It was a door.")
    page.get_by_role("button", name="Retire").click()
    expect(page.get_by_text("It was a door.")).to_be_visible()
    be(page, "Milan Moderator")
    answer = page.goto("/moderation/child-safety/")
    assert answer
    assert answer.status == 403
