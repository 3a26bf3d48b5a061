"""The demo's two planted networks: what an investigator should find.

`a` is one hand letting flats under several names; `b` recruits people abroad and keeps them dependent.
Owns: how their ads vary. Must not know: how they are found, Django.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from random import Random

from haven.project.demo.demo_ad import DemoAd, photographs, pick_street, write_ad
from haven.project.demo.posters import DemoAuthor, circle
from haven.project.demo.wording import PlacedSubject, Subject, in_words_of_money, read, rounded

_RENTS = {"studio": (480, 540), "one-bedroom": (560, 640), "two-bedroom": (690, 790), "three-bedroom": (860, 960)}
_FLATS = 14


def network_a(rng: Random) -> Iterator[DemoAd]:
    """Fourteen rental ads on one template; phones disguised in turn, a few photographs used again and again."""
    words = read("networks")["a"]
    phones = [cycle(forms) for forms in words["phones"]]
    pool = photographs(("living-room", "kitchen", "bedroom", "flats", "living-room", "house"), rng)
    for number, author in zip(range(_FLATS), cycle(circle("network:a")), strict=False):
        rooms, bounds = rng.choice(list(_RENTS.items()))
        rent = rounded(rng.uniform(*bounds))
        subject = Subject(title=rng.choice(words["titles"]), text=words["text"])
        slots = _letting(author, rooms, rent, rng) | {"phone": next(phones[number % 2])}
        ad = write_ad(subject, category="flats", author=author, kind="network:a", rng=rng, slots=slots)
        title = ad.title[0].upper() + ad.title[1:]
        yield replace(ad, title=title, price=rent, pictures=tuple(rng.sample(pool, rng.randint(1, 3))))


def _letting(author: DemoAuthor, rooms: str, rent: int, rng: Random) -> dict[str, str]:
    currency = author.place.currency
    return {
        "rooms": rooms,
        "alias": author.name.split()[0],
        "street": f"{rng.randint(2, 88)} {pick_street(rng)}",
        "price": in_words_of_money(rent, currency),
        "deposit": in_words_of_money(rounded(rent * 1.15), currency),
    }


def network_b(rng: Random) -> Iterator[DemoAd]:
    """Eleven job ads held together by a telephone and a messenger name; the last four nearly alike."""
    words = read("networks")["b"]
    alike = words["near_duplicates"]
    told = [PlacedSubject.model_validate(ad) for ad in words["ads"]]
    told += [
        PlacedSubject(category=category, title=title, text=alike["text"])
        for category, title in zip(alike["categories"], cycle(alike["titles"]), strict=False)
    ]
    jobs = [""] * len(words["ads"]) + alike["jobs"]
    for subject, job, author in zip(told, jobs, cycle(circle("network:b")), strict=False):
        slots = {
            "job": job,
            "phone": rng.choice(words["phones"]),
            "handle": rng.choice(words["handles"]),
            "debt": in_words_of_money(rounded(rng.uniform(1400, 1900)), author.place.currency),
        }
        yield write_ad(subject, category=subject.category, author=author, kind="network:b", rng=rng, slots=slots)
