"""The demo's ads: seeded, plausible, and different from one another but for two planted networks.

Owns: which ads the demo has and who posts them. Must not know: Django, the database, how pictures are drawn.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from random import Random

from haven.project.demo.demo_ad import DemoAd, DemoPicture, write_ad
from haven.project.demo.planted import network_a, network_b
from haven.project.demo.posters import AUTHORS, DemoAuthor, circle
from haven.project.demo.wording import placed_subjects, read, subjects

__all__ = ["AUTHORS", "CATEGORIES", "DemoAd", "DemoAuthor", "DemoPicture", "generate"]

CATEGORIES: dict[str, tuple[str, ...]] = {
    "housing": ("rooms", "flats", "houses", "housing-wanted"),
    "jobs": ("full-time", "part-time", "care", "hospitality"),
    "services": ("moving", "repairs", "lessons", "cleaning"),
    "vehicles": ("cars", "bicycles", "motorbikes", "parts"),
    "goods": ("furniture", "electronics", "clothes", "children", "garden", "books"),
    "community": ("events", "lost-found", "clubs", "volunteering", "pets"),
}
"""Parent slug → its children's slugs."""

_FRESH_HOURS = 40.0


def generate(seed: int = 7, count: int = 300) -> list[DemoAd]:
    """The demo's ads, oldest first.

    Args:
        seed: equal seeds give equal ads.
        count: how many in all, the planted ones included.

    Raises:
        ValueError: fewer than are planted, or more than there is wording for without repeating itself.
    """
    rng = Random(seed)  # noqa: S311 - a demo that can be repeated, nothing secret
    planted = [*network_a(rng), *network_b(rng), *_held(rng), *_lookalikes(rng)]
    ordinary = list(_ordinary(rng))
    most = len(planted) + len(ordinary)
    if not len(planted) <= count <= most:
        raise ValueError(f"count must be between {len(planted)} and {most}, not {count}")
    ads = planted + ordinary[: count - len(planted)]
    keyed = [replace(ad, key=f"{ad.category}-{number}") for number, ad in enumerate(ads, 1)]
    return sorted(keyed, key=lambda ad: -ad.posted_hours_ago)


def _held(rng: Random) -> Iterator[DemoAd]:
    for subject, author in zip(placed_subjects("held"), cycle(circle("held")), strict=False):
        ad = write_ad(subject, category=subject.category, author=author, kind="held", rng=rng)
        # A queue holds what came in lately; what is older has been decided.
        yield replace(ad, posted_hours_ago=round(rng.uniform(0.3, _FRESH_HOURS), 2))


def _lookalikes(rng: Random) -> Iterator[DemoAd]:
    authors = rng.sample(circle("trade"), len(placed_subjects("lookalikes")))
    for subject, author in zip(placed_subjects("lookalikes"), authors, strict=True):
        yield write_ad(subject, category=subject.category, author=author, kind="lookalike", rng=rng)


def _ordinary(rng: Random) -> Iterator[DemoAd]:
    """Each subject once, the categories in turn, so that any beginning of it holds all of them."""
    authors = {name: cycle(rng.sample(circle(name), len(circle(name)))) for name in ("home", "trade")}
    closings = {key: cycle(rng.sample(lines, len(lines))) for key, lines in read("closings").items()}
    shelves = [
        (parent, category, iter(rng.sample(subjects(category), len(subjects(category)))))
        for parent, children in CATEGORIES.items()
        for category in children
    ]
    while shelves:
        for shelf in list(shelves):
            parent, category, left = shelf
            subject = next(left, None)
            if subject is None:
                shelves.remove(shelf)
                continue
            lines = closings.get(category, closings[parent])
            closing = " ".join(next(lines) for _ in range(rng.choice((1, 1, 2))))
            author = next(authors["trade" if parent in ("jobs", "services") else "home"])
            yield write_ad(subject, category=category, author=author, kind="ordinary", rng=rng, closing=closing)
