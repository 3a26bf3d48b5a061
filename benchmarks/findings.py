"""How long it takes to look one ad up among very many stored ones, and to store it.

    python -m benchmarks.findings [--ads 1000000] [--operations 2000]

Fills an embedded PostgreSQL of its own with made-up ads (`haven networks rebuild` does the same), then looks up and
inserts held-out ads one at a time, each in a transaction of its own, round trips and commit included. With
HAVEN_CORPORA also on ads of its `bench/plant.py`. Writes `benchmarks/results/findings.md`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psutil
import pyarrow.parquet as pq

from benchmarks.networks.made import make
from haven.records import AdRecord

RESULTS = Path(__file__).parent / "results" / "findings.md"
REGION = "US"
TABLES = ("textkey", "indexedad", "identifier", "sighting", "membership", "network", "link", "template")


class Corpus(NamedTuple):
    """Ads to store, ads to ask about, and for each ad of a planted group its number."""

    stored: list[AdRecord]
    asked: list[AdRecord]
    group: dict[str, int]


def read(folder: Path, operations: int) -> Corpus:
    table = pq.read_table(folder / "ads.parquet")
    table = table.select([name for name in ("id", "title", "category", "body", "price") if name in table.column_names])
    ads = [AdRecord(**row) for batch in table.to_batches() for row in batch.to_pylist()]
    truth = pq.read_table(folder / "truth.parquet", columns=["id", "group"]).to_pydict()
    group = {ad: group for ad, group in zip(truth["id"], truth["group"], strict=True) if group >= 0}
    return Corpus(ads[operations:], ads[:operations], group)


@contextmanager
def database(folder: Path) -> Iterator[None]:
    """An embedded PostgreSQL in a folder, with Haven's tables."""
    for name in [name for name in os.environ if name.startswith("HAVEN_") and name != "HAVEN_CORPORA"]:
        del os.environ[name]
    os.environ["HAVEN_DATA"] = str(folder)
    from haven.project.database import site_database
    from haven.project.django_setup import start_django

    with site_database("benchmark"):
        start_django()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        yield
        connection.close()


def load(corpus: Corpus) -> str:
    """Store and sweep; says how long it took and what it came to."""
    from django.db import connection

    from haven.findings.actions import rebuild

    begun = time.perf_counter()
    rebuild(ads=corpus.stored, region=REGION)
    seconds = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) findings_textkey, findings_indexedad, findings_sighting, findings_membership")
        sizes = {}
        for table in TABLES:
            cursor.execute("SELECT pg_total_relation_size(%s) / 1e6", [f"findings_{table}"])
            sizes[table] = cursor.fetchone()[0]
    told = ", ".join(f"{table} {size:,.0f}" for table, size in sizes.items())
    return f"{seconds:.0f} s; {sum(map(float, sizes.values())):,.0f} MB ({told})"


def measure(corpus: Corpus) -> list[str]:
    """Rows of the table: milliseconds, and whether the answers were right."""
    from django.db import transaction

    from haven.findings.index import entry, insert
    from haven.findings.lookup import look_up_entry, warm_up
    from haven.networks import Parameters

    parameters = Parameters(region=REGION)
    groups = groups_of_networks(corpus)
    known = set(groups.values())
    warm_up()
    times, right, wrong, askable = [], 0, 0, 0
    worked = processor_seconds()
    for ad in corpus.asked:
        begun = time.perf_counter()
        one = entry(ad, parameters)
        joining = look_up_entry(one, parameters)
        looked_up = time.perf_counter()
        with transaction.atomic():
            insert([one])
        times.append((looked_up - begun, time.perf_counter() - looked_up))
        mine = corpus.group.get(ad.id)
        found = groups.get(joining.network) if joining.network else None
        askable += mine in known
        right += mine is not None and found == mine
        wrong += joining.network is not None and found != mine
    worked = 1000 * (processor_seconds() - worked) / len(times)
    milliseconds = 1000 * np.array(times)
    rows = []
    for name, column in (
        ("look-up", milliseconds[:, 0]),
        ("insert", milliseconds[:, 1]),
        ("both", milliseconds.sum(1)),
    ):
        p50, p95, p99 = np.percentile(column, [50, 95, 99])
        rows.append(f"| {name} | {p50:.2f} | {p95:.2f} | {p99:.2f} | {column.max():.1f} |")
    told = f"Of {askable} ads of planted groups that were stored as networks, {right} found theirs; "
    load = f"Load average of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."
    return [
        *rows,
        "",
        f"Processor time of both, Python and PostgreSQL together: {worked:.2f} ms on average. {load}",
        f"{told}{wrong} of {len(times)} ads were given a network of others.",
    ]


def processor_seconds() -> float:
    """What this process and its connection's server process have used; unlike the clock, no matter who else works."""
    from django.db import connection

    connection.ensure_connection()
    times = [psutil.Process(pid).cpu_times() for pid in (os.getpid(), connection.connection.info.backend_pid)]
    return float(sum(each.user + each.system for each in times))


def groups_of_networks(corpus: Corpus) -> dict[str, int]:
    """For each stored network the planted group that most of its ads are of, -1 for none."""
    from haven.findings.models import Membership

    votes: dict[str, Counter[int]] = {}
    for ad, network in Membership.objects.values_list("ad_id", "network_id").iterator():
        votes.setdefault(network, Counter())[corpus.group.get(ad, -1)] += 1
    return {network: counts.most_common(1)[0][0] for network, counts in votes.items()}


def run(name: str, folder: Path, operations: int) -> list[str]:
    corpus = read(folder, operations)
    with tempfile.TemporaryDirectory(prefix="haven-bench-") as data, database(Path(data)):
        loaded = load(corpus)
        rows = measure(corpus)
    title = f"## {len(corpus.stored):,} ads, {name}"
    heads = ["| milliseconds | p50 | p95 | p99 | most |", "| --- | --- | --- | --- | --- |"]
    return [title, "", f"Stored and swept in {loaded}.", "", *heads, *rows, ""]


def corpora(ads: int, folder: Path) -> Iterator[tuple[str, Path]]:
    outside = os.environ.get("HAVEN_CORPORA")
    planter = Path(outside or "") / "bench" / "plant.py"
    if outside and planter.exists():
        subprocess.run([sys.executable, planter, "--ads", str(ads), "--seed", "11", "--out", folder], check=True)
        yield "mixed by plant.py, seed 11", folder
    else:
        make(ads, 11, folder)
        yield "made up, seed 11", folder


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--ads", type=int, default=1_000_000)
    arguments.add_argument("--operations", type=int, default=2000)
    asked = arguments.parse_args()
    lines = ["# One ad at a time", "", "`make bench-findings`; embedded PostgreSQL as Haven runs it, one process.", ""]
    with tempfile.TemporaryDirectory(prefix="haven-ads-") as folder:
        for name, ads in corpora(asked.ads + asked.operations, Path(folder)):
            lines += run(name, ads, asked.operations)
    print("\n".join(lines))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines).rstrip() + "\n")


if __name__ == "__main__":
    main()
