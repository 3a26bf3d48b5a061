"""What a model says of itself: how it was made, and how it does on decisions it has not learned from.

Must not know: features, how it is trained.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from haven.screening.intervals import Interval, difference, wilson
from haven.screening.learned.classifier import Classifier
from haven.screening.learned.splitting import Decided
from haven.screening.measured import GOOD

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
FEWEST = 10
"""Lawful ads of a group, and of all others, below which groups are not compared."""

_BINS = 10


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bin(_Part):
    """Held-out ads with a probability from `low` to `high`: how many, what was expected, how many were stopped."""

    low: float
    high: float
    ads: int
    expected: float
    stopped: int

    @property
    def share(self) -> Interval | None:
        """The share that people stopped, with its interval; a good model's holds `expected`."""
        return wilson(self.stopped, self.ads)


class AtThreshold(_Part):
    """Held-out ads with at least this probability: how many, how many of them people stopped; `stopped` in all."""

    threshold: float
    fired: int
    right: int
    stopped: int

    @property
    def precision(self) -> Interval | None:
        """Of the ads that it fires on, those that people stopped."""
        return wilson(self.right, self.fired)

    @property
    def recall(self) -> Interval | None:
        """Of the ads that people stopped, those that it fires on."""
        return wilson(self.right, self.stopped)


class GroupShare(_Part):
    """Held-out lawful ads of one group that it would fire on, beside all others."""

    dimension: str
    name: str
    lawful: int
    fired: int
    others: int
    others_fired: int

    @property
    def rate(self) -> Interval | None:
        """The share it fires on."""
        return wilson(self.fired, self.lawful)

    @property
    def apart(self) -> Interval | None:
        """How much oftener than on the others."""
        return difference(self.fired, self.lawful, self.others_fired, self.others)

    @property
    def is_harder(self) -> bool:
        """Whether that is more than chance explains."""
        return self.apart is not None and self.apart.low > 0


class Counted(_Part):
    """Decisions: how many, those that stopped an ad, families of copies among them, and their first and last day."""

    decisions: int
    stopped: int
    families: int
    since: datetime
    until: datetime

    @property
    def lawful(self) -> int:
        """Decisions that found an ad lawful."""
        return self.decisions - self.stopped


class Card(_Part):
    """The model card.

    Attributes:
        learned, tested: the decisions it was made with, and the later ones that it was tested on.
        left_out: decisions that were not used, by reason.
        brier: the mean square of probability minus what people did, over the tested (Brier, 1950); less is better.
        brier_of_share: the same of somebody who always says the share of the learned decisions that stopped an ad.
        bins: the reliability curve.
        thresholds: precision and recall at each.
        threshold: from which the signal fires: the lowest whose precision is 80 % or more at the lower end of its
            95 % interval; None where none is.
        groups: how often it fires on lawful ads of each group, at the threshold, or at the highest where there is none.
        features: how many it knows.
        for_stopping, for_lawful: the whole words that weigh most either way.
        calibration: sigmoid or isotonic.
    """

    learned: Counted
    tested: Counted
    left_out: dict[str, int]
    brier: float
    brier_of_share: float
    bins: tuple[Bin, ...]
    thresholds: tuple[AtThreshold, ...]
    threshold: float | None
    groups: tuple[GroupShare, ...]
    features: int
    for_stopping: tuple[str, ...]
    for_lawful: tuple[str, ...]
    calibration: str

    def told(self) -> list[str]:
        """The card in a few lines, for a command."""
        lines = [
            f"learned from {_told(self.learned)}",
            f"tested on the latest {_told(self.tested)}",
            f"Brier score {self.brier:.3f}; saying the usual share every time: {self.brier_of_share:.3f}",
        ]
        lines += [
            f"from {one.threshold:.0%}: right on {one.right} of {one.fired} ({one.precision.low:.0%} to "
            f"{one.precision.high:.0%}), finds {one.recall.share:.0%} of what people stopped"
            for one in self.thresholds
            if one.precision is not None and one.recall is not None
        ]
        if self.threshold is None:
            lines.append("no threshold was right often enough: it cannot be put in force")
        return lines


@dataclass(frozen=True, slots=True)
class Trained:
    """A model with its card."""

    classifier: Classifier
    card: Card


def _told(found: Counted) -> str:
    return f"{found.decisions} decisions ({found.stopped} stopped an ad), {found.families} different ads or groups"


def counted(decisions: Sequence[Decided], families: Sequence[int]) -> Counted:
    """What there is to learn from, or to test on."""
    times = [decided.at for decided in decisions]
    return Counted(
        decisions=len(decisions),
        stopped=sum(decided.stopped for decided in decisions),
        families=len(set(families)),
        since=min(times),
        until=max(times),
    )


def brier(probabilities: Sequence[float], decisions: Sequence[Decided]) -> float:
    """The mean square error of probabilities."""
    pairs = zip(probabilities, decisions, strict=True)
    return sum((probability - decided.stopped) ** 2 for probability, decided in pairs) / len(decisions)


def reliability(probabilities: Sequence[float], decisions: Sequence[Decided]) -> tuple[Bin, ...]:
    """The tested ads in ten steps of probability; empty steps are left out."""
    steps: dict[int, list[tuple[float, bool]]] = {}
    for probability, decided in zip(probabilities, decisions, strict=True):
        steps.setdefault(min(_BINS - 1, int(probability * _BINS)), []).append((probability, decided.stopped))
    return tuple(
        Bin(
            low=step / _BINS,
            high=(step + 1) / _BINS,
            ads=len(pairs),
            expected=sum(probability for probability, _ in pairs) / len(pairs),
            stopped=sum(stopped for _, stopped in pairs),
        )
        for step, pairs in sorted(steps.items())
    )


def at_thresholds(probabilities: Sequence[float], decisions: Sequence[Decided]) -> tuple[AtThreshold, ...]:
    """How it would do from each threshold on."""
    pairs = list(zip(probabilities, decisions, strict=True))
    stopped = sum(decided.stopped for decided in decisions)
    return tuple(
        AtThreshold(
            threshold=threshold,
            fired=sum(probability >= threshold for probability, _ in pairs),
            right=sum(probability >= threshold and decided.stopped for probability, decided in pairs),
            stopped=stopped,
        )
        for threshold in THRESHOLDS
    )


def chosen(thresholds: Sequence[AtThreshold]) -> float | None:
    """The lowest threshold that was right often enough, as surely as a proven signal must be."""
    good = (one.threshold for one in thresholds if one.precision is not None and one.precision.low >= GOOD)
    return next(good, None)


def by_group(probabilities: Sequence[float], decisions: Sequence[Decided], threshold: float) -> tuple[GroupShare, ...]:
    """How often it fires on the lawful ads of each group; groups with too few of them are left out."""
    lawful = [
        (decided.groups, probability >= threshold)
        for probability, decided in zip(probabilities, decisions, strict=True)
        if not decided.stopped
    ]
    names = sorted({pair for groups, _ in lawful for pair in groups.items()})
    found = [_group(dimension, name, lawful) for dimension, name in names]
    return tuple(one for one in found if one.lawful >= FEWEST and one.others >= FEWEST)


def _group(dimension: str, name: str, lawful: Sequence[tuple[dict[str, str], bool]]) -> GroupShare:
    inside = [fired for groups, fired in lawful if groups.get(dimension) == name]
    outside = [fired for groups, fired in lawful if groups.get(dimension) != name]
    return GroupShare(
        dimension=dimension,
        name=name,
        lawful=len(inside),
        fired=sum(inside),
        others=len(outside),
        others_fired=sum(outside),
    )
