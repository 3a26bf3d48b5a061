"""How long the log takes to write, to sequence and to prove, with a million entries in it.

    python -m benchmarks.ledger [--entries 1000000] [--proofs 2000] [--seed 11]

Fills an embedded PostgreSQL of its own, gives every entry its place, then proves single entries and earlier heads one
at a time, each read from the tables anew (nothing is kept between two proofs) and checked by the verifier; at last it
compares all entries with their hashes, as the site does each hour. Writes `benchmarks/results/ledger.md`.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.findings import database, processor_seconds

RESULTS = Path(__file__).parent / "results" / "ledger.md"
_FILL = """
INSERT INTO ledger_ledgerentry (at, actor, action, subject, details)
SELECT now(), 'person:' || i %% 5000, 'listing.submitted', 'listing:' || i,
    jsonb_build_object('revision', i %% 7, 'digest', encode(sha256(i::text::bytea), 'hex'))
FROM generate_series(1, %s) AS i
"""


def fill(entries: int) -> str:
    """Write entries and give them their places; says how fast each was."""
    from django.db import connection

    from haven.ledger.sequencing import sequence_all

    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(_FILL, [entries])
    written = time.perf_counter()
    size = sequence_all()
    took = time.perf_counter() - written
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) ledger_ledgerentry, ledger_leaf, ledger_tile")
        cursor.execute(
            "SELECT sum(pg_total_relation_size(oid)) / 1e6 FROM pg_class "
            "WHERE relname IN ('ledger_ledgerentry', 'ledger_leaf', 'ledger_tile')"
        )
        megabytes = cursor.fetchone()[0]
    return (
        f"Stored in one statement in {written - begun:.0f} s; given their places in {took:.0f} s "
        f"({size / took:,.0f} a second, one process); {megabytes:,.0f} MB with all indexes."
    )


def record_one() -> None:
    from django.db import transaction

    from haven.ledger.actions import person, record

    with transaction.atomic():
        record(actor=person(7), action="listing.read", subject="listing:k3v9x2m7qa", revision=2)


def prove_entry(size: int, root: bytes, position: int) -> None:
    from haven.evidence.merkle import check_inclusion, leaf_hash
    from haven.ledger.leaves import leaf_bytes
    from haven.ledger.models import Leaf
    from haven.ledger.tree import prove_inclusion

    leaf = Leaf.objects.select_related("entry").get(position=position)
    proof = prove_inclusion(position, size)
    check_inclusion(leaf_hash(leaf_bytes(leaf.entry, leaf.salt)), position, size, proof, root)


def prove_head(size: int, root: bytes, old: int) -> None:
    from haven.evidence.merkle import check_consistency
    from haven.ledger.tree import prove_consistency, root_of

    check_consistency(old, root_of(old), size, root, prove_consistency(old, size))


def row(name: str, actions: list[Callable[[], None]]) -> str:
    """Milliseconds by the clock, and on average by the processors (Python and PostgreSQL), whoever else works."""
    worked, times = processor_seconds(), []
    for action in actions:
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    worked = 1000 * (processor_seconds() - worked) / len(times)
    p50, p95, p99 = np.percentile(1000 * np.array(times), [50, 95, 99])
    return f"| {name} | {len(times):,} | {p50:.2f} | {p95:.2f} | {p99:.2f} | {1000 * max(times):.1f} | {worked:.2f} |"


def measure(proofs: int, seed: int) -> list[str]:
    from haven.ledger.sequencing import tree_size
    from haven.ledger.tree import root_of

    chance = random.Random(seed)
    size = tree_size()
    root = root_of(size)
    places = [chance.randrange(size) for _ in range(proofs)]
    heads = [chance.randrange(1, size) for _ in range(proofs)]
    return [
        row("write one entry, commit included", [record_one] * proofs),
        row("prove one entry and check it", [partial(prove_entry, size, root, at) for at in places]),
        row("prove one earlier head and check it", [partial(prove_head, size, root, at) for at in heads]),
    ]  # fmt: skip


def check() -> str:
    """Compare everything with what was hashed and signed, as the worker does each hour; says how long it took."""
    from haven.ledger.checking import check_entries
    from haven.ledger.sequencing import tree_size
    from haven.ledger.signing import sign_head

    sign_head()
    worked, begun = processor_seconds(), time.perf_counter()
    wrong = check_entries()
    if wrong:
        raise AssertionError(wrong)
    took, worked = time.perf_counter() - begun, processor_seconds() - worked
    return (
        f"The hourly comparison of all {tree_size():,} entries with their hashes and the signed root took {took:.0f} s "
        f"({worked:.0f} s of processor time)."
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--entries", type=int, default=1_000_000)
    arguments.add_argument("--proofs", type=int, default=2_000)
    arguments.add_argument("--seed", type=int, default=11)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="haven-bench-") as data, database(Path(data)):
        filled = fill(asked.entries)
        rows = measure(asked.proofs, asked.seed)
        checked = check()
    lines = [
        f"# The ledger with {asked.entries:,} entries", "",
        f"`make bench-ledger`; seed {asked.seed}; embedded PostgreSQL as Haven runs it, one process. {filled}", "",
        "| milliseconds | times | p50 | p95 | p99 | most | processor time, mean |",
        "| --- | --- | --- | --- | --- | --- | --- |", *rows, "", checked, "",
        f"Load average of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.",
    ]  # fmt: skip
    RESULTS.write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
