"""Lighthouse's four groups on the front page, a search, an ad and the first screen of posting.

    npm install --prefix .venv/lighthouse lighthouse@12 && python -m benchmarks.lighthouse ADDRESS

ADDRESS is that of a demo that is being served (`make run`). Lighthouse simulates its own slow phone and network, so
that the figures hardly depend on the machine. Writes `benchmarks/results/lighthouse.md`; exits with 1
where a page has less than 95 in a group. Must not know: how pages are made.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from scripts.find_browser import find_browser

LEAST = 95
GROUPS = ("performance", "accessibility", "best-practices", "seo")
FIGURES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
PROGRAM = Path(".venv/lighthouse/node_modules/lighthouse/cli/index.js")
RESULTS = Path(__file__).parent / "results" / "lighthouse.md"
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run --disable-sync"


def measured(address: str) -> dict[str, Any]:
    """Lighthouse's report of a page, as JSON tells it."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        program = ["node", str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={out.name}"]
        environment = os.environ | {"CHROME_PATH": str(find_browser())}
        subprocess.run([*program, f"--chrome-flags={FLAGS}"], check=True, env=environment)
        report: dict[str, Any] = json.loads(Path(out.name).read_text())
    return report


def main(site: str) -> int:
    """Measure the four pages, write the table."""
    with urlopen(f"{site}/search/?category=flats") as answer:  # noqa: S310 — the address is the caller's own
        ad = re.search(r'href="(/ads/[a-z0-9]{10}/)"', answer.read().decode())
    if ad is None:
        raise SystemExit(f"{site} has no flats: serve the demo")
    pages = {"front": "/", "search": "/search/?category=flats", "ad": ad[1], "post": "/post/"}
    rows, least = [], 100
    for name, path in pages.items():
        report = measured(site + path)
        scores = [round(100 * report["categories"][group]["score"]) for group in GROUPS]
        seen = [report["audits"][figure]["displayValue"].replace("\u00a0", " ") for figure in FIGURES]
        weight = report["audits"]["total-byte-weight"]["numericValue"] / 1000
        rows.append(f"| {name} | {' | '.join(map(str, scores))} | {' | '.join(seen)} | {weight:.0f} kB |")
        least = min(least, *scores)
        print(rows[-1], flush=True)
    version = report["lighthouseVersion"]
    head = "| page | performance | accessibility | best practices | SEO | first paint | largest | "
    head += "blocked | moved | weight |"
    lines = [
        f"Lighthouse {version}, simulated phone, the demo's ads; weight with photos.",
        "",
        head,
        "| --- |" + " ---: |" * 9,
        *rows,
    ]
    RESULTS.write_text("# Lighthouse\n\n" + "\n".join(lines) + "\n")
    return int(least < LEAST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000"))
