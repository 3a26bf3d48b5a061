"""Marks honoured: ties dropped, added and cut as an analyst has said.

Owns: what each mark does to the ties, and that no two marks contradict each other. Must not know: files, names of
networks to come.

Hubs lose their pairs, what is no hub ties all its ads, and together is a tie more. Where two that are to be apart
would still be in one group, its ties are taken anew, strongest first and those of the ad that is to leave last; a
tie that would bring them together is left out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from haven.networks.assembly import Evidence
from haven.networks.clusters import join
from haven.networks.marks import Mark, Marks, MarksError, Pair
from haven.networks.result import MARK

_TEXT = -1


class _Edge(NamedTuple):
    """Ads `a` and `b` tied by a thing (`_TEXT`: by their words) to some strength."""

    a: int
    b: int
    thing: int
    strength: float


class _Wishes(NamedTuple):
    """Marks about ads by their numbers: who leaves whom, who belongs together; `unknown` are no ads of this run."""

    together: list[tuple[int, int]]
    leaves: dict[int, set[int]]
    unknown: list[str]


def _resolve(marks: Marks, ids: Sequence[str], previous: Mapping[str, str]) -> _Wishes:
    named = {name for pair in (*marks.together, *marks.apart) for name in (pair.a, pair.b)}
    members: dict[str, list[str]] = defaultdict(list)
    for ad, network in previous.items():
        if network in named:
            members[network].append(ad)
    wanted = named.union(*members.values())
    place = {ad: k for k, ad in enumerate(ids) if ad in wanted}
    missing = [f"line {p.line}: {name}" for p in marks.together for name in (p.a, p.b) if name not in place]
    together = [(place[p.a], place[p.b]) for p in marks.together if p.a in place and p.b in place]
    leaves: dict[int, set[int]] = defaultdict(set)
    root = _roots(together)
    for pair in marks.apart:
        others = {place[ad] for ad in ([pair.b] if pair.b in place else members[pair.b]) if ad in place}
        if pair.a not in place or not others:
            missing.append(f"line {pair.line}: {pair.b if pair.a in place else pair.a}")
            continue
        leaves[place[pair.a]] |= others - {place[pair.a]}
        _refuse_contradiction(pair, place[pair.a], others, root)
    return _Wishes(together, leaves, missing)


def _roots(pairs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For each ad of these pairs the least one it is joined with."""
    ads = sorted({ad for pair in pairs for ad in pair})
    number = {ad: k for k, ad in enumerate(ads)}
    a, b = np.array([(number[a], number[b]) for a, b in pairs], np.int64).reshape(-1, 2).T.copy()
    return {ad: ads[k] for ad, k in zip(ads, join(len(ads), a, b).tolist(), strict=True)}


def _refuse_contradiction(pair: Pair, ad: int, others: set[int], root: Mapping[int, int]) -> None:
    if ad in root and any(root.get(other) == root[ad] for other in others - {ad}):
        raise MarksError(f"line {pair.line}: {pair.a} and {pair.b} are marked as apart and, by others, as together")


def _weigh(evidence: Evidence, marks: Marks) -> tuple[Evidence, list[str]]:
    """Contacts as they were marked, and the marks whose contact no two ads show."""
    names, hubs, pairs = evidence.seen.names, set(evidence.ties.hubs), evidence.ties.pairs
    number = {f"{kind}:{value}": k for k, (kind, value) in enumerate(names)}

    def known(listed: Sequence[Mark]) -> list[int]:
        return [number[mark.contact] for mark in listed if mark.contact in number]

    marked, freed = known(marks.hubs), known(marks.not_hubs)
    missing = [f"line {m.line}: {m.contact}" for m in (*marks.hubs, *marks.not_hubs) if m.contact not in number]
    added = [pairs[~np.isin(pairs[:, 2], [*marked, *freed])]]
    for thing in freed:
        ads = evidence.seen.ads[evidence.seen.things == thing]
        star = [np.full(len(ads) - 1, ads[0]), ads[1:], np.full(len(ads) - 1, thing)]
        added.append(np.column_stack(star).astype(np.int64))
    ties = evidence.ties._replace(
        hubs=(hubs | set(marked)) - set(freed), pairs=np.concatenate(added), marked=frozenset(marked)
    )
    return evidence._replace(ties=ties), missing


def _join_marked(evidence: Evidence, together: Sequence[tuple[int, int]]) -> Evidence:
    """A thing that every marked pair shows and no one else."""
    thing = len(evidence.seen.names)
    more = np.array([(min(pair), max(pair), thing) for pair in together], np.int64).reshape(-1, 3)
    seen = evidence.seen._replace(names=[*evidence.seen.names, (MARK, "together")])
    pairs = np.concatenate([evidence.ties.pairs, more])
    return evidence._replace(seen=seen, ties=evidence.ties._replace(pairs=pairs))


