"""How far two judgements of the same ads agree beyond chance: Cohen's kappa (1960). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from haven.screening.intervals import Z95, Interval


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often both found an ad lawful, both against the rules, and only one of them against the rules."""

    both_lawful: int = 0
    both_against: int = 0
    first_only: int = 0
    second_only: int = 0

    @property
    def judged(self) -> int:
        """Ads that both judged."""
        return self.both_lawful + self.both_against + self.first_only + self.second_only

    @property
    def observed(self) -> float:
        """The share on which they agree."""
        return (self.both_lawful + self.both_against) / self.judged if self.judged else 0.0

    @property
    def by_chance(self) -> float:
        """The share on which they would agree if each judged as often as they did, but at random."""
        if not self.judged:
            return 0.0
        first = (self.both_against + self.first_only) / self.judged
        second = (self.both_against + self.second_only) / self.judged
        return first * second + (1 - first) * (1 - second)

    @property
    def kappa(self) -> Interval | None:
        """1 is full agreement, 0 is chance; None where both always say the same, so that chance explains all.

        With the large-sample 95 % interval of Cohen (1960).
        """
        chance = self.by_chance
        if not self.judged or chance >= 1:
            return None
        value = (self.observed - chance) / (1 - chance)
        error = sqrt(self.observed * (1 - self.observed) / (self.judged * (1 - chance) ** 2))
        return Interval(value, max(-1.0, value - Z95 * error), min(1.0, value + Z95 * error))


def agreement(pairs: Iterable[tuple[bool, bool]]) -> Agreement:
    """The agreement over pairs of judgements: whether the first, and the second, found the ad against the rules."""
    counts = {(False, False): 0, (True, True): 0, (True, False): 0, (False, True): 0}
    for pair in pairs:
        counts[pair] += 1
    return Agreement(*counts.values())
