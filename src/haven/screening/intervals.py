"""How sure a share is: 95 % intervals of shares and of differences between them. Pure."""

from math import sqrt
from typing import NamedTuple

Z95 = 1.959964


class Interval(NamedTuple):
    """A share, or a difference of shares, and the ends of its interval."""

    share: float
    low: float
    high: float


def wilson(hits: int, of: int, z: float = Z95) -> Interval | None:
    """The share `hits / of` with its score interval (Wilson, 1927); None where there is nothing to divide by."""
    if of == 0:
        return None
    share = hits / of
    middle = share + z * z / (2 * of)
    margin = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return Interval(
        share, max(0.0, min(share, (middle - margin) / scale)), min(1.0, max(share, (middle + margin) / scale))
    )


def difference(hits: int, of: int, other_hits: int, other_of: int, z: float = Z95) -> Interval | None:
    """How much larger the first share is than the second, by both score intervals (Newcombe, 1998, method 10)."""
    one, other = wilson(hits, of, z), wilson(other_hits, other_of, z)
    if one is None or other is None:
        return None
    apart = one.share - other.share
    down = sqrt((one.share - one.low) ** 2 + (other.high - other.share) ** 2)
    up = sqrt((one.high - one.share) ** 2 + (other.share - other.low) ** 2)
    return Interval(apart, apart - down, apart + up)
