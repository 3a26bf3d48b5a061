"""A network as a drawing: ads, and what ties them, as points; why, as lines between them.

Owns which points and lines there are. A contact, photo or text that several ads share is a point of its own, so that
the lines stay few and each says one thing; a hub is a ring. Must not know where anything is drawn, nor pages.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from haven.cases.pseudonyms import Naming
from haven.findings.models import Link, Network, Sighting, Template
from haven.investigations.expanding import Thread, outside
from haven.investigations.photos import shared_photos
from haven.investigations.queries import ads_called, members
from haven.listings.models import Listing

MOST_NODES = 2000
MOST_OUTSIDE = 200
_TITLE = 60


@dataclass(frozen=True, slots=True)
class Point:
    """One thing: `kind` is ad, text, photo, poster or that of a contact; `key` names it (see `Thread`).

    `at` is when an ad was posted, in seconds since 1970; `inside` whether it belongs to the network.
    """

    key: str
    kind: str
    label: str
    at: int | None = None
    who: str = ""
    place: str = ""
    hub: bool = False
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """Why two things belong together: `a` and `b` count the points; strength 0 to 1."""

    a: int
    b: int
    kind: str
    strength: float
    why: str


@dataclass
class Web:
    """All of it; `left_out` ads had no room."""

    points: list[Point] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left_out: int = 0

    def as_json(self, places: Sequence[tuple[float, float]]) -> dict[str, Any]:
        """What the browser draws, with a place for each point."""
        points = [asdict(point) | {"x": x, "y": y} for point, (x, y) in zip(self.points, places, strict=True)]
        return {"points": points, "lines": [list(asdict(line).values()) for line in self.lines]}


class _Weaver:
    """Puts the web together; a thing is one point however often it is named."""

    def __init__(self) -> None:
        self.web = Web()
        self._number: dict[str, int] = {}

    def point(self, point: Point) -> int:
        """The number of a point."""
        if point.key not in self._number:
            self._number[point.key] = len(self.web.points)
            self.web.points.append(point)
        return self._number[point.key]

    def has_room(self) -> bool:
        return len(self.web.points) < MOST_NODES

    def tie(self, thing: Point, ads: Iterable[str], kind: str, why: str, strength: float = 1.0) -> None:
        """A point for a thing, and a line to each ad that shows it."""
        known = [self._number[ad] for ad in ads if ad in self._number]
        if known and (thing.key in self._number or self.has_room()):
            middle = self.point(thing)
            self.web.lines += [Line(ad, middle, kind, strength, why) for ad in known]

    def link(self, link: Link) -> None:
        """A line between two ads."""
        if link.a in self._number and link.b in self._number:
            a, b = self._number[link.a], self._number[link.b]
            self.web.lines.append(Line(a, b, link.kind, round(link.strength, 2), link.why))


def weave(network: Network, naming: Naming, expanded: Sequence[Thread] = ()) -> Web:
    """The web of a network.

    Args:
        network: the network.
        naming: what posters are called.
        expanded: things of which the ads outside the network are drawn, too; of each the first `MOST_OUTSIDE`.
    """
    weaver = _Weaver()
    dated = members(network)
    for ad, posted_at in dated[:MOST_NODES]:
        weaver.point(_ad(ad, posted_at, naming, inside=True))
    weaver.web.left_out = max(0, len(dated) - MOST_NODES)
    codes = [ad.code for ad, _ in dated]
    for thread in expanded:
        for ad in ads_called(outside(thread, codes)[:MOST_OUTSIDE]):
            if weaver.has_room():
                weaver.point(_ad(ad, ad.published_at or ad.created_at, naming, inside=False))
                codes.append(ad.code)
    _contacts(weaver, codes)
    _photos(weaver, codes)
    for number, template in enumerate(network.templates.all(), 1):
        _text(weaver, template, number, [thread for thread in expanded if thread.key == f"text:{template.pk}"])
    for thread in expanded:
        if thread.kind == "poster":
            why = f"Was posted by {thread.label}."
            weaver.tie(Point(thread.key, "poster", thread.label), thread.codes, "poster", why)
    for link in network.links.filter(kind__in=["text", "mark"]):
        weaver.link(link)
    return weaver.web


def _ad(ad: Listing, posted_at: datetime, naming: Naming, *, inside: bool) -> Point:
    title = ad.revision.title[:_TITLE] if ad.revision else ad.code
    place = str(ad.revision.place or ad.revision.place_words) if ad.revision else ""
    return Point(ad.code, "ad", title, int(posted_at.timestamp()), naming.of(ad.poster_id), place, inside=inside)


def _contacts(weaver: _Weaver, codes: list[str]) -> None:
    shown: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    rows = Sighting.objects.filter(ad_id__in=codes).order_by("id")
    for kind, value, hub, ad in rows.values_list("identifier__kind", "identifier__value", "identifier__hub", "ad_id"):
        shown[kind, value, hub].append(ad)
    for (kind, value, hub), ads in sorted(shown.items(), key=lambda item: -len(item[1])):
        if len(ads) > 1:
            rest = "a hub: on many unrelated ads, ties nothing." if hub else "as others do."
            why = f"Names the {kind} {value}, {rest}"
            weaver.tie(Point(f"{kind}:{value}", kind, value, hub=hub), ads, "hub" if hub else "contact", why)


def _photos(weaver: _Weaver, codes: list[str]) -> None:
    for one in shared_photos(codes):
        point = Point(f"photo:{one.hash}", "photo", f"a photo on {len(one.shown)} ads")
        weaver.tie(point, sorted(one.shown), "photo", "Shows a photo that others show, too.")


def _text(weaver: _Weaver, template: Template, number: int, expanded: Sequence[Thread]) -> None:
    words = " ".join(column["constant"] for column in template.columns if column.get("constant"))
    point = Point(f"text:{template.pk}", "text", f"Text {number}: {' '.join(words.split())[:_TITLE]}…")
    weaver.tie(point, template.ads, "text", f"Is written from text {number}.")
    for thread in expanded:
        weaver.tie(point, outside(thread, template.ads), "text", f"Reads like text {number}.")
