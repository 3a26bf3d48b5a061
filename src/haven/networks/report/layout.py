"""Where the ads of a network are drawn: a tree on rings around the ad with most links.

Owns: choosing which ads are drawn, and their places. Must not know: what is drawn there. Networks are held together by
few ads with many links, so a tree shows them truly, is the same every time, and costs next to nothing.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from math import cos, pi, sin
from typing import NamedTuple

from haven.networks.result import Link

_APART, _RING, _STEP, _LEAST, _WIDEST = 23.0, 64.0, 56.0, 24.0, 230.0


class Places(NamedTuple):
    """For each drawn ad its place, in pixels right and down of the middle; in the order in which they were reached."""

    at: dict[str, tuple[float, float]]
    radius: float


def _walk(links: Sequence[Link], most: int) -> dict[str, str | None]:
    """Each ad reached from the one with most links, breadth first, with the ad it was reached from."""
    ways: dict[str, list[str]] = defaultdict(list)
    for link in links:
        ways[link.a].append(link.b)
        ways[link.b].append(link.a)
    counts = Counter({ad: len(set(others)) for ad, others in ways.items()})
    middle = min(counts, key=lambda ad: (-counts[ad], ad))
    came: dict[str, str | None] = {middle: None}
    queue = deque([middle])
    while queue:
        here = queue.popleft()
        for other in ways[here]:
            if other not in came and len(came) < most:
                came[other] = here
                queue.append(other)
    return came


def place_ads(links: Sequence[Link], *, most: int) -> Places:
    """Places of up to `most` ads of a network.

    Args:
        links: the network's links, strongest first; at least one.
        most: ads to be drawn.
    """
    came = _walk(links, most)
    below: dict[str, list[str]] = defaultdict(list)
    depth: dict[str, int] = {}
    for ad, up in came.items():
        depth[ad] = 0 if up is None else depth[up] + 1
        if up is not None:
            below[up].append(ad)
    leaves = dict.fromkeys(came, 0)
    for ad in reversed(came):
        leaves[ad] = sum(leaves[other] for other in below[ad]) or 1
    middle = next(iter(came))
    deepest = max(depth.values())
    # The first ring has room for all; the others follow closer where there are many.
    first = max(_RING, leaves[middle] * _APART / (2 * pi))
    step = max(min(_STEP, (_WIDEST - first) / max(deepest - 1, 1)), _LEAST)
    begin = {middle: 0.0}
    at = {}
    for ad in came:
        angle = 2 * pi * (begin[ad] + leaves[ad] / 2 - 0.5) / leaves[middle]
        radius = first + (depth[ad] - 1) * step if depth[ad] else 0.0
        at[ad] = (radius * cos(angle), radius * sin(angle))
        start = begin[ad]
        for other in below[ad]:
            begin[other] = start
            start += leaves[other]
    return Places(at, first + (deepest - 1) * step)
