"""A few thousand made ads of every sort that a sweep tells apart: fictional, the same every time."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from haven.records import AdRecord
from tests.networks.ads import CATEGORIES

_SYLLABLES = ["ba", "ko", "ri", "mu", "sel", "tan", "vor", "pli", "gra", "ne", "dou", "fi", "mar", "lo", "shen", "ka"]
# Few enough that strangers share a phrase by chance now and then.
_WORDS = ["".join(random.Random(i).choices(_SYLLABLES, k=1 + i % 3)) for i in range(600)]
_STOCK = "please note that viewings happen by appointment only and that we answer within two working days"


def _say(rng: random.Random, words: int) -> list[str]:
    return [_WORDS[min(int(rng.paretovariate(0.6)), len(_WORDS)) - 1] for _ in range(words)]


def _ad(rng: random.Random, number: int, words: list[str], **fields: Any) -> AdRecord:
    title, body = " ".join(words[:3]), " ".join(words[3:])
    made = AdRecord(id=f"ad-{number:05}", title=title, body=body, category=rng.choice(CATEGORIES))
    return replace(made, **fields)


def _edited(rng: random.Random, words: list[str]) -> list[str]:
    return [rng.choice(_WORDS) if rng.random() < 0.12 else word for word in words]


def _group(rng: random.Random, tie: str, size: int, phone: str) -> Iterator[tuple[list[str], dict[str, Any]]]:
    text, category = _say(rng, rng.randint(25, 60)), rng.choice(CATEGORIES)
    for i in range(size):
        words = _say(rng, 35) if tie == "contact" else _edited(rng, text)
        if tie != "template":
            shown = phone if i % 3 else " ".join(phone.replace("-", ""))
            words = [*words, "call", shown]
        yield words, {"category": category}


def _odd() -> Iterator[tuple[list[str], dict[str, Any]]]:
    for body in (
        "",
        "bike",
        "\x00",
        "🚲 🚲",
        "市中心两居室公寓出租家具齐全近地铁站交通便利可短租随时看房",
        "e\u0301" * 40,
    ):
        yield from [(["", "", "", body], {}), (["", "", "", body], {})]


def _sorts(rng: random.Random, strangers: int) -> Iterator[tuple[list[str], dict[str, Any]]]:
    for i in range(strangers):
        words = _say(rng, rng.randint(15, 60))
        yield words + _STOCK.split() * (i % 6 == 0), {}
    for k, size in enumerate([2, 3, 5, 8, 13, 40, 90] * 6):
        yield from _group(rng, ("template", "contact", "both")[k % 3], size, f"401-555-01{k:02}")
    for k in range(3):  # hubs
        yield from (([*_say(rng, 30), f"office 402-555-01{k:02}"], {}) for _ in range(20 + 10 * k))
    photo = f"{0x1234567890ABCDEF:016x}" * 4
    for bit in range(6):
        yield _say(rng, 30), {"photo_hashes": (f"{int(photo, 16) ^ (1 << (40 * bit)):064x}",)}
    for _ in range(4):
        yield _say(rng, 30), {"contacts": ("rooms@example.com",)}
    yield from _odd()


def planted(strangers: int = 2600, seed: int = 1) -> list[AdRecord]:
    """Strangers, template, contact and both groups, hubs, photos, copies, odd texts: in no order."""
    rng = random.Random(seed)
    sorts = list(_sorts(rng, strangers))
    sorts += rng.sample(sorts, 40)  # copies
    rng.shuffle(sorts)
    return [_ad(rng, number, words, **fields) for number, (words, fields) in enumerate(sorts)]
