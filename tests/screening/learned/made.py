"""Decisions that a seeded script makes up: words of two kinds of ads, mixed, so that no word settles it."""

import random
from datetime import UTC, datetime, timedelta

from haven.records import AdRecord
from haven.screening.learned.splitting import Decided

START = datetime(2026, 1, 1, tzinfo=UTC)
_SHADY = (
    "deposit",
    "courier",
    "overseas",
    "trust",
    "urgent",
    "voucher",
    "prepay",
    "owner",
    "missionary",
    "parcel",
    "shipping",
    "agent",
)
_FAIR = (
    "viewing",
    "balcony",
    "bakery",
    "garage",
    "warranty",
    "bicycle",
    "evening",
    "workshop",
    "receipt",
    "garden",
    "kitchen",
    "station",
)
_BOTH = [
    f"{a}{b}" for a in ("lo", "mi", "ta", "ve", "su", "ra") for b in ("mber", "ndle", "stic", "rvel", "lpin", "dgen")
]


def an_ad(shady: float, dice: random.Random) -> str:
    """Thirty words, of which about six tell, each for the shady kind with this chance."""
    words = [dice.choice(_SHADY if dice.random() < shady else _FAIR) for _ in range(6)]
    words += [dice.choice(_BOTH) for _ in range(24)]
    dice.shuffle(words)
    return " ".join(words)


def made_decisions(number: int = 600, *, seed: int = 7, language: str = "English") -> list[Decided]:
    """So many decisions an hour apart, a third of which stopped an ad; people are wrong about one in twenty."""
    dice = random.Random(seed)
    found = []
    for at in range(number):
        bad = dice.random() < 1 / 3
        stopped = bad != (dice.random() < 0.05)
        text = an_ad(0.75 if bad else 0.25, dice)
        groups = {"language": language, "category": dice.choice(["housing", "jobs"])}
        record = AdRecord(id=f"{seed}-{at}", body=text)
        found.append(Decided(record=record, stopped=stopped, at=START + timedelta(hours=at), groups=groups))
    return found
