"""The result of an earlier sweep, read from its directory piece by piece.

Owns: whether a directory holds a result of this version, and what is asked of it later. Must not know: how networks
are found, the command line.
"""

import difflib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from haven.networks.errors import ResultError, UnknownAdError
from haven.networks.parameters import Parameters
from haven.networks.result import Link
from haven.networks.store import FORMAT

_FEW, _NEAR = 5000, 3
_BATCH = 50_000


class StoredResult:
    """A result on disk. Every method raises `ResultError` where a file cannot be read."""

    def __init__(self, directory: Path) -> None:
        """Look whether there is a result that this version can read.

        Raises:
            ResultError: there is none, or it was written by an incompatible version.
        """
        self.directory = directory
        path = directory / "summary.json"
        try:
            summary = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise ResultError(f"{directory} holds no result of a sweep") from error
        except (OSError, ValueError) as error:
            raise ResultError(f"cannot read {path}: {error}") from error
        if not isinstance(summary, dict) or summary.get("format") != FORMAT:
            raise ResultError(self._incompatible(summary if isinstance(summary, dict) else {}))
        self.summary: dict[str, Any] = summary

    def _incompatible(self, summary: Mapping[str, Any]) -> str:
        by = summary.get("versions", {}).get("haven", "an unknown version")
        told = summary.get("format", "none")
        return (
            f"{self.directory} was written by Haven {by} in another format ({told}; this one reads {FORMAT}):"
            " sweep all the files anew"
        )

    @property
    def parameters(self) -> Parameters:
        """What the sweep was run with."""
        return Parameters(**self.summary["parameters"])

    @property
    def keeps_texts(self) -> bool:
        """Whether the ads themselves are in the result."""
        return (self.directory / "ads.parquet").exists()

    def _table(self, name: str, **asked: Any) -> pa.Table:
        try:
            return pq.read_table(self.directory / name, **asked)
        except (OSError, pa.ArrowException) as error:
            raise ResultError(f"cannot read {self.directory / name}: {error}") from error

    @cached_property
    def _found(self) -> pa.Table:
        return self._table("found.parquet")

    @cached_property
    def membership(self) -> dict[str, str]:
        """Ad id → network id, of the ads that are in one."""
        inside = self._found.filter(pc.is_valid(self._found["network"]))
        return dict(zip(inside["id"].to_pylist(), inside["network"].to_pylist(), strict=True))

    def network_of(self, ad: str) -> str | None:
        """The network an ad is in.

        Raises:
            UnknownAdError: there is no such ad.
        """
        row = pc.index(self._found["id"], pa.scalar(ad)).as_py()
        if row < 0:
            raise UnknownAdError(ad, self._nearest(ad))
        network: str | None = self._found["network"][row].as_py()
        return network

    def _nearest(self, ad: str) -> list[str]:
        ids = self._found["id"]
        for length in range(len(ad), -1, -1):
            if len(self._found) <= _FEW:
                break
            alike = self._found.filter(pc.starts_with(self._found["id"], ad[:length]))
            if len(alike):
                ids = alike["id"]
                break
        return difflib.get_close_matches(ad, ids.slice(0, _FEW).to_pylist(), n=_NEAR, cutoff=0.3)

    def members(self, network: str) -> list[str]:
        """Ids of a network's ads."""
        ids: list[str] = self._found.filter(pc.equal(self._found["network"], network))["id"].to_pylist()
        return ids

    def links(self, network: str) -> list[Link]:
        """The links that hold a network together, strongest first."""
        table = self._table("links.parquet", filters=[("network", "==", network)]).drop_columns(["network"])
        return [Link(**row) for row in table.to_pylist()]

    def columns(self, network: str) -> Iterator[dict[str, Any]]:
        """Rows of `TEMPLATE_SCHEMA` of a network's templates, from left to right."""
        yield from self._table("templates.parquet", filters=[("network", "==", network)]).to_pylist()

    def contacts(self, ads: list[str]) -> list[dict[str, Any]]:
        """Rows of `CONTACT_SCHEMA` of some ads."""
        rows: list[dict[str, Any]] = self._table("contacts.parquet", filters=[("ad", "in", ads)]).to_pylist()
        return rows

    def hubs(self) -> dict[tuple[str, str], str]:
        """(kind, value) of each hub → a sentence about it."""
        return {(row["kind"], row["value"]): row["why"] for row in self._table("hubs.parquet").to_pylist()}

    def ads(self) -> Iterator[pa.RecordBatch]:
        """The swept ads, in the order of their ids; the title stands in the body.

        Raises:
            ResultError: the texts were not kept.
        """
        path = self.directory / "ads.parquet"
        if not path.exists():
            raise ResultError(f"{self.directory} keeps no texts (it was swept with --no-texts)")
        try:
            with pq.ParquetFile(path) as file:
                yield from file.iter_batches(_BATCH)
        except (OSError, pa.ArrowException) as error:
            raise ResultError(f"cannot read {path}: {error}") from error
