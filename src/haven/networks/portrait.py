"""What a network is about: its contacts, hubs, dates, categories, places, and its score.

Owns: counting over a network's ads. Must not know: how ads were tied.
"""

from collections import Counter, defaultdict
from typing import Any

import numpy as np

from haven.networks.assembly import Evidence, Groups
from haven.networks.corpus import Corpus
from haven.networks.reasons import kind_of_link
from haven.networks.result import Hub, LinkKind, Network
from haven.networks.templates import Draft
from haven.networks.ties import WEAK

# Bits saved by telling a shared thing once: the digits of a phone number; the information in a picture's hash.
_CONTACT_BITS, _PHOTO_BITS = 33.0, 64.0


def _ranked(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


class Portraits:
    """Describes groups from what their ads say and show."""

    def __init__(self, corpus: Corpus, groups: Groups, evidence: Evidence) -> None:
        """Sort the evidence by group, once for all of them."""
        self._groups, self._evidence = groups, evidence
        self._ids = corpus.table["id"].to_pylist()
        self._ends = np.cumsum([0, *map(len, groups.ads)])
        grouped = corpus.table.take(np.concatenate(groups.ads)) if groups.ads else corpus.table.slice(0, 0)
        self._columns = {name: grouped[name].to_pylist() for name in ("category", "place", "posted_at")}
        self._shown: dict[int, Counter[int]] = defaultdict(Counter)
        for group, thing in zip(groups.label[evidence.seen.ads].tolist(), evidence.seen.things.tolist(), strict=True):
            if group >= 0:
                self._shown[group][thing] += 1
        self._tying = set(evidence.ties.pairs[:, 2].tolist())
        self._kinds: dict[int, set[LinkKind]] = defaultdict(set)
        for group in groups.label[evidence.texts.b].tolist():
            self._kinds[group].add("text")
        for group, thing in zip(
            groups.label[evidence.ties.pairs[:, 0]].tolist(), evidence.ties.pairs[:, 2].tolist(), strict=True
        ):
            self._kinds[group].add(kind_of_link(evidence.seen.names[thing][0]))

    def _said(self, column: str, group: int) -> list[Any]:
        return [value for value in self._columns[column][self._ends[group] : self._ends[group + 1]] if value]

    def _things(self, group: int) -> tuple[Counter[str], Counter[str], float]:
        """Shared contacts and hubs by "kind:value", and the bits that the shared ones save."""
        contacts, hubs, bits = Counter[str](), Counter[str](), 0.0
        for thing, count in self._shown[group].items():
            kind, value = self._evidence.seen.names[thing]
            if thing in self._evidence.ties.hubs:
                hubs[f"{kind}:{value}"] = count
            elif count > 1:
                contacts[f"{kind}:{value}"] = count
                if thing in self._tying:
                    bits += (count - 1) * (_PHOTO_BITS if kind == "photo" else _CONTACT_BITS)
        return contacts, hubs, bits

    def network(self, group: int, drafts: list[Draft]) -> Network:
        """The portrait of one group."""
        contacts, hubs, bits = self._things(group)
        posted = self._said("posted_at", group)
        return Network(
            id=self._groups.names[group],
            ads=tuple(self._ids[ad] for ad in self._groups.ads[group]),
            score=round(bits + sum(d.saved_bits for d in drafts), 1),
            ties=tuple(sorted(self._kinds[group])),
            first_seen=min(posted, default=None),
            last_seen=max(posted, default=None),
            contacts=_ranked(contacts),
            hubs=_ranked(hubs),
            categories=_ranked(Counter(self._said("category", group))),
            places=_ranked(Counter(self._said("place", group))),
        )


def describe_hubs(evidence: Evidence) -> list[Hub]:
    """The hubs, those on most ads first."""
    counts = np.bincount(evidence.seen.things, minlength=len(evidence.seen.names))
    found = []
    for thing in evidence.ties.hubs:
        kind, value = evidence.seen.names[thing]
        ads = int(counts[thing])
        marked = thing in evidence.ties.marked
        # Not every ad is searched for a page that everyone links to.
        on = f"On {'at least ' if kind in WEAK else ''}{ads} ads"
        why = f"{on}; an analyst marked it" if marked else f"{on} that have nothing else in common"
        found.append(Hub(kind, value, ads, why))
    return sorted(found, key=lambda hub: (-hub.ads, hub.kind, hub.value))
