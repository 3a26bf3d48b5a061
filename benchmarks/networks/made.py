"""Ads made up word by word, with groups planted in them and the truth beside.

Nothing in it is anyone's text, so it runs on a fresh clone. Words follow Zipf's law, a part of each ad comes from a
stock of phrases that everyone uses, one ad in ten from a form with fields, and some numbers are lawful offices'.
"""

import bisect
import itertools
import math
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

CATEGORIES = ("housing", "jobs", "services", "vehicles", "goods", "community")
PLACES = ("Ashford", "Brinley", "Corwen", "Dunmore", "Elstow")
_ONSETS = "b c d f g h k l m n p r s t v br cl dr gr pl st tr".split()  # noqa: SIM905 - reads better
_VOWELS = "a e i o u ai ea ou".split()  # noqa: SIM905
_FIELDS = ("Make", "Model", "Year", "Mileage", "Colour", "Fuel", "Gearbox", "Doors", "Condition", "Location")


class Language:
    """A made-up language: words by Zipf's law, and phrases that many use."""

    def __init__(self, rng: random.Random, words: int = 30_000, phrases: int = 3_000) -> None:
        self._rng = rng
        made = {
            "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.randint(1, 4))) for _ in range(words)
        }
        self.words = sorted(made)
        rng.shuffle(self.words)
        self._cumulated = list(itertools.accumulate(1 / (rank + 5) for rank in range(len(self.words))))
        self._phrases = [self.say(rng.randint(3, 6)) for _ in range(phrases)]

    def word(self) -> str:
        """A word, common ones more often."""
        return self.words[bisect.bisect(self._cumulated, self._rng.random() * self._cumulated[-1])]

    def say(self, count: int) -> list[str]:
        """So many words."""
        return [self.word() for _ in range(count)]

    def text(self) -> list[str]:
        """An ad's words: 15 to 150, a third of them in common phrases."""
        length = round(math.exp(self._rng.uniform(math.log(15), math.log(150))))
        words: list[str] = []
        while len(words) < length:
            common = self._rng.random() < 0.15
            words += self._rng.choice(self._phrases) if common else self.say(self._rng.randint(2, 8))
        return words

    def form(self) -> list[str]:
        """A filled-in form, as a site gives to its sellers: no group."""
        return [word for field in _FIELDS for word in (f"{field}:", *self.say(self._rng.randint(1, 4)))] + self.say(12)


def _number(serial: int) -> str:
    """A fictional number: 555-0100 to 555-0199 of an area code."""
    return f"{201 + serial // 100 % 780}5550{100 + serial % 100}"


def _written(rng: random.Random, number: str) -> str:
    a, b, c = number[:3], number[3:6], number[6:]
    spelled = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    forms = (f"{a}-{b}-{c}", f"({a}) {b} {c}", f"+1 {a} {b}{c}", ".".join(number), f"{a} {b} {c}".replace("0", "o"),
             " ".join(spelled[int(d)] for d in number))  # fmt: skip
    return rng.choice(forms)


def _edited(rng: random.Random, words: list[str], rate: float, language: Language) -> list[str]:
    out: list[str] = []
    for word in words:
        if rng.random() >= rate:
            out.append(word)
        elif rng.random() < 0.6:
            out += [language.word()] if rng.random() < 0.6 else [word, language.word()]
    return out


class _Planter:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.language = Language(self.rng)
        self.rows: list[dict[str, Any]] = []
        self._serials = itertools.count(self.rng.randrange(5_000))

    def contact(self) -> tuple[str, str]:
        """A kind and a value of its own."""
        serial = next(self._serials)
        kind = self.rng.choice(("phone", "phone", "phone", "email", "telegram"))
        name = f"{self.language.word()}{self.language.word()}{serial}"
        return kind, {"phone": _number(serial), "email": f"{name}@example.com", "telegram": f"@{name}"}[kind]

    def told(self, contact: tuple[str, str]) -> str:
        """The contact as an ad writes it."""
        kind, value = contact
        return f"call {_written(self.rng, value)}" if kind == "phone" else f"{kind} {value}"

    def add(self, words: list[str], group: int, tie: str, edit: float, category: str) -> None:
        """One ad."""
        row = {"body": " ".join(words), "group": group, "tie": tie, "edit": edit, "category": category}
        self.rows.append(row | {"place": self.rng.choice(PLACES), "price": float(self.rng.randint(10, 4000))})

    def group(self, number: int) -> None:
        """A group held together by a text, by contacts, or both."""
        rng = self.rng
        tie, edit = rng.choice(("template", "contact", "both")), rng.choice((0.0, 0.05, 0.12, 0.25))
        base = self.language.text()
        slots = rng.sample(range(len(base)), 3)
        contacts = [self.contact() for _ in range(rng.randint(1, 3))]
        categories = rng.sample(CATEGORIES, rng.choice((1, 1, 2, 3)))
        for k in range(round(math.exp(rng.uniform(math.log(2), math.log(60))))):
            words = list(base)
            for slot in slots:
                words[slot] = rng.choice((self.language.word(), str(rng.randint(20, 5000))))
            words = self.language.text() if tie == "contact" else _edited(rng, words, edit, self.language)
            if tie != "template":
                shown = {k % len(contacts), (k + 1) % len(contacts)}
                words += [self.told(contacts[i]) for i in sorted(shown)]
            self.add(words, number, tie, 0.0 if tie == "contact" else edit, rng.choice(categories))

    def office(self) -> None:
        """A lawful office: one number on unrelated ads of most categories."""
        contact = ("phone", _number(next(self._serials)))
        categories = self.rng.sample(CATEGORIES, self.rng.choice((4, 5, 6)))
        for _ in range(self.rng.randint(15, 300)):
            self.add([*self.language.text(), self.told(contact)], -1, "hub", 0.0, self.rng.choice(categories))

    def hotline(self) -> None:
        """A public number that a few ads of any group or none quote."""
        number = _number(next(self._serials))
        for row in self.rng.sample(self.rows, 6):
            row["body"] += f" helpline {number}"


def make(ads: int, seed: int, out: Path) -> None:
    """Write OUT/ads.parquet and OUT/truth.parquet (group -1: in none)."""
    planter = _Planter(seed)
    stock = [planter.language.say(18) for _ in range(8)]
    number = 0
    while len(planter.rows) < ads * 0.12:
        planter.group(number)
        number += 1
    for _ in range(max(2, ads // 8_000)):
        planter.office()
    for _ in range(2):
        planter.hotline()
    while len(planter.rows) < ads:
        words = planter.language.form() if planter.rng.random() < 0.1 else planter.language.text()
        more = planter.rng.choice(stock) if planter.rng.random() < 0.05 else []
        planter.add(words + more, -1, "none", 0.0, planter.rng.choice(CATEGORIES))
    planter.rng.shuffle(planter.rows)
    table = pa.Table.from_pylist(planter.rows)
    table = table.append_column("id", pa.array([f"ad-{i:07}" for i in range(len(planter.rows))]))
    out.mkdir(parents=True, exist_ok=True)
    pq.write_table(table.select(["id", "category", "body", "price", "place"]), out / "ads.parquet")
    pq.write_table(table.select(["id", "group", "tie", "edit"]), out / "truth.parquet")
