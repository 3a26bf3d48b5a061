"""Front, search, ad, contact and posting in a language that is read from right to left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from haven.accounts.actions import ensure_user
from haven.listings.actions.catalogue import sync_categories
from haven.listings.models import Listing, Place
from haven.policies.actions import install_default_policy
from tests.journeys.looking import assert_accessible
from tests.marketplace.stage import publish_ad
from tests.project.pseudo import from_right_to_left, write_catalogue

pytestmark = pytest.mark.browser


@pytest.fixture
def ad(committed: None) -> Listing:
    sync_categories()
    install_default_policy()
    Place.objects.create(
        id=1, name="Leipzig", folded="leipzig", country="DE", latitude=51.3, longitude=12.4, population=5
    )
    poster = ensure_user(email="mara@example.org", display_name="Mara")
    body = "A 56 cm frame with new tyres. It rides well. Ring +44 7700 900123 or come by."
    return publish_ad(poster, title="Blue touring bicycle", price="320", body=body, details={"frame": 56})


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, settings: Settings, tmp_path: Path) -> Iterator[Page]:
    """A browser that asks for the turned language."""
    write_catalogue(tmp_path, "he", from_right_to_left)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [*settings.LANGUAGES, ("he", "עברית")]
    context = browser.new_context(base_url=live_server.url, locale="he", viewport={"width": 390, "height": 844})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def edges(page: Page, selector: str) -> tuple[float, float]:
    """Where an element begins and ends, in pixels from the left."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"], box["x"] + box["width"]


def test_a_journey_from_right_to_left(page: Page, ad: Listing) -> None:
    page.goto("/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert edges(page, ".nameplate")[1] > edges(page, ".masthead nav")[1]
    assert_accessible(page)
    page.goto("/search/?category=bicycles")
    assert edges(page, ".ad-photo")[0] >= edges(page, ".ad-card .ad-title")[1]
    assert_accessible(page)
    page.locator(".ad-title a").click()
    frame = page.locator("table.facts td").filter(has_text="56")
    assert frame.evaluate("cell => getComputedStyle(cell).direction") == "ltr"  # "56 cm", not "cm 56"
    assert edges(page, "table.facts th")[0] > edges(page, "table.facts td")[0]
    assert_accessible(page)
    page.locator("form[action$='/contacts/'] button").click()
    expect(page.locator("bdi", has_text="+44 7700 900123")).to_have_attribute("dir", "ltr")
    page.locator("#contact button[type=submit]").click()
    expect(page.locator(".error-summary, .field-wrong").first).to_be_visible()
    assert_accessible(page)
    page.goto("/post/")
    assert_accessible(page)
    page.locator("button[value=flats]").click()
    expect(page.locator("h1")).to_be_visible()
    assert edges(page, ".steps li")[1] > 350
    assert_accessible(page)
