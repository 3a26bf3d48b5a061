"""What was decided about ads like this one: so that like is treated alike, and nobody begins from nothing.

Likeness is the share of signals in common and the share of words in common (both Jaccard), of ads of the same upper
category or with a signal in common. Must not know: networks, and who posted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from haven.listings.models import ListingRevision, SignalHit
from haven.moderation.models import Decision
from haven.records.text import fold, words

_LOOKED_AT = 300
_SHOWN = 4
_ALIKE = 0.25


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decision about another ad, how much that ad is like this one (0 to 1), and what they have in common."""

    decision: Decision
    likeness: float
    common: tuple[str, ...]


def precedents(revision: ListingRevision, signals: Iterable[str]) -> list[Precedent]:
    """The latest decisions about the most alike ads, the most alike first."""
    ours, theirs = frozenset(signals), words_of(revision)
    with_signal = SignalHit.objects.filter(signal__in=ours).values("verdict__revision")
    near = Q(revision__category__parent=revision.category.parent_id) | Q(revision__in=with_signal)
    rows = (
        Decision.objects.filter(near, undone_at=None)
        .exclude(listing=revision.listing_id)
        .select_related("revision", "listing", "moderator")[:_LOOKED_AT]
    )
    made = list(rows)
    fired: dict[int, set[str]] = {}
    hits = SignalHit.objects.filter(verdict__revision__in=[decision.revision_id for decision in made])
    for key, signal in hits.values_list("verdict__revision", "signal"):
        fired.setdefault(key, set()).add(signal)
    found = [_precedent(decision, fired.get(decision.revision_id, set()), ours, theirs) for decision in made]
    found = [one for one in found if one.likeness >= _ALIKE]
    return sorted(found, key=lambda one: (-one.likeness, -one.decision.pk))[:_SHOWN]


def words_of(revision: ListingRevision) -> frozenset[str]:
    """The different words of an ad, folded."""
    return frozenset(words(fold(f"{revision.title} {revision.body}").text))


def _precedent(decision: Decision, signals: set[str], ours: frozenset[str], our_words: frozenset[str]) -> Precedent:
    same_signals = _jaccard(signals, ours)
    same_words = _jaccard(words_of(decision.revision), our_words)
    likeness = 0.6 * same_signals + 0.4 * same_words if ours or signals else same_words
    return Precedent(decision, likeness, tuple(sorted(ours & signals)))


def _jaccard(one: set[str] | frozenset[str], other: set[str] | frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
