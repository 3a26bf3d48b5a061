"""Requests of authorities as they come, honest ones and forged ones, and what answers when a number is called.

Owns a small world of its own: offices, their numbers, who sits at them, the tricks of impostors. It imports nothing of
Haven and shares no rule with it: what an honest office may ask for is written down here by hand.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

FILE = b"%PDF-1.7\nmade up for a test\n%%EOF\n"


@dataclass(frozen=True)
class Office:
    """An authority of this world, with the number that its own page has."""

    name: str
    country: str
    phone: str
    domain: str
    kind: str = "police"


OFFICES = (
    Office("Mill County Police", "US", "+12025550111", "police.millcounty.example"),
    Office("Harbor City Prosecutor", "US", "+12025550122", "harborcity.example", "prosecutor"),
    Office("District Court of Northvale", "US", "+12025550133", "northvale-court.example", "court"),
    Office("Parquet de Clairval", "FR", "+33140205511", "parquet-clairval.example", "prosecutor"),
    Office("Tribunal de Clairval", "FR", "+33140205522", "tribunal-clairval.example", "court"),
    Office("Polizei Neustetten", "DE", "+4930901820111", "polizei-neustetten.example"),
    Office("Aufsicht für digitale Dienste Neuland", "DE", "+4930901820222", "aufsicht-neuland.example", "regulator"),
)
ABROAD = (
    Office("Police of South Island Town", "NZ", "+6449160111", "southisland.example"),
    Office("Westmoor Constabulary", "GB", "+442079460111", "westmoor.example"),
    Office("Policía de Valle Alto", "AR", "+541143460111", "vallealto.example"),
)
# What an office of a country may lawfully have, and whether a judge stood behind it.
LAWFUL: tuple[tuple[str, str, list[str], bool], ...] = (
    ("US", "subpoena", ["subscriber"], False),
    ("US", "court_order", ["subscriber", "records"], True),
    ("US", "warrant", ["subscriber", "records", "content"], True),
    ("US", "warrant", ["content"], True),
    ("US", "emergency", ["subscriber"], False),
    ("US", "preservation_letter", [], False),
    ("FR", "eu_production", ["subscriber"], False),
    ("FR", "eu_production", ["records", "content"], True),
    ("DE", "dsa_10", ["subscriber"], False),
    ("DE", "eu_preservation", [], False),
)
# What the same offices may not have, though they really ask for it.
UNLAWFUL: tuple[tuple[str, str, list[str], bool], ...] = (
    ("US", "subpoena", ["records", "content"], False),
    ("US", "court_order", ["content"], True),
    ("US", "preservation_letter", ["subscriber", "content"], False),
    ("FR", "eu_production", ["records", "content"], False),
    ("DE", "eu_preservation", ["subscriber"], False),
    ("DE", "dsa_10", ["content"], True),
    ("DE", "warrant", ["content"], True),
    ("FR", "subpoena", ["subscriber"], False),
    ("US", "eu_production", ["content"], True),
    ("US", "dsa_9", ["subscriber"], False),
)


@dataclass(frozen=True)
class Script:
    """A request: what is typed in, and what is said at each number that somebody calls about it.

    `trick` is empty for an honest one. `offered` is a number that the sender would like to see called;
    `both_believe` says that two people fall for the page that shows it.
    """

    trick: str
    typed: dict[str, Any]
    office: Office
    said: dict[str, str]
    offered: str = ""
    both_believe: bool = True
    attached: bytes = FILE
    honest: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "honest", not self.trick)


class Sender:
    """Writes requests about people with these addresses; the same seed writes the same."""

    def __init__(self, addresses: list[str], seed: int) -> None:
        self.addresses, self.rng, self.count = addresses, Random(seed), 0

    def honest(self, number: int) -> Script:
        """A request that a real office sends."""
        country, instrument, wanted, judicial = LAWFUL[number % len(LAWFUL)]
        office = self._office(country)
        said = {one.phone: "denied" for one in OFFICES} | {office.phone: "confirmed"}
        words = "A boy of nine is missing since noon." if instrument == "emergency" else ""
        typed = self._typed(office, instrument, wanted, judicial) | {"words": words}
        return Script("", typed, office, said, attached=b"" if instrument == "emergency" else FILE)

    def forged(self, number: int) -> Script:
        """A request that must fail, by the tricks in turn."""
        tricks = (
            self._lookalike, self._hijacked, self._changed_number, self._spelled_number, self._unknown_office,
            self._urgency, self._wrong_instrument, self._wrong_place, self._widened, self._number_in_the_file,
        )  # fmt: skip
        return tricks[number % len(tricks)](number // len(tricks))

    def _office(self, country: str) -> Office:
        return self.rng.choice([one for one in OFFICES if one.country == country])

    def _typed(self, office: Office, instrument: str, wanted: list[str], judicial: bool) -> dict[str, Any]:
        self.count += 1
        name = self.rng.choice(["Reyes", "Okafor", "Lindqvist", "Moreau", "Tanaka", "Novak"])
        return {
            "instrument": instrument, "authority_said": office.name, "country": office.country,
            "officer": f"Inspector {name}", "phone": office.phone,
            "email": f"{name.lower()}{self.count}@{office.domain}",
            "file_number": f"{office.country}-{self.rng.randrange(10**6):06d}-{self.count}",
            "legal_basis": "as the instrument says", "about": self.rng.choice(self.addresses), "wanted": wanted,
            **({"judicial": "on"} if judicial else {}),
        }  # fmt: skip

    def _greedy(self, office: Office) -> dict[str, Any]:
        """What an impostor asks for: what the most powerful instrument of the place gives."""
        if office.country == "US":
            return self._typed(office, "warrant", ["subscriber", "records", "content"], judicial=True)
        return self._typed(office, "eu_production", ["subscriber", "records", "content"], judicial=True)

    def _nobody_knows(self) -> dict[str, str]:
        return {one.phone: "denied" for one in OFFICES}

    def _own_number(self, country: str) -> str:
        """A number at which an accomplice sits."""
        start = {"US": "+1202555", "FR": "+3314020", "DE": "+493090182"}[country]
        return start + f"{self.rng.randrange(7000, 9999)}"

    def _lookalike(self, _: int) -> Script:
        office = self._office(self.rng.choice(["US", "FR"]))
        stem = office.domain.removesuffix(".example")
        lookalike = self.rng.choice([f"{stem}s.example", f"{stem}-gov.example", f"mail.{stem}.example.co"])
        typed = self._greedy(office)
        typed["email"] = typed["email"].split("@")[0] + "@" + lookalike
        return Script("look-alike domain", typed, office, self._nobody_knows())

    def _hijacked(self, _: int) -> Script:
        office = self._office(self.rng.choice(["US", "FR"]))
        return Script("hijacked mailbox", self._greedy(office), office, self._nobody_knows())

    def _changed_number(self, _: int) -> Script:
        office = self._office("US")
        own = self._own_number("US")
        written = self.rng.choice([f"({own[2:5]}) {own[5:8]}-{own[8:]}", f"{own[2:5]}.{own[5:8]}.{own[8:]}", own])
        typed = self._greedy(office) | {"phone": written, "words": f"Our switchboard moved. Call {written} instead."}
        return Script("changed number", typed, office, self._nobody_knows() | {own: "confirmed"}, offered=own)

    def _spelled_number(self, _: int) -> Script:
        office = self._office("US")
        own = self._own_number("US")
        digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        spelled = " ".join(digits[int(digit)] for digit in own[2:])
        typed = self._greedy(office) | {"phone": "", "words": f"The duty desk is at {spelled}, day and night."}
        return Script("number in words", typed, office, self._nobody_knows() | {own: "confirmed"}, offered=own)

    def _unknown_office(self, number: int) -> Script:
        country = self.rng.choice(["US", "FR", "DE"])
        own = self._own_number(country)
        office = Office(f"Joint Task Force {number}", country, own, f"taskforce{number}.example")
        return Script("unknown office", self._greedy(office), office, {own: "confirmed"}, offered=own)

    def _urgency(self, number: int) -> Script:
        office = self._office("US")
        words = self.rng.choice(
            ["A child dies within the hour. There is no time to call.", "Bomb. Send everything now, papers follow."]
        )
        typed = self._typed(office, "emergency", ["subscriber", "records", "content"], judicial=False) | {
            "words": words
        }
        said = {one.phone: "unreached" if number % 2 else "denied" for one in OFFICES}
        return Script("false urgency", typed, office, said, attached=b"")

    def _wrong_instrument(self, number: int) -> Script:
        country, instrument, wanted, judicial = UNLAWFUL[number % len(UNLAWFUL)]
        office = self._office(country)
        said = self._nobody_knows() | {office.phone: "confirmed"}
        return Script("wrong instrument", self._typed(office, instrument, wanted, judicial), office, said)

    def _wrong_place(self, number: int) -> Script:
        office = ABROAD[number % len(ABROAD)]
        typed = self._typed(office, "warrant", ["subscriber", "records", "content"], judicial=True)
        if number % 2:  # says that it is from where it would be entitled
            typed["country"] = "US"
        return Script("wrong jurisdiction", typed, office, {office.phone: "confirmed"})

    def _widened(self, _: int) -> Script:
        office = self._office("US")
        typed = self._greedy(office)
        typed["about"] = "\n".join(self.rng.sample(self.addresses, 2))
        return Script("widened", typed, office, self._nobody_knows() | {office.phone: "differs"})

    def _number_in_the_file(self, number: int) -> Script:
        country = self.rng.choice(["US", "FR", "DE"])
        own = self._own_number(country)
        office = Office(f"Special Unit {number}", country, own, f"specialunit{number}.example")
        typed = self._greedy(office) | {"phone": ""}
        return Script(
            "number in the file alone", typed, office, {own: "confirmed"}, offered=own, both_believe=False,
            attached=FILE + own.encode(),
        )  # fmt: skip
