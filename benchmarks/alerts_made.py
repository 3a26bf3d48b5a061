"""Made-up towns, ads and saved searches with the skew of real ones: few words are common, few towns are large."""

import random
from dataclasses import dataclass
from itertools import accumulate

CENTRE = (47.0, 10.0)


@dataclass(frozen=True, slots=True)
class Town:
    """A made-up town; `weight` is its share of ads and searches."""

    id: int
    latitude: float
    longitude: float
    weight: float


@dataclass(frozen=True, slots=True)
class Ad:
    """One made-up ad."""

    title: str
    body: str
    category: str
    price: int | None
    town: Town


@dataclass(frozen=True, slots=True)
class Search:
    """One made-up saved search; empty or None for what it does not ask."""

    words: str
    category: str
    price_min: int | None
    price_max: int | None
    town: Town | None
    radius: float | None


class Made:
    """A generator of ads and searches over one vocabulary: general words, and topics of each lower category."""

    def __init__(self, seed: int, categories: dict[str, str]) -> None:
        """`categories` maps the slug of each lower category to the one above it."""
        self.random = random.Random(seed)
        self.categories = categories
        self.leaves = sorted(categories)
        self.leaf_weights = _zipf(len(self.leaves), 0.8)
        self.towns = [
            Town(i + 1, 38 + 20 * self.random.random(), -8 + 32 * self.random.random(), 1 / (i + 3) ** 0.9)
            for i in range(4000)
        ]
        self.town_weights = list(accumulate(town.weight for town in self.towns))
        self.general = [self._word() for _ in range(20_000)]
        self.general_weights = _zipf(len(self.general), 1.0)
        self.topics = {leaf: [self._word() for _ in range(6000)] for leaf in self.leaves}
        self.topic_weights = _zipf(6000, 0.75)

    def ad(self) -> Ad:
        """One ad: a title of its topic's words, a text of those and general ones."""
        pick, leaf = self.random, self._leaf()
        title = pick.choices(self.topics[leaf], cum_weights=self.topic_weights, k=pick.randint(2, 5))
        body = pick.choices(self.topics[leaf], cum_weights=self.topic_weights, k=pick.randint(8, 30))
        body += pick.choices(self.general, cum_weights=self.general_weights, k=pick.randint(20, 90))
        pick.shuffle(body)
        price = None if pick.random() < 0.1 else round(pick.lognormvariate(4.5, 1.3))
        return Ad(" ".join(title), " ".join(body), leaf, price, self._town())

    def search(self) -> Search:
        """One search: four of five with words, most on a shelf and around a town, two of five with a price.

        One without words is always on a shelf and around a town: who wants every bicycle of the country is not mailed.
        """
        pick, leaf = self.random, self._leaf()
        words = self._asked(leaf) if pick.random() < 0.8 else ""
        category = (leaf if pick.random() < 0.8 else self.categories[leaf]) if not words or pick.random() < 0.6 else ""
        town = self._town() if not words or pick.random() < 0.6 else None
        radius = pick.choices([5, 10, 25, 50, 100, 200], [15, 25, 35, 15, 7, 3])[0] if town else None
        low = high = None
        if pick.random() < 0.4:
            middle = round(pick.lognormvariate(4.5, 1.3))
            low, high = (middle // 3 if pick.random() < 0.4 else None), middle
        return Search(words, category, low, high, town, radius)

    def _asked(self, leaf: str) -> str:
        pick = self.random
        found = pick.choices(
            self.topics[leaf], cum_weights=self.topic_weights, k=pick.choices([1, 2, 3], [35, 45, 20])[0]
        )
        kind = pick.random()
        if kind < 0.03:
            return " or ".join(found)
        if kind < 0.06:
            return f"{found[0]} -{pick.choice(self.topics[leaf])}"
        return f'"{" ".join(found)}"' if kind < 0.08 else " ".join(found)

    def _leaf(self) -> str:
        return self.random.choices(self.leaves, cum_weights=self.leaf_weights)[0]

    def _town(self) -> Town:
        return self.random.choices(self.towns, cum_weights=self.town_weights)[0]

    def _word(self) -> str:
        pick = self.random
        syllables = pick.randint(2, 4)
        return "".join(pick.choice("bdfgklmnprstvz") + pick.choice("aeiou") for _ in range(syllables)) + pick.choice(
            "nrtlk"
        )


def _zipf(count: int, power: float) -> list[float]:
    """Cumulated weights of ranks."""
    return list(accumulate(1 / (rank + 2) ** power for rank in range(count)))
