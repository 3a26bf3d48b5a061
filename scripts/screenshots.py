"""Takes the pictures in docs/screenshots/ from a demo that is being served.

    .venv/bin/python -m scripts.screenshots http://127.0.0.1:8000

Each page is taken as whom it is for, at desktop and phone width, light and dark; `--all` takes every combination, for
looking at, into the directory given by `--out`.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.find_browser import find_browser

WIDTHS = {"desktop": (1280, 860), "phone": (390, 844)}
SCHEMES = ("light", "dark")
KEPT = {
    "front-desktop-light",
    "search-phone-dark",
    "ad-desktop-light",
    "moderation-desktop-light",
    "networks-desktop-dark",
    "network-desktop-light",
}


@dataclass(frozen=True)
class Page:
    """A page to take: as which demo person, where, and what to click first (a CSS selector)."""

    name: str
    person: str
    path: str
    click: str = ""


PAGES = (
    Page("front", "", "/"),
    Page("search", "", "/search/?category=housing&view=gallery"),
    Page("ad", "", "/search/?category=rooms", ".ad-card a"),
    Page("post", "", "/post/"),
    Page("moderation", "moderator", "/moderation/", "a.queue-item"),
    Page("networks", "auditor", "/investigations/networks/"),
    Page("network", "auditor", "/investigations/networks/", "main a[href*='/networks/n-']"),
    Page("ledger", "auditor", "/moderation/ledger/"),
)


def take(browser: Browser, address: str, page: Page, kind: str, scheme: str, out: Path) -> None:
    """One picture."""
    width, height = WIDTHS[kind]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    tab = context.new_page()
    if page.person:
        tab.goto(f"{address}/demo/")
        tab.click(f"button[value={page.person}]")
    tab.goto(address + page.path)
    if page.click:
        tab.locator(page.click).first.click()
    tab.wait_for_load_state("networkidle")
    tab.screenshot(path=out / f"{page.name}-{kind}-{scheme}.png")
    context.close()


def main() -> None:
    """Take the pictures that were asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("address")
    arguments.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    arguments.add_argument("--all", action="store_true")
    asked = arguments.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        for page in PAGES:
            for kind in WIDTHS:
                for scheme in SCHEMES:
                    if asked.all or f"{page.name}-{kind}-{scheme}" in KEPT:
                        take(browser, asked.address.rstrip("/"), page, kind, scheme, asked.out)


if __name__ == "__main__":
    main()
