"""What there is to export: ads, who posted them, what they name, and what ties them. No form yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Ad:
    """An ad: its key where it comes from, its words, who posted it (as the case calls them), what it names."""

    key: str
    title: str
    text: str = ""
    posted_at: datetime | None = None
    place: str = ""
    address: str = ""
    poster: str = ""
    contacts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two ads are together: kind, strength (0 to 1), a sentence."""

    a: str
    b: str
    kind: str
    strength: float
    why: str


@dataclass(frozen=True, slots=True)
class Node:
    """A point: `kind` is ad, poster or a contact's; `key` is unique."""

    key: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two points: `kind` is posted, names, or a tie's."""

    source: str
    target: str
    kind: str
    weight: float = 1.0
    why: str = ""


@dataclass
class Entities:
    """All of it; ties to ads that are not in it are left out."""

    title: str
    ads: dict[str, Ad] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)

    def add(self, ads: Iterable[Ad], ties: Iterable[Tie] = ()) -> None:
        """Add ads and ties; an ad with words takes the place of one without."""
        for ad in ads:
            known = self.ads.get(ad.key)
            if known is None or not known.text:
                self.ads[ad.key] = ad
        known_ties = {(tie.a, tie.b, tie.kind) for tie in self.ties}
        self.ties += [tie for tie in ties if (tie.a, tie.b, tie.kind) not in known_ties]

    @property
    def kept_ties(self) -> list[Tie]:
        """The ties whose two ads are here."""
        return [tie for tie in self.ties if tie.a in self.ads and tie.b in self.ads]

    def graph(self) -> tuple[list[Node], list[Edge]]:
        """The same as points and lines."""
        nodes: dict[str, Node] = {}
        edges: list[Edge] = []
        for ad in self.ads.values():
            nodes[f"ad:{ad.key}"] = Node(f"ad:{ad.key}", "ad", ad.title)
            if ad.poster:
                nodes[f"poster:{ad.poster}"] = Node(f"poster:{ad.poster}", "poster", ad.poster)
                edges.append(Edge(f"poster:{ad.poster}", f"ad:{ad.key}", "posted"))
            for kind, value in ad.contacts:
                nodes[f"{kind}:{value}"] = Node(f"{kind}:{value}", kind, value)
                edges.append(Edge(f"ad:{ad.key}", f"{kind}:{value}", "names"))
        edges += [Edge(f"ad:{t.a}", f"ad:{t.b}", t.kind, t.strength, t.why) for t in self.kept_ties]
        return list(nodes.values()), edges
