"""Reading a collection: its ads, its networks, and where a contact stands. Reads, changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from haven.cases.collected.building import NAMED, result_of
from haven.networks.errors import UnknownAdError
from haven.networks.result import Link

_TITLE = 90
_AD = ("id", "body", "category", "posted_at", "price", "currency", "place", "author")


@dataclass(frozen=True, slots=True)
class CollectedAd:
    """An ad as it stands in the files; `text` is title and body in one, `network` where the engine put it."""

    id: str
    text: str
    category: str
    posted_at: datetime | None
    price: float | None
    currency: str
    place: str
    author: str
    network: str

    @property
    def title(self) -> str:
        """Its first words."""
        first = next((line for line in self.text.splitlines() if line.strip()), self.id)
        return first if len(first) <= _TITLE else first[: _TITLE - 1] + "…"


@dataclass(frozen=True, slots=True)
class CollectedNetwork:
    """A network of a collection, as `NETWORK_SCHEMA` has it."""

    network: str
    size: int
    score: float
    ties: list[str]
    first_seen: datetime | None
    last_seen: datetime | None
    contacts: list[str]
    hubs: list[str]
    categories: list[str]
    places: list[str]
    ads: list[str]


class Opened:
    """A collection in its directory."""

    def __init__(self, directory: Path) -> None:
        """Open it; the tables are read as they are asked for."""
        self._directory = directory
        self._result = result_of(directory)

    @cached_property
    def networks(self) -> list[CollectedNetwork]:
        """The networks, the strongest first."""
        rows = pq.read_table(self._result.directory / "networks.parquet").to_pylist()
        return [CollectedNetwork(**row) for row in sorted(rows, key=lambda row: (-row["score"], row["network"]))]

    def network(self, name: str) -> CollectedNetwork | None:
        """The network of this name, if there is one."""
        return next((one for one in self.networks if one.network == name), None)

    def ads(self, ids: Sequence[str]) -> list[CollectedAd]:
        """The ads with these ids, the oldest first; those without a day at the end."""
        path = self._result.directory / "ads.parquet"
        rows = pq.read_table(path, filters=[("id", "in", list(ids))]).to_pylist() if ids else []
        found = [self._ad(row) for row in rows]
        return sorted(found, key=lambda ad: (ad.posted_at is None, ad.posted_at, ad.id))

    def ad(self, ad_id: str) -> CollectedAd | None:
        """The ad with this id, if there is one."""
        return next(iter(self.ads([ad_id])), None)

    def naming(self, kind: str, value: str) -> list[str]:
        """The ids of the ads that name a contact, in its normal form."""
        asked = [("kind", "==", kind), ("value", "==", value)]
        found: list[str] = pq.read_table(self._directory / NAMED, filters=asked)["ad"].to_pylist()
        return found

    def contacts(self, ad_id: str) -> list[tuple[str, str]]:
        """Kind and value of the contacts in an ad."""
        rows = pq.read_table(self._directory / NAMED, filters=[("ad", "==", ad_id)]).to_pylist()
        return [(row["kind"], row["value"]) for row in rows]

    def links(self, network: str) -> list[Link]:
        """The links of a network, the strongest first."""
        return self._result.links(network)

    def templates(self, network: str) -> list[dict[str, Any]]:
        """The templates of a network: `ads` and `columns` as the site stores them, and `saved_bits`."""
        made: dict[int, dict[str, Any]] = {}
        for row in self._result.columns(network):
            one = made.setdefault(row["template"], {"ads": [], "columns": [], "saved_bits": row["saved_bits"]})
            if row["kind"] == "constant":
                one["columns"].append({"constant": row["text"] or ""})
            else:
                one["columns"].append({"fillers": [filler["text"] for filler in row["fillers"]]})
                one["ads"] = [filler["ad"] for filler in row["fillers"]]
        return sorted(made.values(), key=lambda one: -one["saved_bits"])

    def _ad(self, row: dict[str, Any]) -> CollectedAd:
        known = {name: row.get(name) for name in _AD}
        try:
            network = self._result.network_of(row["id"]) or ""
        except UnknownAdError:
            network = ""
        words = {name: str(known[name] or "") for name in ("category", "currency", "place", "author")}
        return CollectedAd(id=row["id"], text=row["body"], posted_at=known["posted_at"], price=known["price"],
                           network=network, **words)  # fmt: skip
