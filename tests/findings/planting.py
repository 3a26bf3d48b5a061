"""Made-up ads with groups planted in them, and how alike two groupings are."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.networks.made import make
from haven.findings.actions import link_ad
from haven.records import AdRecord

REGION = "US"


class Shelf:
    """The ads that exist, as the site would fetch them."""

    def __init__(self, ads: Iterable[AdRecord]) -> None:
        self.ads = {ad.id: ad for ad in ads}

    def fetch(self, ids: Iterable[str]) -> list[AdRecord]:
        """Those of these ads that exist."""
        return [self.ads[ad] for ad in ids if ad in self.ads]

    def link(self, ad: AdRecord) -> str | None:
        """Post one ad."""
        self.ads[ad.id] = ad
        return link_ad(ad=ad, fetch=self.fetch, region=REGION)


def planted(count: int, *, seed: int, folder: Path) -> list[AdRecord]:
    """So many ads in an order of chance."""
    make(count, seed, folder)
    rows = pq.read_table(folder / "ads.parquet").to_pylist()
    random.Random(seed).shuffle(rows)
    return [AdRecord(**row) for row in rows[:count]]


def agreement(one: Mapping[str, str | None], other: Mapping[str, str | None]) -> float:
    """Pairwise F1 of two groupings of the same ads: of the pairs that either has together, those that both have."""

    def pairs(names: Iterable[object]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(names).values())

    both = pairs((one[ad], other[ad]) for ad in one if one[ad] and other[ad])
    total = pairs(filter(None, one.values())) + pairs(filter(None, other.values()))
    return 2 * both / total if total else 1.0
