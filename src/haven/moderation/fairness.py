"""What the counts of signals say: shares with their intervals, and on which groups of ads a signal is harder. Pure.

Owns: the meaning of the stored figures. Must not know: the database, pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from haven.screening.intervals import Interval, difference, wilson
from haven.screening.measured import proven
from haven.screening.signal import Signal
from haven.screening.signals import BY_SLUG

FEWEST = 30
"""Lawful ads that a group, and the rest, must have before they are compared."""

_ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Group:
    """One group of lawful ads: how many, on how many the signal fired, and how much oftener than on all others."""

    dimension: str
    name: str
    ads: int
    fired: int
    rate: Interval
    apart: Interval

    @property
    def elsewhere(self) -> float:
        """The share of the others' lawful ads that it fires on."""
        return self.rate.share - self.apart.share

    @property
    def is_harder(self) -> bool:
        """Whether it fires on lawful ads of this group oftener than chance explains."""
        return self.apart.low > 0


@dataclass(frozen=True, slots=True)
class Record:
    """One signal's record on the site's own decisions.

    `precision` is of the ads that it fired on and a person decided about, `recall` of those that people found against
    the very rule it speaks for.
    """

    signal: Signal
    is_proven: bool
    fired: int
    right: int
    wrong: int
    caught: int
    missed: int
    rate: Interval | None
    precision: Interval | None
    recall: Interval | None
    weeks: tuple[Mapping[str, int], ...]
    groups: tuple[Group, ...]

    @property
    def decided(self) -> int:
        """Ads that it fired on and a person decided about."""
        return self.right + self.wrong

    @property
    def harder_on(self) -> list[Group]:
        """The languages and regions that it is unfair to, the worst first; signals are made for certain categories."""
        found = [group for group in self.groups if group.is_harder and group.dimension != "category"]
        return sorted(found, key=lambda group: -group.apart.low)


def records(figures: Mapping[str, Any]) -> list[Record]:
    """Every signal that the figures count and the code still has, those that fired most first."""
    z = _z(figures)
    known = [(BY_SLUG[slug], count) for slug, count in figures["signals"].items() if slug in BY_SLUG]
    found = [_record(signal, count, figures, z) for signal, count in known]
    return sorted(found, key=lambda one: (-one.fired, one.signal.slug))


def _record(signal: Signal, count: Mapping[str, Any], figures: Mapping[str, Any], z: float) -> Record:
    return Record(
        signal=signal,
        is_proven=proven(signal.slug),
        fired=count["fired"],
        right=count["right"],
        wrong=count["wrong"],
        caught=count["caught"],
        missed=count["missed"],
        rate=wilson(count["fired"], figures["ads"]),
        precision=wilson(count["right"], count["right"] + count["wrong"]),
        recall=wilson(count["caught"], count["caught"] + count["missed"]),
        weeks=tuple(count["weeks"]),
        groups=tuple(_groups(count, figures, z)),
    )


def _groups(count: Mapping[str, Any], figures: Mapping[str, Any], z: float) -> Iterator[Group]:
    """Each group against all other ads of its dimension."""
    for dimension, sizes in figures["lawful"].items():
        everything, hits = sum(sizes.values()), sum(count["lawful"][dimension].values())
        for name, ads in sorted(sizes.items(), key=lambda one: (-one[1], one[0])):
            fired = count["lawful"][dimension].get(name, 0)
            rate = wilson(fired, ads)
            apart = difference(fired, ads, hits - fired, everything - ads, z)
            if rate and apart and min(ads, everything - ads) >= FEWEST:
                yield Group(dimension, name, ads, fired, rate, apart)


def _z(figures: Mapping[str, Any]) -> float:
    """Wide enough that all comparisons together err once in twenty times (Bonferroni), and not each of hundreds."""
    fired = sum(1 for count in figures["signals"].values() if count["fired"])
    comparisons = max(1, fired * sum(len(sizes) for sizes in figures["lawful"].values()))
    return NormalDist().inv_cdf(1 - _ALPHA / (2 * comparisons))
