"""What stands in an exhibit: the numbers, days, names and contacts that a sentence citing it may use."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from haven.records.contacts import find_contacts

_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COUNTED = ("ads", "links", "contacts", "hubs", "templates", "named_in", "messages", "points", "lines", "places")


@dataclass(frozen=True)
class Grounds:
    """One exhibit as a drafter and the gate see it: its number, kind, and the facts that were captured."""

    number: int
    kind: str
    subject: str
    captured_at: str
    facts: dict[str, Any]

    @cached_property
    def text(self) -> str:
        """Everything that stands in it, also what somebody wrote."""
        return "\n".join([self.subject, self.captured_at, *_leaves(self.facts)])

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it, and how many of each kind of thing it lists; its own number, too."""
        found = {written.lstrip("0") or "0" for written in _NUMBER.findall(self.text)}
        return frozenset(found | {str(self.number)} | {str(count) for count in self.counts.values()})

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many ads, ties, … it lists."""
        found = {name: len(self.facts[name]) for name in _COUNTED if isinstance(self.facts.get(name), list)}
        ties = Counter(str(link.get("kind")) for link in self.facts.get("links", []) if isinstance(link, dict))
        return found | {f"{kind} ties": count for kind, count in ties.items()} | self._drawn()

    @cached_property
    def days(self) -> frozenset[date]:
        """The days that are named in it."""
        named = (_day(*found.groups()) for found in _ISO.finditer(self.text))
        return frozenset({day for day in named if day} | {moment.date() for moment in self.posted})

    @cached_property
    def posted(self) -> tuple[datetime, ...]:
        """When the ads that a view draws were posted, the first first; a view has it in seconds since 1970."""
        moments = [point["at"] for point in self._points() if isinstance(point.get("at"), int)]
        return tuple(datetime.fromtimestamp(moment, UTC) for moment in sorted(moments))

    def _points(self) -> list[dict[str, Any]]:
        found = self.facts.get("points") if self.kind == "view" else None
        return [point for point in found or [] if isinstance(point, dict)]

    def _drawn(self) -> dict[str, int]:
        """How many points of each kind a view shows; hubs, and ads outside the network, apart."""
        points = self._points()
        kinds = Counter("hub" if point.get("hub") else str(point.get("kind")) for point in points)
        outside = sum(point.get("kind") == "ad" and not point.get("inside", True) for point in points)
        return {f"{kind} points": count for kind, count in kinds.items()} | (
            {"ads outside": outside} if outside else {}
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in it, folded."""
        return frozenset(word.casefold() for word in _WORD.findall(self.text))

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """The words that stand in it without a capital letter, which names hardly do."""
        return frozenset(word for word in _WORD.findall(self.text) if word.islower())

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places that its ads name, as somebody may have typed them."""
        if self.kind == "view":
            # A point's place is its name and country, as pages show it.
            drawn = (str(point.get("place") or "").rpartition(", ")[0] for point in self._points())
            return tuple(dict.fromkeys(place for place in drawn if place))
        told = self.facts.get("words")
        named = [told.get("place")] if isinstance(told, dict) else self.facts.get("places") or []
        return tuple(str(place) for place in named if place)

    def contacts(self, region: str) -> frozenset[tuple[str, str]]:
        """Kind and normal form of the contacts in it."""
        listed = [str(one).partition(":") for name in ("contacts", "hubs") for one in self.facts.get(name) or []]
        found = {(kind, value) for kind, _, value in listed}
        if "value" in self.facts:
            found.add((str(self.facts.get("kind")), str(self.facts["value"])))
        return frozenset(found | {(str(c.kind), c.value) for c in find_contacts(self.text, region=region)})


def grounds_of(number: int, kind: str, manifest: str) -> Grounds:
    """The grounds of an exhibit from the manifest of its item."""
    told = json.loads(manifest)
    return Grounds(number, kind, told["subject"], told["captured_at"], told["facts"])


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
