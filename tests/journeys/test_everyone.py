"""Pages for those who see little, use no mouse, or are made ill by motion; and nothing jumps while a page loads."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MOVED = """() => new Promise((told) => {
  let sum = 0;
  const add = (list) => { for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value; };
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 300);
})"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def pages(page: Page) -> list[str]:
    """Front, search, an ad, posting."""
    page.goto("/search/?category=flats")
    ad = page.locator(".ad-title a").first.get_attribute("href")
    assert ad
    return ["/", "/search/?category=flats", ad, "/post/"]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in pages(page):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(MOVED) <= 0.01, path


def test_twice_as_large_still_fits(page: Page) -> None:
    """A window of 1280 pixels at 200 % is one of 640; at 400 % it is one of 320."""
    for path in pages(page):
        for width in (640, 320):
            page.set_viewport_size({"width": width, "height": 450})
            page.goto(path)
            assert not page.evaluate(SIDEWAYS), (path, width)


def test_who_wants_no_motion_gets_none(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    moving = (
        "[...document.querySelectorAll('*')].some((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0.001)"
    )
    for path in pages(page):
        page.goto(path)
        assert not page.evaluate(moving), path


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            outline = page.evaluate(
                "() => [document.activeElement, document.activeElement.closest('.ad-card') ?? document.body]"
                ".some((element) => getComputedStyle(element).outlineStyle !== 'none')"
            )
            assert outline, f"{selector} does not show that it has the focus"
            return
    raise AssertionError(f"no way to {selector} with the keyboard")


def test_a_reader_without_a_mouse(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    tab_to(page, "#front-words")
    page.keyboard.type("flat")
    page.keyboard.press("Enter")
    expect(page.locator("#results-title")).to_be_visible()
    tab_to(page, ".ad-title a")
    page.keyboard.press("Enter")
    expect(page.locator("#contact")).to_be_visible()
    tab_to(page, "[data-keep]")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Kept", exact=True)).to_have_attribute("aria-pressed", "true")
    tab_to(page, "#contact textarea")
    page.keyboard.type("Is it still there?")
    tab_to(page, "#contact [name=display_name]")
    page.keyboard.type("Omar")
    tab_to(page, "#contact [name=email]")
    page.keyboard.type("omar@example.org")
    tab_to(page, "#contact button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="check your mail")).to_be_visible()


def test_a_poster_without_a_mouse(page: Page) -> None:
    page.goto("/post/")
    tab_to(page, "button[value=flats]")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=title]")).to_be_visible()
    for name, words in (
        ("title", "A flat by the river"),
        ("body", "Two rooms on the second floor, with a balcony to the water and a cellar."),
        ("price", "700"),
    ):
        tab_to(page, f"[name={name}]")
        page.keyboard.type(words)
    tab_to(page, "[name=place_words]")
    page.keyboard.type("Bristo")
    town = page.get_by_role("button", name="Bristol GB")
    expect(town).to_be_visible()
    tab_to(page, "[data-pick]")
    page.keyboard.press("Enter")
    expect(page.locator("[name=place_words]")).to_have_value("Bristol, GB")
    tab_to(page, "[name=display_name]")
    page.keyboard.type("Nora")
    tab_to(page, "[name=email]")
    page.keyboard.type("nora@example.org")
    tab_to(page, "[name=adult]")
    page.keyboard.press("Space")
    tab_to(page, "form button[type=submit]:not([name])")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="This is how readers will see it")).to_be_visible()
    tab_to(page, "main .button-act")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()
