"""Contacts and photos that tie ads together.

Owns: which of them are hubs, which ads the others weld. Must not know: texts beyond "these are one", networks.
"""

from collections import Counter, defaultdict
from collections.abc import Container
from itertools import combinations
from typing import NamedTuple

import numpy as np

from haven.networks.arrays import F64, I64
from haven.networks.clusters import join
from haven.networks.hubs import is_hub, is_own
from haven.networks.sightings import Sightings

# Unrelated people link to one page or site all the time; a number or an address of one's own is another matter.
WEAK = {"url", "domain"}
# A thing is at home in a text that few ads were written from, or of whose ads several and this share show it.
_SMALL, _USUAL = 3, 0.15


class Ties(NamedTuple):
    """What `Sightings` amount to.

    `hubs` are things that many unrelated ads show; `marked` those of them that an analyst calls so. `pairs` are
    (ad, ad, thing): every ad that shows a tying thing, with the first ad that does. Web addresses that neither are
    hubs nor clearly one group's own are in neither.
    """

    hubs: set[int]
    pairs: I64
    marked: frozenset[int] = frozenset()


class _Verdicts:
    """Judges things by the categories of the unrelated texts that show them."""

    def __init__(self, seen: Sightings, text_of: I64, category_of: I64, shares: F64, most: int) -> None:
        self.ads: dict[int, list[int]] = defaultdict(list)
        self.things: dict[int, list[int]] = defaultdict(list)
        for ad, thing in zip(seen.ads.tolist(), seen.things.tolist(), strict=True):
            self.ads[thing].append(ad)
            self.things[ad].append(thing)
        self.text_of, self.category_of, self.most = text_of, category_of, most
        self.shares = shares

    def _counts(self, ads: I64, unit: I64) -> I64:
        _, first = np.unique(unit, return_index=True)
        return np.bincount(self.category_of[ads[first]], minlength=len(self.shares))

    def _is_hub(self, ads: I64, unit: I64) -> bool:
        return is_hub(self._counts(ads, unit), self.shares, most=self.most)

    def is_own(self, thing: int) -> bool:
        """Whether a web address is clearly one group's."""
        ads = np.array(self.ads[thing])
        return is_own(self._counts(ads, self.text_of[ads]), self.shares)

    def hubs(self) -> set[int]:
        """Hubs at first sight, then those that a group of one category had hidden.

        A group that names an agency's number would lend it its own category; so ads that share another tie, one
        that is no hub at first sight, count once.
        """
        many = [thing for thing, ads in self.ads.items() if len(ads) > 2]
        first = {t for t in many if self._is_hub(np.array(self.ads[t]), self.text_of[self.ads[t]])}
        return first | {t for t in many if t not in first and self._is_hidden(t, first)}

    def _is_hidden(self, thing: int, hubs: set[int]) -> bool:
        ads = self.ads[thing]
        if len(ads) < 6:
            return False
        place: dict[tuple[str, int], int] = {}
        pairs = []
        for i, ad in enumerate(ads):
            marks = [("text", int(self.text_of[ad]))]
            marks += [("thing", t) for t in self.things[ad] if t != thing and t not in hubs]
            pairs += [(i, place.setdefault(mark, i)) for mark in marks]
        a, b = np.array(pairs, np.int64).T.copy()
        return self._is_hub(np.array(ads), join(len(ads), a, b))


def weigh_ties(seen: Sightings, text_of: I64, category_of: I64, *, shares: F64, most: int) -> Ties:
    """Tell hubs from ties.

    Args:
        seen: who shows what; ads ascending.
        text_of: for each ad a number that ads of one text share.
        category_of: for each ad the number of its category, from 0.
        shares: each category's share of all ads.
        most: more unrelated texts than this make a hub whatever their categories.
    """
    verdicts = _Verdicts(seen, text_of, category_of, shares, most)
    hubs = verdicts.hubs()
    tying = {
        thing: ads
        for thing, ads in sorted(verdicts.ads.items())
        if len(ads) > 1 and thing not in hubs and (seen.names[thing][0] not in WEAK or verdicts.is_own(thing))
    }
    sizes = np.bincount(text_of)
    firm = {thing: _at_home(verdicts, thing, tying, sizes) for thing in tying}
    pairs = [(ads[0], ad, thing) for thing, ads in firm.items() for ad in ads[1:]]
    pairs += _bridges(tying, firm, pairs, text_of)
    return Ties(hubs, np.array(pairs, np.int64).reshape(-1, 3))


def _is_usual(shown: int, all_of_them: int) -> bool:
    return all_of_them <= _SMALL or shown >= max(2, _USUAL * all_of_them)


def _at_home(verdicts: _Verdicts, thing: int, tying: Container[int], sizes: I64) -> list[int]:
    """Those of a thing's ads whose fellows show it as a rule: ads of one text, ads that share another tying thing.

    A number that one of many ads happens to name (in a slot, quoted) says little about the rest.
    """
    ads = verdicts.ads[thing]
    texts = Counter(verdicts.text_of[ads].tolist())
    beside = Counter(other for ad in ads for other in verdicts.things[ad] if other != thing and other in tying)
    unusual = {other for other, shown in beside.items() if not _is_usual(shown, len(verdicts.ads[other]))}
    return [
        ad
        for ad in ads
        if _is_usual(texts[text := int(verdicts.text_of[ad])], int(sizes[text]))
        and unusual.isdisjoint(verdicts.things[ad])
    ]


def _bridges(
    tying: dict[int, list[int]], firm: dict[int, list[int]], pairs: list[tuple[int, int, int]], text_of: I64
) -> list[tuple[int, int, int]]:
    """Pairs by things that are nowhere at home, where two groups have several of them in common."""
    _, first = np.unique(text_of, return_index=True)
    alike = np.column_stack([np.arange(len(text_of)), first[np.unique(text_of, return_inverse=True)[1].reshape(-1)]])
    a, b = np.concatenate([alike, np.array(pairs, np.int64).reshape(-1, 3)[:, :2]]).T.copy()
    group = join(len(text_of), a, b).tolist()
    spanned: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for thing, ads in tying.items():
        if len(firm[thing]) < len(ads):
            one = {group[ad]: ad for ad in reversed(ads)}
            for k, other in combinations(sorted(one), 2):
                spanned[k, other].append((one[k], one[other], thing))
    return [pair for shared in spanned.values() if len(shared) > 1 for pair in shared]
