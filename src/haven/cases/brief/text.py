"""The form of a brief: four sections of sentences, each with the numbers of the exhibits it rests on.

Written as people edit it, a sentence a line:

    # What happened
    Exhibit 2 is a network of 14 ads. [2]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

SECTIONS = ("What happened", "Why it matters", "What we do not know", "Read next")
_CITED = re.compile(r"^(?P<words>.*\S)\s*\[(?P<cites>\d{1,4}(?:\s*,\s*\d{1,4})*)\]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its section, and the numbers of the exhibits it cites, in their order."""

    section: str
    words: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, counted from 1; 0 where it is about all of them."""

    line: int
    words: str


def parse(written: str) -> tuple[list[Sentence], list[Fault]]:
    """The sentences of a brief, and what is wrong with its form."""
    sentences, faults, seen = [], [], list[str]()
    for number, raw in enumerate(written.splitlines(), 1):
        line = raw.strip()
        if line.startswith("#"):
            seen.append(line.lstrip("# ").strip())
            continue
        if not line:
            continue
        cited = _CITED.match(line)
        if not seen:
            faults.append(Fault(number, "A sentence stands before the first heading."))
        elif cited is None:
            faults.append(Fault(number, "This sentence cites no exhibit: end it with its number, as in [2]."))
        else:
            cites = tuple(sorted({int(cite) for cite in cited["cites"].split(",")}))
            sentences.append(Sentence(seen[-1], cited["words"], cites))
    if tuple(seen) != SECTIONS:
        faults.append(Fault(0, "A brief has the headings " + ", ".join(SECTIONS) + ", in this order."))
    return sentences, faults


def write(sentences: Sequence[Sentence]) -> str:
    """The sentences as text."""
    lines = []
    for section in SECTIONS:
        lines.append(f"# {section}")
        lines += [f"{s.words} [{', '.join(map(str, s.cites))}]" for s in sentences if s.section == section]
        lines.append("")
    return "\n".join(lines).strip() + "\n"
