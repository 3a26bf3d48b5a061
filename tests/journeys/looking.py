"""Looking at a page as those do who see least: axe at phone and desktop width, in both colour schemes."""

from collections.abc import Iterable
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WIDTHS = (390, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def assert_accessible(page: Page) -> None:
    """No axe violation, no contrast that axe could not judge, and nothing wider than the window."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    found = faults(page, [(width, scheme) for width in WIDTHS for scheme in SCHEMES])
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size(size)
    assert not found, f"{page.url}\n" + "\n".join(found)


def faults(page: Page, looks: Iterable[tuple[int, Scheme]], widths: Iterable[int] = WIDTHS) -> list[str]:
    """What axe finds in windows so wide in these schemes, and in which `widths` something is wider than the window."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found += [f"{width}: wider than the window"] if wide else []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{width} {scheme}: {fault}" for fault in _faults(page)]
    return found


def open_mailed_link(page: Page, address: str, subject: str) -> None:
    """Find the newest mail with the subject in the demo's mailbox and click the first link in it."""
    page.goto(f"/demo/mailbox/?to={address}")
    page.get_by_role("link", name=subject).first.click()
    link = page.locator("main a[href*='/confirm/'], main a[href*='/messages/'], main a[href*='/manage/']").first
    expect(link).to_be_visible()
    link.click()


def _faults(page: Page) -> list[str]:
    answer = Axe().run(page).response
    unsure = [fault for fault in answer["incomplete"] if fault["id"] == "color-contrast"]
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in answer["violations"] + unsure
        for node in fault["nodes"]
        if not _is_beyond_axe(node)
    ]


def _is_beyond_axe(node: dict[str, Any]) -> bool:
    """Whether axe could not judge a text only because it is a single letter, cut by a scrolling box, or on a map.

    A map is drawn of the same tokens as a page, with a rim of paper around every name; axe takes it for a picture.
    """
    keys = [(check.get("data") or {}).get("messageKey") for check in node["any"]]
    behind = [related["html"] for check in node["any"] for related in check["relatedNodes"]]
    cut_off = "elmPartiallyObscured" in keys and all(html.startswith("<body") for html in behind)
    on_map = "imgNode" in keys and all(html.startswith('<svg class="map"') for html in behind)
    return cut_off or on_map or "shortTextContent" in keys
