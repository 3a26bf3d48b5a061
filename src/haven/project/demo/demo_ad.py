"""One ad of the demo, and how a subject becomes one.

Owns: `DemoAd`, its pictures' alt texts, its price. Must not know: which ads there will be, Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from haven.project.demo.posters import DemoAuthor
from haven.project.demo.wording import Subject, compose, read, rounded

_HOUSING = {"rooms", "flats", "houses", "housing-wanted"}
_HOURS = 30 * 24


@dataclass(frozen=True, slots=True)
class DemoPicture:
    """A picture to draw with `pictures.draw(motif, seed)`, and its words for those who do not see it."""

    motif: str
    seed: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAd:
    """An ad to be posted in the demo.

    Attributes:
        key: unique and stable for one seed, such as `rooms-117`.
        author_key: the poster's `DemoAuthor.key`.
        category: a child category's slug.
        title: the headline.
        body: paragraphs with a blank line between.
        price: whole major units, or None where there is none.
        currency: ISO 4217, the place's.
        place: a city's name in GeoNames.
        country: its ISO 3166-1 alpha-2 code.
        posted_hours_ago: more than 0, at most 720.
        pictures: none to four.
        kind: `ordinary`, `lookalike` (honest, but sounds otherwise), `held`, `network:a` or `network:b`.
    """

    key: str
    author_key: str
    category: str
    title: str
    body: str
    price: int | None
    currency: str
    place: str
    country: str
    posted_hours_ago: float
    pictures: tuple[DemoPicture, ...]
    kind: str


def write_ad(
    subject: Subject,
    *,
    category: str,
    author: DemoAuthor,
    kind: str,
    rng: Random,
    closing: str = "",
    slots: Mapping[str, str] | None = None,
) -> DemoAd:
    """The ad that this author makes of this subject.

    Args:
        subject: what it is about.
        category: the child category's slug.
        author: who posts it; gives place and currency.
        kind: see `DemoAd.kind`.
        rng: decides choices, price, hour and photographs.
        closing: a last paragraph in the same grammar, or nothing.
        slots: see `wording.compose`.
    """
    price = rounded(rng.uniform(*subject.price) * (author.place.rent if category in _HOUSING else 1.0))
    street = {"street": pick_street(rng)} | dict(slots or {})
    paragraphs = (subject.text, closing) if closing else (subject.text,)
    return DemoAd(
        key="",
        author_key=author.key,
        category=category,
        title=compose(subject.title, author=author, rng=rng, slots=street),
        body="\n\n".join(compose(text, author=author, rng=rng, slots=street) for text in paragraphs),
        price=price or None,
        currency=author.place.currency,
        place=author.place.name,
        country=author.place.country,
        # The power heaps ads towards today, as on a site that people come back to.
        posted_hours_ago=round(0.2 + (_HOURS - 0.2) * rng.random() ** 2.2, 2),
        pictures=photographs(subject.shows, rng),
        kind=kind,
    )


def pick_street(rng: Random) -> str:
    """One of the demo's street names."""
    streets: list[str] = read("vocabulary")["streets"]
    return rng.choice(streets)


def photographs(motifs: tuple[str, ...], rng: Random) -> tuple[DemoPicture, ...]:
    """A picture for each motif; now and then somebody was too hurried to take the last one."""
    taken = motifs[:-1] if len(motifs) > 1 and rng.random() < 0.15 else motifs
    alts = read("vocabulary")["alts"]
    return tuple(
        DemoPicture(motif, rng.randrange(1_000_000), alts[motif][taken[:place].count(motif)])
        for place, motif in enumerate(taken)
    )
