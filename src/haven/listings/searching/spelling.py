"""What a reader may have meant: words of the site's own ads that are nearly the ones typed.

Owns the list of words and what counts as near: Damerau–Levenshtein, so that letters that changed places are one
mistake (Damerau, CACM 7(3), 1964). The words come from the titles of the index, so nothing is suggested that nobody
wrote; whether
it finds anything is for the caller to check, because words of ads that are gone stay in the list for a while.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from haven.listings.searching import analysis
from haven.listings.searching.reading import Snapshot
from haven.listings.searching.words import Wanted

_MOST_WORDS = 40_000
_KEPT_SECONDS = 600
_MOST_NEAR = 4
_COMMON = 5  # times that a near word must be more frequent than one that is not unknown


@dataclass(frozen=True)
class _Words:
    """The words of an index, the most frequent first, in how many ads each is, and when they were read."""

    index_id: UUID
    read_at: float
    counts: Mapping[str, int]
    words: list[str]


_lock = Lock()
_known: _Words | None = None


def near_words(wanted: Wanted, now: Snapshot) -> dict[str, list[str]]:
    """For each word that hardly an ad has: the ones like it that more have, the likeliest first."""
    known = _words(now)
    found = {}
    for term in wanted.terms:
        words = [] if term.is_phrase else analysis.plain().analyze(term.typed)
        if len(words) == 1 and (near := _near(words[0], known)):
            found[term.typed] = near
    return found


def corrected(typed: str, near: Mapping[str, list[str]]) -> str:
    """What was typed with the likeliest words in place of those that were mistaken."""
    parts = []
    for part in typed.split():
        bare = part.lstrip("-").strip('"')
        parts.append(part.replace(bare, near[bare][0]) if bare in near else part)
    return " ".join(parts)


def _near(word: str, known: _Words) -> list[str]:
    mistakes = 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 7 else 2
    own = known.counts.get(word, 0)
    if not mistakes:
        return []
    hits = process.extract(word, known.words, scorer=DamerauLevenshtein.distance, score_cutoff=mistakes, limit=20)
    likely = [
        (distance, -known.counts[other], other)
        for other, distance, _ in hits
        if other != word and known.counts[other] > own * _COMMON and not other.isdigit()
    ]
    return [other for _, _, other in sorted(likely)[:_MOST_NEAR]]


def _words(now: Snapshot) -> _Words:
    global _known  # noqa: PLW0603 - one list for the process
    with _lock:  # whoever waited for the list takes the one that was made meanwhile
        found = _known
        if found is None or found.index_id != now.index_id or time.monotonic() - found.read_at > _KEPT_SECONDS:
            counts = dict(now.searcher.terms_with_prefix("title", "", limit=_MOST_WORDS))
            _known = found = _Words(now.index_id, time.monotonic(), counts, list(counts))
    return found
