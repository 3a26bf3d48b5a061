"""Texts that nobody here wrote, for measuring: found through HAVEN_CORPORA, never committed."""

import csv
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from statistics import quantiles

from haven.records import AdRecord
from haven.screening import Context, PriceQuantiles

Screened = tuple[AdRecord, Context]


def folder() -> Path | None:
    """The folder of outside corpora, or None where there is none."""
    given = os.environ.get("HAVEN_CORPORA")
    path = Path(given) / "data" if given else None
    return path if path and path.is_dir() else None


def housing(data: Path) -> Iterator[Screened]:
    """Rental ads of 2022 with the price quantiles of their city, as a site would know them."""
    rows = [json.loads(line) for line in (data / "housing.jsonl").read_text("utf-8").splitlines()]
    prices: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row["price"]:
            prices[row["city"]].append(float(row["price"]))
    known = {city: quantiles(found, n=10) for city, found in prices.items() if len(found) >= 30}
    for row in rows:
        tenths = known.get(row["city"])
        price = PriceQuantiles(tenths[0], tenths[4], tenths[8]) if tenths else None
        yield (
            AdRecord(
                id=row["id"],
                title=row["title"],
                body=row["body"],
                category="housing/apartments",
                price=float(row["price"]) if row["price"] else None,
                currency="USD",
            ),
            Context(category_price_quantiles=price),
        )


def autos(data: Path) -> Iterator[Screened]:
    """Headlines of German car ads of 2016."""
    with (data / "autos.csv").open(encoding="latin-1", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            title = row["name"].replace("_", " ")
            yield AdRecord(id=f"auto-{number}", title=title, category="vehicles/cars"), Context()


def messages(data: Path) -> Iterator[Screened]:
    """Short messages, honest and not; no ads, but by other hands. Ids begin with the corpus's label, ham or spam."""
    lines = (data / "sms_spam.tsv").read_text("utf-8", errors="replace").split("\n")
    for number, line in enumerate(filter(None, lines), 1):
        label, _, text = line.partition("\t")
        yield AdRecord(id=f"{label}-{number}", body=text), Context()


def held_out(record: AdRecord) -> bool:
    """Whether a message is in the half on which figures are reported, and which nobody looked at while building.

    By a seeded hash of the words, so that a message and its exact repetitions are in one half.
    """
    words = " ".join(record.body.lower().split())
    return sha256(f"haven-sms-1:{words}".encode()).digest()[0] >= 128


def messages_built_with(data: Path) -> Iterator[Screened]:
    """The half of the messages that the signals for messages were made with."""
    return ((record, context) for record, context in messages(data) if not held_out(record))


def messages_held_out(data: Path) -> Iterator[Screened]:
    """The other half."""
    return ((record, context) for record, context in messages(data) if held_out(record))


MESSAGES = {"messages-built-with": messages_built_with, "messages-held-out": messages_held_out}
CORPORA = {"housing": housing, "autos": autos, "messages": messages}
