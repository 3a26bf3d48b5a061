"""What stands in a view of a network that was made an exhibit: its ads, what they name, and what ties them.

Owns the way from the drawing's points and lines to entities: what several ads show is a point of its own there, and a
tie between the ads here. Must not know where views come from.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from haven.investigations.exports.entities import Ad, Tie

_SHOWN = {"text", "photo"}


def ads_of_view(facts: dict[str, Any]) -> Iterator[Ad]:
    """The ads that were drawn, each with the contacts that lines tie it to; none where it is no view."""
    points = _points(facts)
    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for ad, other, _line in _pairs(facts, points):
        if other["kind"] not in _SHOWN:
            named[str(ad["key"])].append((str(other["kind"]), str(other["label"])))
    for key, point in points.items():
        if point["kind"] == "ad":
            at = datetime.fromtimestamp(point["at"], UTC) if point.get("at") is not None else None
            yield Ad(
                key=key, title=str(point["label"]), posted_at=at, place=str(point.get("place") or ""),
                poster=str(point.get("who") or ""), contacts=tuple(dict.fromkeys(named[key])),
            )  # fmt: skip


def ties_of_view(facts: dict[str, Any]) -> Iterator[Tie]:
    """Ads that show the same text or photo: each with the first of them, as strong as the weaker of their lines."""
    first: dict[str, tuple[str, float]] = {}
    for ad, other, line in _pairs(facts, _points(facts)):
        if other["kind"] in _SHOWN:
            key, strength = str(ad["key"]), float(line.get("strength", 1.0))
            known = first.setdefault(str(other["key"]), (key, strength))
            if known[0] != key:
                yield Tie(known[0], key, str(other["kind"]), min(known[1], strength), str(line.get("why") or ""))


def _points(facts: dict[str, Any]) -> dict[str, dict[str, Any]]:
    points = facts.get("points")
    return {str(one["key"]): one for one in points} if isinstance(points, list) else {}


def _pairs(facts: dict[str, Any], points: dict[str, dict[str, Any]]) -> Iterator[tuple[Any, Any, dict[str, Any]]]:
    """Each line between an ad and something else: the ad, the other, the line."""
    for line in facts.get("lines") or () if points else ():
        one, other = points[str(line["a"])], points[str(line["b"])]
        if one["kind"] == "ad" and other["kind"] != "ad":
            yield one, other, line
        elif other["kind"] == "ad" and one["kind"] != "ad":
            yield other, one, line
