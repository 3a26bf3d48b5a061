"""Places for the points of a web: computed here once, kept, so that a browser only draws them.

The method is Fruchterman and Reingold's (1991) as igraph has it, from a start that is the same each time. Lengths are
in pixels at full size.
"""

import hashlib
import random
from collections.abc import Sequence

import igraph
from django.core.cache import cache

from haven.investigations.webgraph import Web

_STEPS, _STEPS_OF_MANY, _MANY = 300, 120, 600
_APART = 46.0
_DAY = 86_400

Place = tuple[float, float]


def places_of(web: Web) -> list[Place]:
    """A place for each point, from the cache where the web was drawn before."""
    key = f"web:{_digest(web)}"
    known: list[Place] | None = cache.get(key)
    if known is None:
        known = place(len(web.points), [(line.a, line.b) for line in web.lines])
        cache.set(key, known, _DAY)
    return known


def place(count: int, lines: Sequence[tuple[int, int]]) -> list[Place]:
    """Places for so many points with these lines between them; the least at 0, 0. 2,000 points take some seconds."""
    if count == 0:
        return []
    chance = random.Random(1)  # noqa: S311 — no secret: one network is drawn the same way each time
    wide = _APART * count**0.5
    start = [(chance.uniform(0, wide), chance.uniform(0, wide)) for _ in range(count)]
    graph = igraph.Graph(n=count, edges=sorted(set(lines)))
    igraph.set_random_number_generator(chance)
    steps = _STEPS if count < _MANY else _STEPS_OF_MANY
    found = graph.layout_fruchterman_reingold(seed=start, niter=steps, grid=False, start_temp=wide / 10).coords
    left, top = (min(one[axis] for one in found) for axis in (0, 1))
    across = max(max(one[axis] for one in found) for axis in (0, 1)) - min(left, top)
    scale = wide / across if across > 0 else 1.0
    return [(round((x - left) * scale, 1), round((y - top) * scale, 1)) for x, y in found]


def _digest(web: Web) -> str:
    said = "\n".join([*(point.key for point in web.points), *(f"{line.a} {line.b}" for line in web.lines)])
    return hashlib.sha256(said.encode()).hexdigest()[:32]
