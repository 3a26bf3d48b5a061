"""How quickly the search page answers, with all its counts, and how soon it knows a new ad.

    python -m benchmarks.search [--ads 1000000] [--searches 1100] [--seconds 60] [--data DIRECTORY]

Fills an embedded PostgreSQL of its own with made-up ads (seed 7), makes the index, serves the site as `haven serve`
does, and asks it over HTTP on loopback: one client, then 50 requests a second, all kinds of searches in turn. Beside
it, in one process and without HTTP: the same searches by the index, by PostgreSQL's full text with exact counts, and by
`icontains`.
Writes `benchmarks/results/search.md` and `search.svg`. With `--data`, the site is kept there and used again.
"""

import argparse
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.search import http, report
from benchmarks.search.asked import Asked, searches

if TYPE_CHECKING:
    from haven.listings.models import Listing

RESULTS = Path(__file__).parents[1] / "results"
RATE = 50.0
NEW_ADS = 20


@contextmanager
def site_tables(data: Path) -> Iterator[None]:
    """Django on the embedded PostgreSQL of a data directory, of the running site where there is one."""
    for name in [name for name in os.environ if name.startswith("HAVEN_")]:
        del os.environ[name]
    os.environ["HAVEN_DATA"] = str(data)
    from haven.project.database import site_database
    from haven.project.django_setup import start_django
    from haven.project.environment import environment

    environment.cache_clear()
    with site_database("benchmark"):
        start_django()
        yield
        from django.db import connections

        connections.close_all()


def prepare(ads: int) -> list[str]:
    """Tables, ads and index; says how long it took and how large they are."""
    from django.db import connection

    from benchmarks.search.made import fill
    from haven.listings.models import Listing
    from haven.listings.searching import home
    from haven.listings.searching.writing import rebuild
    from haven.project.preparation import prepare as prepare_site

    list(prepare_site())
    if Listing.objects.count() < ads:
        fill(ads)
    begun = time.perf_counter()
    *_, count = 0, *rebuild()
    took = time.perf_counter() - begun
    index = home.named()
    size = sum(file.stat().st_size for file in home.path_of(index).iterdir()) / 1e6 if index else 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_relation_size('listing_search') / 1e6, pg_total_relation_size('listings_listing') / 1e6"
        )
        gin, table = cursor.fetchone()
    told = f"{count:,} ads indexed in {took:.0f} s; the index has {size:,.0f} MB, PostgreSQL's full-text index "
    return [f"{told}{gin:,.0f} MB, the listings with their indexes {table:,.0f} MB.", ""]


@contextmanager
def serving(data: Path) -> Iterator[int]:
    """The site as `haven serve` runs it; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    variables = {"HAVEN_DATA": str(data), "HAVEN_PORT": str(port)}
    log = (data.parent / "served.log").open("w")
    command = [sys.executable, "-m", "haven.project.cli", "serve"]
    process = subprocess.Popen(command, env=os.environ | variables, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 600
        while "Ready in" not in (data.parent / "served.log").read_text():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the site did not start, see {data.parent}/served.log")
            time.sleep(0.2)
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(120)


def new_ads(port: int) -> list[float]:
    """Seconds from the commit of a new ad until a search over HTTP shows it."""
    from haven.listings.models import Listing

    taken = []
    for listing in Listing.objects.order_by("-pk").select_related("revision", "poster")[:NEW_ADS]:
        word = "zq" + "".join(secrets.choice("abcdefghijklmnop") for _ in range(10))
        publish_anew(listing, word)
        taken.append(http.until_found(port, word))
    return taken


def publish_anew(listing: "Listing", word: str) -> None:
    """Give an ad new words, one of which nobody else has, and make them public."""
    from django.db import transaction

    from haven.listings.actions.publishing import publish
    from haven.listings.models import Clearance, ListingRevision

    old = listing.revision
    if old is None:
        raise RuntimeError("an ad without words")
    with transaction.atomic():
        revision = ListingRevision.objects.create(
            listing=listing,
            number=listing.revisions.count() + 1,
            category=old.category,
            title=f"{word} {old.title}"[:120],
            body=old.body,
            price=old.price,
            currency=old.currency,
            place=old.place,
            latitude=old.latitude,
            longitude=old.longitude,
            folded_sha256=secrets.token_hex(32),
        )
        listing.revision = revision
        publish(listing, Clearance.objects.create(revision=revision, decided_by=listing.poster))


def over_http(port: int, asked: list[Asked], seconds: int) -> tuple[dict[str, list[float]], list[str]]:
    """All that is measured on the running site: ways for the plot, and lines."""
    http.one_after_the_other(port, asked[:110])
    alone = http.one_after_the_other(port, asked)
    rate = http.at_a_rate(port, asked * (1 + int(RATE * seconds) // len(asked)), RATE)[: int(RATE * seconds)]
    front = [value for _, value in http.one_after_the_other(port, [Asked("front", "/")] * 100)]
    box = Asked("map", "/search/?view=map&place=Leeds&radius=50")
    maps = [value for _, value in http.one_after_the_other(port, [box, Asked("map", "/search/?view=map")] * 20)]
    found = [1000 * value for value in new_ads(port)]
    ways = {"page, one client": [v for _, v in alone], f"page, {RATE:.0f} a second": [v for _, v in rate]}
    lines = ["## Over HTTP, whole pages with all counts", ""]
    lines += report.table(ways | {"front page": front, "with the map": maps, "until a new ad is found": found})
    lines += ["One client, by kind of search:", "", *report.table(report.by_kind(alone))]
    return ways, lines


def peers(asked: list[Asked]) -> tuple[dict[str, list[float]], list[str]]:
    """The same searches without HTTP, by three ways."""
    from benchmarks.search.peers import by_full_text, by_icontains, by_index, times

    ways = {
        "index": times(asked[:330], by_index),
        "PostgreSQL full text": times(asked[:110], by_full_text),
        "icontains": times(asked[:33], by_icontains),
    }
    title = "## One page and its counts without HTTP, in one process"
    return ways, [
        title,
        "",
        *report.table(ways),
        "`icontains` and full text count by category only, the index counts everything.",
        "",
    ]


def measure(data: Path, ads: int, count: int, seconds: int) -> None:
    """Everything, into the results."""
    with site_tables(data):
        prepared = prepare(ads)
    asked = searches(count)
    with serving(data) as port, site_tables(data):
        before = os.getloadavg()[0]
        http_ways, http_lines = over_http(port, asked, seconds)
        peer_ways, peer_lines = peers(asked)
        after = os.getloadavg()[0]
    busy = (
        f"{os.cpu_count()} processors shared by site, database, client and whatever else ran; "
        f"load average {before:.1f} before, {after:.1f} after."
    )
    lines = [f"# Search, {ads:,} ads", "", f"`make bench-search`, seed 7, {count} searches. {busy}", "", *prepared]
    lines += [*http_lines, *peer_lines, "![Milliseconds a search](search.svg)"]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "search.md").write_text("\n".join(lines) + "\n")
    report.plot(http_ways | peer_ways, RESULTS / "search.svg")
    print("\n".join(lines))


def main() -> None:
    """Measure what was asked for."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--ads", type=int, default=1_000_000)
    arguments.add_argument("--searches", type=int, default=1100)
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--data", type=Path)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="haven-bench-") as folder:
        measure(asked.data or Path(folder, "data"), asked.ads, asked.searches, asked.seconds)


if __name__ == "__main__":
    main()
