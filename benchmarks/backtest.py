"""How long a policy takes to decide anew about a hundred thousand past ads.

    python -m benchmarks.backtest [ADS]

Fills an empty database of its own with made-up ads, verdicts and hits, and writes `benchmarks/results/backtest.md`. One
ad in ten has two hits, one in fifty was decided by a person. Must not know: a site's data.
"""

import os
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.findings import database

if TYPE_CHECKING:
    from haven.accounts.models import User
    from haven.listings.models import ListingRevision

RESULT = Path(__file__).parent / "results" / "backtest.md"
SEED = 5


def fill(number: int) -> None:
    """Made-up ads with their verdicts, hits and decisions, drawn with `SEED`."""
    from haven.accounts.models import User
    from haven.listings.models import Category, Listing, ListingRevision

    rng = Random(SEED)
    users = User.objects.bulk_create([User(email=f"poster{n}@example.org") for n in range(2000)])
    shelves = list(Category.objects.exclude(parent=None))
    for start in range(0, number, 5000):
        count = min(5000, number - start)
        ads = Listing.objects.bulk_create([Listing(poster=rng.choice(users)) for _ in range(count)])
        words = [
            ListingRevision(
                listing=ad, number=1, category=rng.choice(shelves), title="Made up", folded_sha256=f"{start + n:064x}"
            )
            for n, ad in enumerate(ads)
        ]
        judge(ListingRevision.objects.bulk_create(words), users[0], rng)


def judge(words: "list[ListingRevision]", moderator: "User", rng: Random) -> None:
    """A verdict on each, hits on every tenth, a decision about every fiftieth."""
    from haven.listings.models import SignalHit, Verdict
    from haven.moderation.models import Decision
    from haven.policies.queries import live_policy
    from haven.screening.signals import BY_SLUG

    version, slugs = live_policy()[0], sorted(BY_SLUG)
    verdicts = Verdict.objects.bulk_create([Verdict(revision=one, policy=version, outcome="publish") for one in words])
    SignalHit.objects.bulk_create(
        SignalHit(verdict=verdict, signal=slug, weight=20, start=9 * n, end=9 * n + 5, why="Made up.")
        for verdict in verdicts
        if rng.random() < 0.1
        for n, slug in enumerate(rng.sample(slugs, 2))
    )
    Decision.objects.bulk_create(
        Decision(listing=one.listing, revision=one, moderator=moderator, outcome="publish", state_before="held")
        for one in words
        if rng.random() < 0.02
    )


def main(number: int) -> None:
    """Fill, decide anew, write the result."""
    with tempfile.TemporaryDirectory(prefix="haven-backtest-") as folder, database(Path(folder)):
        from haven.listings.actions.catalogue import sync_categories
        from haven.moderation.queries.backtest import backtest
        from haven.policies.actions import install_default_policy
        from haven.screening import default_policy

        sync_categories()
        install_default_policy()
        fill(number)
        load = os.getloadavg()[0]
        found = backtest(default_policy(), days=30)
    text = f"""# Deciding anew about past ads

`python -m benchmarks.backtest {number}`, seed {SEED}: {found.ads:,} made-up ads, every tenth with two
hits, every fiftieth decided by a person; the default policy; one process, PostgreSQL on the same machine
({os.cpu_count()} cores, load {load:.1f}).

**{found.seconds:.1f} s**, that is {found.ads / found.seconds:,.0f} ads a second. It would hold or refuse
{sum(number for pair, number in found.outcomes.items() if not pair.endswith(" publish")):,} of them.
"""
    RESULT.write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
