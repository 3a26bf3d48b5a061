"""Words in a conversation that people have been cheated with, and what to tell whoever reads them.

Owns: reading `cautions.yaml`, which says what signals and what wordings beside them call for which caution. It decides
nothing: a message goes through as it is, its reader sees the words marked and explained. Must not know: policies, who
writes to whom.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

import yaml

from haven.records import AdRecord
from haven.screening.catalogue import BY_SLUG
from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading

_NOTHING_KNOWN = Context()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One thing to watch for.

    Attributes:
        slug: its name in addresses and tests.
        title: its name for people.
        told: what it is and what to do, in two short sentences.
        signals: slugs of the signals, for messages or for ads, whose findings count.
        wordings: what two people say to each other and no ad does.
    """

    slug: str
    title: str
    told: str
    signals: tuple[str, ...]
    wordings: Phrases


@dataclass(frozen=True, slots=True)
class Warned:
    """The words from `start` to `end` (characters of the raw text) and the caution they call for."""

    start: int
    end: int
    slug: str

    @property
    def caution(self) -> Caution:
        """What to tell."""
        return BY_NAME[self.slug]


def _read() -> tuple[Caution, ...]:
    rows = yaml.safe_load(resources.files("haven.screening").joinpath("cautions.yaml").read_text("utf-8"))
    return tuple(
        Caution(
            slug=row["slug"],
            title=row["title"],
            told=row["told"],
            signals=tuple(row["signals"]),
            wordings=Phrases(row["wordings"]),
        )
        for row in rows
    )


CAUTIONS = _read()
BY_NAME = {caution.slug: caution for caution in CAUTIONS}


def cautions_in(text: str, *, category: str = "") -> list[Warned]:
    """What of a message to mark for its reader, in the order of the text, never overlapping.

    Args:
        text: the message, raw.
        category: path of the ad's category (`housing/rooms`), which some signals ask for.

    Never raises for a text: advice that cannot be given is left out, and the message stands as it is.
    """
    try:
        reading = Reading(AdRecord(id="message", body=text, category=category or None))
    except Exception:  # noqa: BLE001 (advice only: whatever the reason, people must get their message)
        return []
    # The sort is stable: where two cautions mark the same words, the one that stands first in the file is told.
    found = sorted((warned for caution in CAUTIONS for warned in _found(reading, caution)), key=_where)
    return list(_apart(found))


def _where(warned: Warned) -> tuple[int, int]:
    return warned.start, -warned.end


def _found(reading: Reading, caution: Caution) -> Iterable[Warned]:
    for slug in caution.signals:
        try:
            findings = list(BY_SLUG[slug].find(reading, _NOTHING_KNOWN))
        except Exception:  # noqa: BLE001, S112 (the same)
            continue
        yield from (Warned(found.start, found.end, caution.slug) for found in findings if found.start < found.end)
    for span in reading.stated(caution.wordings):
        yield Warned(*reading.raw(span), caution.slug)


def _apart(found: list[Warned]) -> Iterable[Warned]:
    """Each stretch once: the one that begins first, the longest of those."""
    end = 0
    for warned in found:
        if warned.start >= end:
            yield warned
            end = warned.end
