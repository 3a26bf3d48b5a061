"""Another way of planting: short ads in six languages, groups that shuffle and rewrite, ties other than US numbers.

    python -m benchmarks.networks.varied --ads N --seed N --out DIR [--background TEXTS.parquet]

Owns: what is planted and the truth beside it. Unlike `made`, half of the ads have 10 to 25 words, strangers share turns
of phrase, groups shuffle their sentences, numbers are those that several countries reserve for fiction, contacts are
also e-mail addresses, handles and links in disguise, hubs keep to few categories or are addresses, and contacts may
form a ring in which no two neighbours show all of them. Truth has a column `sort`: what the group does.
"""

import argparse
import math
import random
import string
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.networks.tongues import NAMES, Tongue

CATEGORIES = ("flats", "rooms", "jobs", "help", "cars", "bikes", "furniture", "events", "pets")
SORTS = ("copies", "edited", "shuffled", "part", "short", "phone", "e-mail", "handle", "link", "ring", "text and phone")
_BY_CONTACT = {"phone", "e-mail", "handle", "link", "ring"}
_WORDS_OF = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Numbers reserved for fiction: country code, national prefix and area, digits left to fill.
_FICTION = (("44", "7700900", 3), ("49", "3023125", 3), ("49", "8999998", 3), ("33", "63998", 4), ("33", "19900", 4),
            ("1", "6175550", 3), ("1", "2125550", 3), ("1", "4155550", 3), ("61", "49157", 4))  # fmt: skip


