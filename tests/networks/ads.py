"""Ads for the tests of networks: made, fictional, the same every time."""

import random
from dataclasses import replace
from typing import Any

from haven.records import AdRecord

STREETS = ["Maple", "Oak", "Elm", "Pine", "Birch", "Cedar", "Walnut", "Willow", "Chestnut", "Hazel"]
_SYLLABLES = ["ba", "ko", "ri", "mu", "sel", "tan", "vor", "pli", "gra", "ne", "dou", "fi", "mar", "lo", "shen", "ka"]
CATEGORIES = ("housing", "jobs", "services", "vehicles", "goods", "community")


def flat(number: int, **fields: Any) -> AdRecord:
    """One of a landlord's ads: one text, other rent and street."""
    street = STREETS[number % len(STREETS)]
    body = (
        f"Bright two bedroom flat near the river with new kitchen and balcony, pets welcome, heating included, "
        f"rent {900 + 7 * number} a month, viewing on Saturdays at {10 + number} {street} street, ask for the caretaker"
    )
    made = AdRecord(id=f"flat-{number:03}", title="Flat to let", body=body, category="housing")
    return replace(made, **fields)


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))


def stranger(number: int, words: int = 40, **fields: Any) -> AdRecord:
    """An ad that has nothing in common with any other: words that no one else uses."""
    rng = random.Random(f"stranger {number}")
    body = " ".join(_word(rng) for _ in range(words))
    category = CATEGORIES[number % len(CATEGORIES)]
    return replace(AdRecord(id=f"stranger-{number:03}", body=body, category=category), **fields)


def with_words(record: AdRecord, words: str, **fields: Any) -> AdRecord:
    """The ad with further words at its end."""
    return replace(record, **{"body": f"{record.body} {words}"} | fields)
