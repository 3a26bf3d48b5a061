"""What changed between two texts, word by word. Pure: no database, no HTML."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 20_000
"""Characters of a text that are compared; the rest of a longer one is left out."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words: `same`, only in the `old` text, or only in the `new` one."""

    kind: str
    text: str


def compare(old: str, new: str) -> list[Change]:
    """Both texts in one: `same` and `old` joined give back the old one, `same` and `new` the new one."""
    before, after = (_WORDS.findall(text[:LONGEST]) for text in (old, new))
    changes: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(before[a:b])))
            continue
        changes += [Change("old", "".join(before[a:b]))] * (a < b) + [Change("new", "".join(after[c:d]))] * (c < d)
    return changes
