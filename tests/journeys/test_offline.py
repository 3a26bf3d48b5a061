"""The site as an app, and a reader whose network is gone: kept ads are readable, and nothing else was stored."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.find_browser import find_browser
from tests.conftest import BROWSER_FLAGS
from tests.journeys.looking import assert_accessible
from tests.serving import Site

pytestmark = pytest.mark.browser

STORED = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found;
}"""


def wait_for_worker(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def until(page: Page, promised: str) -> None:
    """Waits for what a promise will tell to be true; Playwright's own wait takes the promise itself for true."""
    waiting = f"async () => {{ for (let n = 0; n < 300; n += 1) {{ if (await ({promised})) return true;"
    assert page.evaluate(waiting + " await new Promise((done) => setTimeout(done, 50)); } return false; }"), promised


def stored(page: Page) -> list[str]:
    found: list[str] = page.evaluate(STORED)
    return found


def keep_first(page: Page, category: str) -> tuple[str, str]:
    """Keeps the first ad of a category; its title and address."""
    page.goto(f"/search/?category={category}")
    card = page.locator(".ad-card").first
    title, address = card.locator(".ad-title").inner_text(), card.locator(".ad-title a").get_attribute("href")
    card.get_by_role("button", name="Keep this ad").click()
    assert address
    until(page, "caches.open('haven-kept').then((cache) => cache.match('/kept/copies/'))")
    return title, address


def test_it_can_be_installed(browser: Browser, site: Site, tmp_path: Path) -> None:
    """In a browser with a profile: no private window installs anything."""
    executable = find_browser()
    profile = browser.browser_type.launch_persistent_context(tmp_path, executable_path=executable, args=BROWSER_FLAGS)
    page = profile.new_page()
    page.goto(site.url)
    wait_for_worker(page)
    inspected = profile.new_cdp_session(page)
    told = inspected.send("Page.getAppManifest")
    faults = inspected.send("Page.getInstallabilityErrors")["installabilityErrors"]
    profile.close()
    assert told["errors"] == []
    assert told["url"].endswith("/manifest.webmanifest")
    assert faults == []


def test_kept_ads_without_network(page: Page, context: BrowserContext) -> None:
    page.goto("/")
    wait_for_worker(page)
    title, address = keep_first(page, "bicycles")
    page.goto("/account/login/")
    context.set_offline(offline=True)
    page.goto("/search/?q=anything")
    expect(page.get_by_role("heading", name="You are without network")).to_be_visible()
    card = page.locator("[data-copies] .ad-card")
    expect(card.locator(".ad-title")).to_have_text(title)
    expect(card.get_by_text("Copy of")).to_be_visible()
    expect(card.locator("img")).to_have_js_property("complete", value=True)
    assert card.locator("img").evaluate("image => image.naturalWidth") > 0
    assert_accessible(page)
    card.get_by_role("link").click()
    expect(page).to_have_url(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_text("This is a copy of")).to_be_visible()
    assert_accessible(page)
    context.set_offline(offline=False)
    page.get_by_role("button", name="Look at it anew").click()
    expect(page.get_by_role("button", name="Write to")).to_be_visible()


def test_no_page_of_ones_own_is_stored_and_what_is_let_go_goes(page: Page) -> None:
    page.goto("/")
    wait_for_worker(page)
    _, address = keep_first(page, "rooms")
    for visited in ("/kept/", "/account/login/", "/post/", address, "/search/?q=room"):
        page.goto(visited)
    pages = {path for path in stored(page) if not path.startswith(("/static/", "/site/", "/media/"))}
    assert pages == {"/offline/", address, "/kept/copies/"}
    page.goto("/kept/")
    page.get_by_role("button", name="Let all go").click()
    until(page, "caches.has('haven-kept').then((has) => !has)")


def test_an_ad_that_is_gone_vanishes_at_the_next_contact(page: Page) -> None:
    page.goto("/")
    wait_for_worker(page)
    _, address = keep_first(page, "flats")
    # As if the site had been asked before: its answer without this ad is what the next contact brings.
    page.route("**/kept/copies/?*", lambda route: route.fulfill(json={"copies": []}))
    page.evaluate(
        "caches.open('haven-kept').then((cache) => cache.match('/kept/copies/').then((answer) => answer.json())"
        ".then((list) => cache.put('/kept/copies/', Response.json({ ...list, at: 0 }))))"
    )
    page.goto("/search/")
    until(page, f"caches.open('haven-kept').then((c) => c.match('{address}')).then((copy) => !copy)")
    assert [path for path in stored(page) if path.startswith("/media/")] == []


def test_a_new_worker_takes_over_and_drops_the_files_of_the_old_one(page: Page) -> None:
    page.goto("/")
    wait_for_worker(page)
    page.evaluate("caches.open('haven-shell-of-yesterday')")
    page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.unregister())")
    page.reload()
    until(page, "caches.has('haven-shell-of-yesterday').then((has) => !has)")
    assert page.evaluate("caches.keys().then((names) => names.length)") == 1
