"""Which decisions belong together, and which are kept for the test: no ad is learned from whose copy is tested on.

Must not know: features, models.
"""

import hashlib
import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from haven.records import AdRecord
from haven.records.text import fold

HELD_OUT = 0.25
"""The share of decisions that a model is tested on: the latest groups."""

_SHINGLE = 6
_KEPT = 4
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One ad that people decided about in the end.

    Attributes:
        record: the ad as it was.
        stopped: whether it was against the rules; False where it was found lawful, or the decision was reversed.
        at: when.
        together: what it has in common with its copies (a network, a poster): to split by, never learned from.
        groups: for each dimension (language, region, category) its group: to measure and to balance by, never learned
        from.
    """

    record: AdRecord
    stopped: bool
    at: datetime
    together: tuple[str, ...] = ()
    groups: dict[str, str] = field(default_factory=dict)


def families(decisions: Sequence[Decided]) -> list[int]:
    """For each decision the number of its family: everything tied by `together` or by nearly the same words.

    Nearly the same are ads that share one of their four least hashes of six words in a row (a min-wise sketch, Broder,
    1997); numbers do not count as words, so that copies with another price are copies.
    """
    parents = list(range(len(decisions)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    first: dict[Hashable, int] = {}
    for number, decided in enumerate(decisions):
        for tie in (*decided.together, *_sketch(decided.record.text)):
            other = first.setdefault(tie, number)
            parents[root(number)] = root(other)
    return [root(number) for number in range(len(decisions))]


def held_out(decisions: Sequence[Decided], family: Sequence[int], share: float = HELD_OUT) -> list[bool]:
    """Whether each decision is kept for the test: the families that began last, until they make up the share."""
    began: dict[int, datetime] = {}
    sizes: dict[int, int] = {}
    for decided, number in zip(decisions, family, strict=True):
        began[number] = min(decided.at, began.get(number, decided.at))
        sizes[number] = sizes.get(number, 0) + 1
    kept: set[int] = set()
    room = round(share * len(decisions))
    for number in sorted(began, key=lambda one: (began[one], one), reverse=True):
        if sizes[number] <= room:
            kept.add(number)
            room -= sizes[number]
    return [number in kept for number in family]


def _sketch(text: str) -> Iterable[int]:
    words = _WORD.findall(fold(text).text)
    rows = {" ".join(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1))} - {""}
    hashes = (int.from_bytes(hashlib.blake2b(row.encode("utf-8", "replace"), digest_size=8).digest()) for row in rows)
    return sorted(hashes)[:_KEPT]