class _Separation:
    """Takes ties one by one, leaving out those that would bring together what is to be apart."""

    def __init__(self, leaves: Mapping[int, set[int]]) -> None:
        self.parent: dict[int, int] = {}
        self._foes: dict[int, set[int]] = defaultdict(set)
        for ad, others in leaves.items():
            for other in others:
                self._foes[ad].add(other)
                self._foes[other].add(ad)
        self._inside: dict[int, set[int]] = {ad: {ad} for ad in self._foes}

    def root(self, ad: int) -> int:
        while (up := self.parent.setdefault(ad, ad)) != ad:
            self.parent[ad] = self.parent.setdefault(up, up)
            ad = up
        return ad

    def take(self, edge: _Edge) -> None:
        one, other = self.root(edge.a), self.root(edge.b)
        a, b = self._inside.get(one, set()), self._inside.get(other, set())
        if one == other or any(not self._foes[ad].isdisjoint(b) for ad in a):
            return
        self.parent[max(one, other)] = min(one, other)
        self._inside[min(one, other)] = a | b


def _around(edges: list[_Edge], leaving: set[int]) -> list[_Edge]:
    """Ties between those that are tied through an ad that is to leave, so that its going tears no one else apart."""
    found: list[_Edge] = []
    star: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    root = _roots([(edge.a, edge.b) for edge in edges if edge.a in leaving and edge.b in leaving])
    for edge in edges:
        for ad, other in ((edge.a, edge.b), (edge.b, edge.a)):
            if ad in leaving and other not in leaving:
                star[root.get(ad, ad), edge.thing].append((other, edge.strength))
    for (_, thing), others in star.items():
        (first, held), *rest = sorted(others)
        found += [_Edge(first, other, thing, min(held, strength)) for other, strength in rest if other != first]
    return found


def _separate(evidence: Evidence, wishes: _Wishes, count: int) -> Evidence:
    texts, ties = evidence.texts, evidence.ties
    a, b = np.concatenate([texts.a, ties.pairs[:, 0]]), np.concatenate([texts.b, ties.pairs[:, 1]])
    roots = join(count, a, b)
    torn = {int(roots[ad]) for ad, others in wishes.leaves.items() if (roots[list(others)] == roots[ad]).any()}
    if not torn:
        return evidence
    inside = np.isin(roots[a], list(torn))
    things = np.concatenate([np.full(len(texts.a), _TEXT), ties.pairs[:, 2]])
    strengths = np.concatenate([texts.share.astype(np.float64), np.ones(len(ties.pairs))])
    columns = (column[inside].tolist() for column in (a, b, things, strengths))
    edges = [_Edge(*row) for row in zip(*columns, strict=True)]
    kept = _kept(edges, wishes, mark=len(evidence.seen.names) - 1)
    by_words = [edge for edge in kept if edge.thing == _TEXT]
    outside, others = ~inside[: len(texts.a)], ~inside[len(texts.a) :]
    rows = np.array([edge[:3] for edge in kept if edge.thing != _TEXT], np.int64).reshape(-1, 3)
    texts = texts._replace(
        a=np.concatenate([texts.a[outside], np.array([edge.a for edge in by_words], np.int64)]),
        b=np.concatenate([texts.b[outside], np.array([edge.b for edge in by_words], np.int64)]),
        share=np.concatenate([texts.share[outside], np.array([edge.strength for edge in by_words], np.float32)]),
    )
    pairs = np.concatenate([ties.pairs[others], rows])
    return evidence._replace(texts=texts, ties=ties._replace(pairs=pairs))


def _kept(edges: list[_Edge], wishes: _Wishes, *, mark: int) -> list[_Edge]:
    """The ties of torn groups that remain, and those that stand in for ties through who leaves."""
    root = _roots(wishes.together)
    bound = {root[ad] for ad in wishes.leaves if ad in root}
    leaving = set(wishes.leaves) | {ad for ad, least in root.items() if least in bound}
    edges = edges + _around([edge for edge in edges if edge.thing != mark], leaving)

    def order(edge: _Edge) -> tuple[bool, bool, float, _Edge]:
        return (edge.thing != mark, edge.a in leaving or edge.b in leaving, -edge.strength, edge)

    parts = _Separation(wishes.leaves)
    for edge in sorted(edges, key=order):
        parts.take(edge)
    return sorted({edge for edge in edges if parts.root(edge.a) == parts.root(edge.b)})


def impose(
    evidence: Evidence, marks: Marks, ids: Sequence[str], previous: Mapping[str, str]
) -> tuple[Evidence, list[str]]:
    """The evidence as an analyst's marks leave it.

    Args:
        evidence: what ties the ads.
        marks: what was marked.
        ids: the ads' ids, by their numbers.
        previous: ad id → network id of the earlier run, by which networks are named in marks.

    Returns:
        The evidence, and for each mark that names no ad, network or contact of this run its line and what it names.

    Raises:
        MarksError: marks contradict each other.
    """
    wishes = _resolve(marks, ids, previous)
    evidence, missing = _weigh(evidence, marks)
    evidence = _join_marked(evidence, wishes.together)
    return _separate(evidence, wishes, len(ids)), [*missing, *wishes.unknown]
