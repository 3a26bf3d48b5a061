"""The choices that narrow a search, and how many ads each would show."""

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from haven.listings.searching.details import Range

Band = tuple[int, int | None]
"""A range of prices in major units: from, and below; None for no end."""

_ENDS = (0, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 100_000, 250_000, 500_000, 1_000_000)
BANDS: tuple[Band, ...] = (*pairwise(_ENDS), (_ENDS[-1], None))
MOST_PLACES = 9


@dataclass(frozen=True, slots=True)
class Counts:
    """How many ads each choice would show, whatever is chosen of its kind now.

    Attributes:
        categories: by id of the category.
        bands: by band of prices.
        currencies: by code, "" for ads that name no amount; empty where all ads are in the one that is asked for.
        places: by id of the place; the most frequent.
        details: by the name of a field, as `details.counted` has them.
    """

    categories: dict[int, int] = field(default_factory=dict)
    bands: dict[Band, int] = field(default_factory=dict)
    currencies: dict[str, int] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    details: dict[str, dict[str, int] | Range] = field(default_factory=dict)


def band_of(price: Decimal | None) -> Band | None:
    """The band that a price is in."""
    return None if price is None or price < 0 else BANDS[bisect_right(_ENDS, price) - 1]