class Contacts:
    """Contacts, each given out once, and the ways people write them."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        numbers = [(code, area + f"{i:0{rest}}") for code, area, rest in _FICTION for i in range(100, 10**rest)
                   if code != "1" or i < 200]  # fmt: skip
        rng.shuffle(numbers)
        self._numbers = iter(numbers)
        self._names: set[str] = set()

    def _name(self) -> str:
        while True:
            name = "".join(self._rng.choices("bcdfgklmnprstv", k=4)) + self._rng.choice(("", "_", ".")).join(
                self._rng.choices(("anna", "max", "rent", "shop", "home", "deal", "vip", "ok"), k=2))  # fmt: skip
            if name not in self._names:
                self._names.add(name)
                return name + self._rng.choice(("", str(self._rng.randint(1, 99))))

    def draw(self, sort: str) -> Callable[[], str]:
        """A contact of a sort, as a function that writes it another way each time."""
        kind = {"e-mail": "email", "handle": "handle", "link": "link"}.get(sort, "phone")
        if kind == "phone":
            number = next(self._numbers)
            return lambda: self._phone(*number)
        name = self._name()
        host = f"{name.replace('_', '-').replace('.', '-')}.example.net"
        write = {"email": self._email, "handle": self._handle, "link": self._link}[kind]
        service = self._rng.choice(("telegram", "instagram", "snapchat", "kik"))
        return lambda: write(name, service if kind == "handle" else host)

    def _phone(self, code: str, national: str) -> str:
        rng = self._rng
        cut = rng.choice(([national], [national[:3], national[3:6], national[6:]], [national[:2], national[2:]]))
        plain = rng.choice((" ", "-", " ")).join(part for part in cut if part)
        style = rng.randrange(8)
        if style == 0:
            plain = " ".join(_WORDS_OF[int(d)] if rng.random() < 0.5 else d for d in national)
        elif style == 1:
            plain = rng.choice((".", "*", " - ")).join(national)
        elif style == 2:
            plain = plain.replace("0", "O").replace("1", "l")
        elif style == 3:
            plain = "".join(f"{d}\ufe0f\u20e3" for d in national)
        said = rng.choice(("call", "tel", "ring", "☎", "whatsapp", "text"))
        return f"{said} {rng.choice((f'+{code}', f'00{code}'))} {plain}"

    def _email(self, name: str, host: str) -> str:
        mail = f"{name}@{host}"
        forms = (mail, mail.upper(), mail.replace("@", " (at) ").replace(".", " (dot) "), mail.replace("@", "[at]"),
                 mail.replace("@", " @ "), mail.replace(".", " dot ").replace("@", " at "))  # fmt: skip
        return f"mail {self._rng.choice(forms)}"

    def _handle(self, name: str, service: str) -> str:
        links = {"telegram": f"https://t.me/{name}", "instagram": f"instagram.com/{name}"}
        forms = [f"{service}: @{name}", f"{service} @{name}", f"{service.upper()} - {name}", f"@{name} on {service}"]
        return self._rng.choice([*forms, links.get(service, forms[0])])

    def _link(self, name: str, host: str) -> str:
        begin, end = (
            self._rng.choice(("https://www.", "http://", "www.")),
            self._rng.choice(("", "?utm_source=ad", "/")),
        )
        return f"{begin}{host}/{name}{end}"


class Planter:
    """Fills rows with groups, hubs and strangers."""

    def __init__(self, seed: int, background: Sequence[str] = ()) -> None:
        self.rng = random.Random(f"varied {seed}")
        self.tongues = [Tongue(name, self.rng) for name in NAMES]
        self.contacts = Contacts(self.rng)
        self.rows: list[dict[str, Any]] = []
        self._background = list(background)
        self.rng.shuffle(self._background)

    def _length(self, *, short: bool) -> int:
        return self.rng.randint(10, 25) if short else round(math.exp(self.rng.uniform(math.log(25), math.log(140))))

    def text(self, *, at_least: int = 0) -> tuple[Tongue, list[list[str]]]:
        """Sentences and who writes them; from the background while it lasts, where there is one."""
        while self._background:
            words = self._background.pop().split()
            if len(words) >= at_least:
                step = self.rng.randint(6, 14)
                return self.tongues[0], [words[i : i + step] for i in range(0, len(words), step)]
        tongue = self.rng.choice(self.tongues)
        length = max(at_least, self._length(short=self.rng.random() < 0.5))
        return tongue, tongue.sentences(length)

    def add(self, body: str, category: str, group: int = -1, sort: str = "none", edit: float = 0.0) -> None:
        """One ad."""
        tie = "hub" if sort.startswith("hub") else "none" if group < 0 else "contact" if sort in _BY_CONTACT else (
            "both" if sort == "text and phone" else "template")  # fmt: skip
        self.rows.append({"body": body, "category": category, "group": group, "tie": tie, "sort": sort, "edit": edit})

    def _rewritten(self, tongue: Tongue, text: list[list[str]], sort: str, edit: float) -> list[list[str]]:
        rng = self.rng
        out = [[self._new(tongue, w) if rng.random() < edit else w for w in sentence] for sentence in text]
        if sort == "shuffled":
            rng.shuffle(out)
        elif sort == "part":
            keep = max(2, round(len(out) * rng.uniform(0.6, 1)))
            start = rng.randint(0, len(out) - keep) if len(out) > keep else 0
            out = out[start : start + keep] + tongue.sentences(8)
        return out

    def _new(self, tongue: Tongue, word: str) -> str:
        return "".join(self.rng.choices(string.digits[1:], k=len(word))) if word.isdigit() else tongue.word()

    def group(self, number: int) -> None:
        """Ads of one hand."""
        rng = self.rng
        sort = rng.choice(SORTS)
        edit = {"copies": 0.0, "edited": rng.choice((0.1, 0.2, 0.25)), "short": 0.05}.get(
            sort, rng.choice((0.0, 0.05, 0.1))
        )
        edit = 0.0 if sort in _BY_CONTACT else edit
        tongue, text = self.text(at_least=12 if sort == "short" else 30)
        text = text[:3] if sort == "short" and not self._background else text
        size = round(math.exp(rng.uniform(math.log(3), math.log(45))))
        ways = [self.contacts.draw(sort) for _ in range(rng.randint(3, 5) if sort == "ring" else rng.choice((1, 1, 2)))]
        categories = rng.sample(CATEGORIES, rng.choice((1, 1, 2)))
        for k in range(size):
            if sort in _BY_CONTACT:
                mine, own = self.text()
                body = mine.write(own)
            else:
                body = tongue.write(self._rewritten(tongue, text, sort, edit))
            if sort in _BY_CONTACT or sort == "text and phone":
                shown = {k % len(ways), (k + 1) % len(ways)}
                body += " " + " / ".join(ways[i]() for i in sorted(shown))
            self.add(body, rng.choice(categories), number, sort, edit)

    def hub(self) -> None:
        """A lawful office, a portal, or a mailbox that many strangers name."""
        rng = self.rng
        kind, few = rng.choice(("phone", "e-mail", "link")), rng.random() < 0.3
        way = self.contacts.draw(kind)
        categories = rng.sample(CATEGORIES, 2 if few else rng.randint(5, len(CATEGORIES)))
        for _ in range(rng.randint(150, 400) if few else rng.randint(15, 250)):
            tongue, text = self.text()
            self.add(f"{tongue.write(text)} {way()}", rng.choice(categories), sort=f"hub {kind}")


def plant(ads: int, seed: int, out: Path, background: Sequence[str] = ()) -> None:
    """Write OUT/ads.parquet and OUT/truth.parquet."""
    planter = Planter(seed, background)
    rng, number = planter.rng, 0
    while len(planter.rows) < ads * 0.12:
        planter.group(number)
        number += 1
    for _ in range(max(2, ads // 8_000)):
        planter.hub()
    disclaimers = {tongue: [tongue.write(tongue.sentences(14)) for _ in range(3)] for tongue in planter.tongues}
    while len(planter.rows) < ads:
        tongue, text = planter.text()
        stock = f" {rng.choice(disclaimers[tongue])}" if rng.random() < 0.06 else ""
        planter.add(tongue.write(text) + stock, rng.choice(CATEGORIES))
    rng.shuffle(planter.rows)
    table = pa.Table.from_pylist(planter.rows)
    table = table.append_column("id", pa.array([f"v-{i:07}" for i in range(table.num_rows)]))
    out.mkdir(parents=True, exist_ok=True)
    pq.write_table(table.select(["id", "category", "body"]), out / "ads.parquet")
    pq.write_table(table.select(["id", "group", "tie", "edit", "sort"]), out / "truth.parquet")


def main() -> None:
    arguments = argparse.ArgumentParser(description="Plant groups in short ads of several languages.")
    arguments.add_argument("--ads", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--background", type=Path, help="Parquet with a column text, instead of made texts")
    asked = arguments.parse_args()
    texts = pq.read_table(asked.background, columns=["text"])["text"].to_pylist() if asked.background else ()
    plant(asked.ads, asked.seed, asked.out, texts)


if __name__ == "__main__":
    main()
