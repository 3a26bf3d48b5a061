"""How smooth the drawing of a network of 2,000 points is in a browser, and what its places cost.

    python -m benchmarks.graph [--points 2000] [--seed 11] [--site URL]

Makes a network (ads by some tens of posters, tied by shared contacts, photos and texts, with hubs), places it as the
site does, hands it to the real page of a served demo in place of the site's own answer, and measures the time from
one frame to the next while the drawing is dragged, made larger and smaller, pointed at, and its time moved. Writes
`benchmarks/results/graph.md`.
"""

import argparse
import json
import os
import random
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

RESULTS = Path(__file__).parent / "results" / "graph.md"
SECONDS = 4
_RECORD = """
(seconds) => new Promise((done) => {
  const times = []; let last = performance.now(); const end = last + seconds * 1000;
  const next = (now) => { times.push(now - last); last = now; now < end ? requestAnimationFrame(next) : done(times); };
  requestAnimationFrame(next);
})
"""
_DRAWING = """
() => { window.drawn = []; const context = CanvasRenderingContext2D.prototype, clear = context.fillRect;
  const ask = window.requestAnimationFrame;
  window.requestAnimationFrame = (work) => ask((now) => {
    const begun = performance.now(); let drew = false;
    context.fillRect = function (...all) { drew = true; return clear.apply(this, all); };
    work(now); context.fillRect = clear;
    if (drew) window.drawn.push(performance.now() - begun);
  }); }
"""


_SLIDE = """
(n) => { const one = document.getElementById("web-until"); one.value = n; one.dispatchEvent(new Event("input")); }
"""


def make_web(count: int, seed: int) -> Any:
    """A network of so many points: a fifth of them contacts, photos, texts and hubs; the rest ads."""
    from haven.investigations.webgraph import Line, Point, Web

    chance, web = random.Random(seed), Web()
    things = count // 5
    for n in range(count - things):
        at = 1_760_000_000 + chance.randrange(86_400 * 200)
        web.points.append(Point(f"ad{n:06}", "ad", f"Room number {n}", at, f"Person {n % 40}", "Leipzig"))
    ads = len(web.points)
    for n in range(things):
        kind = ("phone", "email", "photo", "text")[n % 4]
        hub = n < 6
        web.points.append(Point(f"{kind}:{n}", kind, f"{kind} {n}", hub=hub))
        size = 120 if hub else min(ads, 2 + int(chance.paretovariate(1.1)))
        for ad in chance.sample(range(ads), min(size, 150)):
            name = "hub" if hub else "contact" if kind in {"phone", "email"} else kind
            web.lines.append(Line(ad, ads + n, name, 1.0, f"Shows {kind} {n}, as others do."))
    for _ in range(400):
        a, b = chance.sample(range(ads), 2)
        web.lines.append(Line(a, b, "text", round(chance.random(), 2), "More than half of the words are the same."))
    return web


def measure(page: "Page", name: str, act: Any) -> tuple[str, list[float], list[float]]:
    """Frame times, and milliseconds spent drawing each, while something is done over and over."""
    page.evaluate("() => { window.drawn = []; window.frames_ = null; }")
    page.evaluate(f"() => {{ ({_RECORD})({SECONDS}).then((times) => {{ window.frames_ = times; }}); }}")
    begun, n = time.monotonic(), 0
    while time.monotonic() - begun < SECONDS:
        act(n)
        n += 1
    while not page.evaluate("window.frames_ !== null"):  # what waits in the page is forbidden by its policy
        page.wait_for_timeout(50)
    return name, page.evaluate("window.frames_"), page.evaluate("window.drawn")


def open_drawing(page: "Page", answer: str) -> None:
    """The page of the first network of a new case, with the made network in it."""

    def give(route: "Route") -> None:
        route.fulfill(status=200, content_type="application/json", body=answer)

    page.route("**/drawing.json*", give)
    page.goto("/demo/")
    page.locator("form").filter(has_text="Ines Investigator").get_by_role("button").click()
    page.goto("/investigations/cases/new/")
    page.get_by_label("Title").fill("A measured network")
    page.get_by_label("What is it for?").fill("Measuring")
    page.get_by_role("button", name="Open the case").click()
    page.locator(".desk-nav").get_by_role("link", name="Networks").click()
    for _ in range(120):
        if page.locator(".network-title").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    page.locator(".network-title").first.click()
    page.get_by_role("link", name="Open the drawing").click()
    page.locator("#web[data-ready]").wait_for()


def in_browser(url: str, answer: str) -> list[tuple[str, list[float], list[float]]]:
    """What was measured of each way to use the drawing."""
    from playwright.sync_api import sync_playwright

    from scripts.find_browser import find_browser
    from tests.conftest import BROWSER_FLAGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_FLAGS)
        page = browser.new_context(base_url=url, viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(60_000)
        page.add_init_script(f"({_DRAWING})()")
        open_drawing(page, answer)
        page.locator("canvas").scroll_into_view_if_needed()
        box = page.locator("canvas").bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        move, press = page.mouse.move, page.keyboard.press
        page.locator("canvas").focus()
        found = [measure(page, "pointing at it", lambda n: move(x + 9 * n % 300 - 150, y + 7 * n % 200 - 100))]
        page.mouse.down()
        found.append(measure(page, "dragging it", lambda n: move(x + 5 * n % 160, y + 3 * n % 120)))
        page.mouse.up()
        found.append(measure(page, "making it larger and smaller", lambda n: press("+" if n % 12 < 6 else "-")))
        found.append(measure(page, "moving its time", lambda n: page.evaluate(_SLIDE, 300 + 17 * n % 700)))
        browser.close()
    return found


def report(web: Any, seconds: float, size: int, found: list[tuple[str, list[float], list[float]]], seed: int) -> str:
    """The page of results."""
    rows = [
        f"| {name} | {np.percentile(frames, 50):.1f} | {np.percentile(frames, 95):.1f} | {max(frames):.1f} "
        f"| {np.percentile(drawn, 50):.1f} | {np.percentile(drawn, 95):.1f} | {len(drawn)} |"
        for name, frames, drawn in found
    ]
    load, cores = os.getloadavg()[0], os.cpu_count()
    return f"""# The drawing of a network in a browser

`make bench-graph`; {len(web.points):,} points, {len(web.lines):,} lines, seed {seed}; headless Chromium without a
graphics processor, a window of 1,280 × 900 pixels, the site's own page and script.

Places on the server: {seconds:.1f} s the first time (then kept for a day); the browser is sent {size / 1e3:.0f} kB.

| while | frame p50, ms | frame p95 | longest | drawing p50, ms | drawing p95 | drawn frames |
| --- | --- | --- | --- | --- | --- | --- |
{chr(10).join(rows)}

A frame of 16.7 ms is one of 60 a second. Load average of the machine: {load:.1f} on {cores} processors.
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--site", default="", help="a demo that is being served; without it one is started")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from haven.investigations.placing import place
    from tests.serving import served_demo

    web = make_web(asked.points, asked.seed)
    begun = time.perf_counter()
    places = place(len(web.points), [(line.a, line.b) for line in web.lines])
    seconds = time.perf_counter() - begun
    answer = json.dumps(web.as_json(places))
    with tempfile.TemporaryDirectory() as directory:
        serving = nullcontext() if asked.site else served_demo(Path(directory) / "data")
        with serving as site:
            found = in_browser(asked.site or site.url, answer)  # type: ignore[union-attr]
    text = report(web, seconds, len(answer), found, asked.seed)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
