"""What a signal declares about itself, and what it hands back.

Must not know: which signals there are, what a policy makes of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from haven.records import AdRecord
from haven.screening.context import Context
from haven.screening.reading import Reading, Span


class Nature(StrEnum):
    """What a signal can be right about.

    An inference guesses at a crime or a fraud behind the words; a rule fact says only that the ad offers what the site
    does not carry, or hides what the site asks to see. Unproven, an inference alone decides nothing. A likeness is a
    model's, learned from texts written for the purpose: proven, it may have a person look; it never refuses, and two of
    them are one. What was learned from decisions alone decides nothing ever, however often it is right: it repeats what
    people did, and knows no reason.
    """

    INFERENCE = "inference"
    RULE_FACT = "rule fact"
    LIKENESS = "likeness"
    LEARNED = "learned"

    @property
    def of_a_model(self) -> bool:
        """Whether a model of words speaks, however it was learned."""
        return self in {Nature.LIKENESS, Nature.LEARNED}


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that names what the signal looks for; `year` is None for a page its issuer keeps up to date."""

    issuer: str
    title: str
    year: int | None = None

    def __str__(self) -> str:
        return f"{self.issuer}, *{self.title}*" + (f", {self.year}" if self.year else " (kept up to date)")


@dataclass(frozen=True, slots=True)
class Example:
    """A fictional ad that must, or must not, make a signal fire."""

    body: str
    category: str = ""
    title: str = ""
    language: str = "en"
    price: float | None = None
    context: Context = field(default_factory=Context)

    @property
    def record(self) -> AdRecord:
        """The example as an ad."""
        return AdRecord(
            id="example", title=self.title, body=self.body, category=self.category or None, price=self.price
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a signal saw: a span of `AdRecord.text` (empty: the ad as a whole) and a sentence for the moderator."""

    start: int
    end: int
    why: str


Finder = Callable[[Reading, Context], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One signal, declared whole.

    Attributes:
        slug: its name everywhere.
        title: its name for people.
        looks_for: what combination of evidence makes it fire, and what keeps it silent.
        sources: who says that this means something.
        ground: slug of the policy's ground it speaks for.
        nature: whether it guesses or states.
        weight: 5 (barely) to 60 (strong), added up by policies.
        languages: ISO 639-1 codes of the wordings it knows; empty where it has no list of words.
        fires: fictional ads that must make it fire, at least one for each language.
        silent: honest look-alikes that must not.
        find: the findings in one ad; pure, and the same for the same ad.
    """

    slug: str
    title: str
    looks_for: str
    sources: tuple[Source, ...]
    ground: str
    nature: Nature = Nature.INFERENCE
    weight: int
    languages: tuple[str, ...]
    fires: tuple[Example, ...]
    silent: tuple[Example, ...]
    find: Finder


def at(reading: Reading, span: Span | None, why: str) -> list[Finding]:
    """One finding at a stretch of words; none without a stretch."""
    return [Finding(*reading.raw(span), why)] if span else []


def whole(why: str) -> list[Finding]:
    """One finding about the ad as a whole."""
    return [Finding(0, 0, why)]
