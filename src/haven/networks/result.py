"""What a sweep found: networks, members, links, templates, hubs. Must not know: how they were found or are shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final, Literal

import pyarrow as pa

from haven.networks.arrays import I32
from haven.networks.corpus import Corpus

LinkKind = Literal["text", "contact", "photo", "mark"]
MARK: Final = "mark"
"""Kind of the tie between ads that an analyst has marked as together."""

FOUND_SCHEMA = pa.schema([("id", pa.string()), ("network", pa.string())])
LINK_SCHEMA = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("kind", pa.string()),
        ("strength", pa.float32()),
        ("why", pa.string()),
        ("network", pa.string()),
    ]
)

CONTACT_SCHEMA = pa.schema([("ad", pa.string()), ("kind", pa.string()), ("value", pa.string()), ("hub", pa.bool_())])


@dataclass(frozen=True, slots=True)
class Link:
    """Why two ads belong together.

    Attributes:
        a: id of one ad.
        b: id of the other.
        kind: what ties them.
        strength: 0 (hardly) to 1 (beyond doubt).
        why: one sentence for a person.
    """

    a: str
    b: str
    kind: LinkKind
    strength: float
    why: str


@dataclass(frozen=True, slots=True)
class Hub:
    """A contact or photo on many unrelated ads: shown, but it welds nothing together.

    Attributes:
        kind: phone, email, url, domain, handle, wallet or photo.
        value: its normal form.
        ads: how many ads show it.
        why: one sentence for a person.
    """

    kind: str
    value: str
    ads: int
    why: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of a template.

    Attributes:
        constant: the words every ad of the template shares here, or None for a slot.
        fillers: what each ad says in a slot, in the order of `Template.ads`; empty for a constant.
    """

    constant: str | None
    fillers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The text that ads of one network share.

    Attributes:
        network: the network's id.
        ads: ids of the ads written from it.
        columns: constants and slots from left to right.
        saved_bits: bits saved by telling the ads through the template (minimum description length).
    """

    network: str
    ads: tuple[str, ...]
    columns: tuple[Slot, ...]
    saved_bits: float


@dataclass(frozen=True, slots=True)
class Network:
    """Ads that belong together.

    Attributes:
        id: stable from one run to the next where most of its ads stay together.
        ads: ids of its ads, sorted.
        score: bits saved by telling its ads together: by templates, and by shared contacts and photos.
        ties: kinds of links that hold it together, sorted.
        first_seen: earliest posting time, or None where unknown.
        last_seen: latest posting time, or None where unknown.
        contacts: "kind:value" of contacts that two or more of its ads show, most frequent first.
        hubs: "kind:value" of hubs that its ads name.
        categories: categories of its ads, most frequent first.
        places: places of its ads, most frequent first.
    """

    id: str
    ads: tuple[str, ...]
    score: float
    ties: tuple[LinkKind, ...]
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    contacts: tuple[str, ...] = ()
    hubs: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many ads it has."""
        return len(self.ads)


@dataclass(frozen=True)
class Sweep:
    """The result of one sweep.

    Attributes:
        corpus: the swept ads, in the order of their ids; `corpus.text(i)` is the text of the i-th.
        label: for each ad the position of its network in `networks`, or -1.
        networks: highest score first.
        link_table: columns of `LINK_SCHEMA`, by network, the strongest ties of each first.
        contact_table: columns of `CONTACT_SCHEMA`, one row per ad and contact or photo that two or more ads show.
        templates: in the order of `networks`; a network may have several or none.
        hubs: most ads first.
        summary: counts, parameters, seconds per stage, versions.
    """

    corpus: Corpus
    label: I32
    networks: list[Network]
    link_table: pa.Table
    contact_table: pa.Table = field(default_factory=CONTACT_SCHEMA.empty_table)
    templates: list[Template] = field(default_factory=list)
    hubs: list[Hub] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)

    @property
    def ads(self) -> pa.Table:
        """The swept ads (id, title, category, …), without their bodies."""
        return self.corpus.table

    @cached_property
    def membership(self) -> dict[str, str | None]:
        """Ad id → network id, or None for an ad that is in no network."""
        return dict(zip(self.ads["id"].to_pylist(), self.found["network"].to_pylist(), strict=True))

    @cached_property
    def found(self) -> pa.Table:
        """Columns of `FOUND_SCHEMA`, one row per ad in the order of their ids."""
        names = pa.array([n.id for n in self.networks], pa.string())
        chosen = pa.array(self.label, pa.int32(), mask=self.label < 0)
        return pa.table([self.ads["id"].cast(pa.string()), names.take(chosen)], schema=FOUND_SCHEMA)

    @property
    def links(self) -> Iterator[Link]:
        """Every link, one at a time."""
        for batch in self.link_table.select(["a", "b", "kind", "strength", "why"]).to_batches():
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield Link(*row)
