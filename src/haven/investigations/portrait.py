"""Everything the page of one network shows: why it is one, its texts, ads, contacts, ties, times and places."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from haven.cases.pseudonyms import Naming
from haven.findings.models import Link, Network, Template
from haven.investigations.drawing import Bars, Circle, Graph, Node, bars, circles
from haven.investigations.photos import SharedPhoto, shared_photos
from haven.investigations.queries import contacts, members
from haven.investigations.templatetext import TemplateText, set_template
from haven.listings.models import Listing

MOST_DRAWN = 120
MOST_LINKS = 150
_NOUNS = {"phone": "phone number", "email": "e-mail address", "url": "web address", "domain": "web site"}


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two ads as they are numbered on the page; itself number `number` of the table, from 1."""

    number: int
    a: int
    b: int
    link: Link


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie as it is drawn: from one node to the other, in user units; `width` grows with its strength."""

    start: Node
    end: Node
    width: float
    tie: Tie


@dataclass(frozen=True)
class Portrait:
    """A network's page; each part is read when the page asks for it."""

    network: Network
    dated: list[tuple[Listing, datetime]]
    naming: Naming

    @property
    def rows(self) -> list[tuple[Listing, datetime, str]]:
        """Its ads with when they were posted and what the case calls their posters."""
        return [(ad, posted_at, self.naming.of(ad.poster_id)) for ad, posted_at in self.dated]

    @cached_property
    def ads(self) -> list[Listing]:
        """Its ads, the oldest first."""
        return [ad for ad, _ in self.dated]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """An ad's code → its number on the page, from 1."""
        return {ad.code: number for number, ad in enumerate(self.ads, 1)}

    @cached_property
    def posters(self) -> int:
        """How many people posted the ads; whoever is unknown, as in a file that names nobody, is not counted."""
        return len({ad.poster_id for ad in self.ads} - {None})

    @property
    def templates(self) -> list[Template]:
        """The stored templates, the one that explains most first."""
        return list(self.network.templates.all())

    @property
    def links(self) -> list[Link]:
        """The strongest links."""
        return list(self.network.links.all()[:MOST_LINKS])

    @cached_property
    def texts(self) -> list[TemplateText]:
        """The templates, the one that explains most first."""
        return [set_template(template, self.numbers) for template in self.templates]

    @cached_property
    def contacts(self) -> list[tuple[str, str]]:
        """Kind and value of contacts that several of its ads name."""
        return contacts(self.network.contacts)

    @cached_property
    def photos(self) -> list[SharedPhoto]:
        """Photos that several of its ads show."""
        return shared_photos([ad.code for ad in self.ads])

    @property
    def photo_pairs(self) -> list[tuple[SharedPhoto, list[tuple[int, str]]]]:
        """Each of them with the ads that show it, by number and code."""
        return [(one, [(self.numbers[code], code) for code in one.shown]) for one in self.photos]

    @cached_property
    def hubs(self) -> list[tuple[str, str]]:
        """Kind and value of contacts that so many unrelated ads name that they tie nothing."""
        return contacts(self.network.hubs)

    @cached_property
    def why(self) -> str:
        """Why these ads belong together, in one sentence."""
        who = f"{len(self.ads)} ads{self._by}"
        reasons = []
        if len(self.texts) == 1:
            share = round(100 * self.texts[0].share)
            reasons.append(f"they are written from one text ({share} % of an average ad is the same words)")
        elif self.texts:
            reasons.append(f"they are written from {len(self.texts)} texts")
        elif "text" in self.network.ties:
            reasons.append("their texts are alike")
        kinds = list(dict.fromkeys(_NOUNS.get(kind, kind) for kind, _ in self.contacts))
        if "contact" in self.network.ties and kinds:
            reasons.append(f"several of them name the same {' and the same '.join(kinds)}")
        if "photo" in self.network.ties:
            reasons.append("several of them show the same photo")
        return f"{who} belong together: {', and '.join(reasons)}." if reasons else f"{who} belong together."

    @property
    def _by(self) -> str:
        known = "known " if any(ad.poster_id is None for ad in self.ads) else ""
        if not self.posters:
            return ", whose posters are unknown,"
        return f" by one {known}poster" if self.posters == 1 else f" by {self.posters} {known}posters"

    @cached_property
    def ties(self) -> list[Tie]:
        """The strongest links between its ads."""
        stored = self.links
        known = self.numbers
        kept = [link for link in stored if link.a in known and link.b in known]
        return [Tie(number, known[link.a], known[link.b], link) for number, link in enumerate(kept, 1)]

    @cached_property
    def graph(self) -> Graph | None:
        """Where its ads are drawn: on one circle for each poster; the first `MOST_DRAWN` of them."""
        drawn = self.ads[:MOST_DRAWN]
        return circles([ad.poster_id for ad in drawn]) if drawn else None

    @property
    def nodes(self) -> list[tuple[int, Listing, Node]]:
        """Number, ad and place of everything drawn."""
        return [(n, ad, node) for n, (ad, node) in enumerate(zip(self.ads, self._drawn, strict=False), 1)]

    @property
    def circles(self) -> list[tuple[str, Circle]]:
        """The posters' names and circles."""
        return [(self.naming.of(circle.group), circle) for circle in (self.graph.circles if self.graph else ())]

    @property
    def edges(self) -> list[Edge]:
        """The ties between ads that are drawn, the weakest first, so that strong ones lie on top."""
        nodes = self._drawn
        shown = [tie for tie in self.ties if max(tie.a, tie.b) <= len(nodes)]
        return [
            Edge(nodes[tie.a - 1], nodes[tie.b - 1], round(0.8 + 2.7 * tie.link.strength, 2), tie)
            for tie in reversed(shown)
        ]

    @cached_property
    def timeline(self) -> Bars | None:
        """When the ads were posted."""
        return bars([posted_at for _, posted_at in self.dated], width=640, height=90, count=40)

    @cached_property
    def places(self) -> list[tuple[str, int]]:
        """Where they are, the most frequent place first."""
        found = (ad.revision.place for ad in self.ads if ad.revision)
        return Counter(str(place) for place in found if place).most_common()

    @property
    def _drawn(self) -> tuple[Node, ...]:
        return self.graph.nodes if self.graph else ()


def portrait_of(network: Network, naming: Naming) -> Portrait:
    """The portrait of a stored network; posters are called what the case calls them."""
    return Portrait(network, members(network), naming)
