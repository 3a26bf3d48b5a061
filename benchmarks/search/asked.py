"""What readers ask in the benchmark: seeded searches of every kind that the page offers."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np

from benchmarks.search.made import SEED, vocabulary

_TOWNS = ("Leeds", "Bristol", "Glasgow", "Norwich", "Exeter", "Hull", "Cardiff", "Reading")
_SHELVES = ("housing", "vehicles", "goods", "rooms", "bicycles", "furniture", "services")


@dataclass(frozen=True)
class Asked:
    """One search: of which kind, and its address."""

    kind: str
    path: str


def searches(count: int) -> list[Asked]:
    """So many searches, all kinds in turn."""
    rng = np.random.default_rng(SEED + 1)
    words = vocabulary()

    def word(low: int, high: int) -> str:
        return words[int(rng.integers(low, high))]

    def one_of(choices: tuple[str, ...]) -> str:
        return choices[int(rng.integers(0, len(choices)))]

    kinds: dict[str, Callable[[], dict[str, object]]] = {
        "a common word": lambda: {"q": word(0, 90)},
        "a rare word": lambda: {"q": word(500, 20_000)},
        "two words": lambda: {"q": f"{word(0, 90)} {word(0, 600)}"},
        "word and category": lambda: {"q": word(0, 300), "category": one_of(_SHELVES)},
        "word, category and price": lambda: {
            "q": word(0, 90), "category": one_of(_SHELVES), "price_min": 50, "price_max": int(rng.integers(100, 900)),
        },
        "word around a town": lambda: {"q": word(0, 300), "place": one_of(_TOWNS), "radius": 25},
        "nearest": lambda: {"q": word(0, 90), "place": one_of(_TOWNS), "radius": 50, "sort": "nearest"},
        "category, cheapest": lambda: {"category": one_of(_SHELVES), "sort": "cheapest"},
        "typed fields": lambda: {"category": "cars", "f.fuel": "diesel", "f.year.from": int(rng.integers(2000, 2020))},
        "newest of all": lambda: {"view": one_of(("list", "gallery"))},
        "a mistyped word": lambda: {"q": _mistyped(word(0, 90))},
    }  # fmt: skip
    names = list(kinds)
    return [Asked(name := names[n % len(names)], "/search/?" + urlencode(kinds[name]())) for n in range(count)]


def _mistyped(word: str) -> str:
    """Two letters in the wrong order."""
    return word[:1] + word[2:3] + word[1:2] + word[3:] if len(word) > 3 else word + "x"
