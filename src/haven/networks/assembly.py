"""Networks out of ties: members, names, links with their reasons, templates.

Owns: turning numbers of ads back into ids and sentences. Must not know: how ties were found.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from haven.networks.arrays import I32, I64
from haven.networks.clusters import join
from haven.networks.corpus import Corpus
from haven.networks.identity import name_networks
from haven.networks.passages import Passages
from haven.networks.reasons import kind_of_link, shared_thing, shared_words
from haven.networks.result import CONTACT_SCHEMA, LINK_SCHEMA
from haven.networks.sightings import Sightings
from haven.networks.templates import Draft, draft_template
from haven.networks.textties import TextTies
from haven.networks.ties import Ties

# How sure a shared thing makes us; unrelated people rarely share a number, now and then a page.
_STRENGTH = {"domain": 0.5, "url": 0.6, "handle": 0.9, "photo": 0.9}


class Evidence(NamedTuple):
    """All that ties ads together: words, things, and who shows which thing."""

    texts: TextTies
    ties: Ties
    seen: Sightings


class Groups(NamedTuple):
    """Networks before they are described: names, ads of each (ascending), and for each ad its group or -1."""

    names: list[str]
    ads: list[I64]
    label: I32


def group_ads(ids: list[str], evidence: Evidence, previous: Mapping[str, str]) -> Groups:
    """Everything that is tied through any chain of ties, named; in the order of the names' first ads."""
    pairs, count = evidence.ties.pairs, len(ids)
    a, b = np.concatenate([evidence.texts.a, pairs[:, 0]]), np.concatenate([evidence.texts.b, pairs[:, 1]])
    roots = join(count, a, b)
    tied = np.flatnonzero(np.bincount(roots, minlength=count)[roots] > 1)
    order = tied[np.argsort(roots[tied], kind="stable")]
    ads = np.split(order, np.flatnonzero(np.diff(roots[order])) + 1) if len(order) else []
    label = np.full(count, -1, np.int32)
    for k, group in enumerate(ads):
        label[group] = k
    return Groups(name_networks([[ids[ad] for ad in group] for group in ads], previous), ads, label)


def link_table(ids: pa.Array, groups: Groups, evidence: Evidence, passages: Passages, *, workers: int) -> pa.Table:
    """Every tie as a row of `LINK_SCHEMA`, by network, strongest first."""
    a, b, share = evidence.texts.a, evidence.texts.b, evidence.texts.share
    whys = list(shared_words(passages, b, a, workers=workers))
    kinds = ["text"] * len(whys)
    names, pairs = evidence.seen.names, evidence.ties.pairs
    things = [names[thing] for thing in pairs[:, 2].tolist()]
    whys += [shared_thing(*thing) for thing in things]
    strength = np.clip(share, 0, 1).tolist() + [_STRENGTH.get(kind, 1.0) for kind, _ in things]
    kinds += [kind_of_link(kind) for kind, _ in things]
    first, second = np.concatenate([a, pairs[:, 0]]), np.concatenate([b, pairs[:, 1]])
    network = pa.array(groups.names, pa.string()).take(pa.array(groups.label[first]))
    ends = ids.take(pa.array(first)), ids.take(pa.array(second))
    columns = [
        *ends,
        pa.array(kinds, pa.string()),
        pa.array(strength, pa.float32()),
        pa.array(whys, pa.string()),
        network,
    ]
    table = pa.table(columns, schema=LINK_SCHEMA)
    order = [(name, "ascending") for name in ("kind", "a", "b", "why")]
    return table.sort_by([("network", "ascending"), ("strength", "descending"), *order])


def contact_table(ids: pa.Array, evidence: Evidence) -> pa.Table:
    """Who shows which contact or photo, of those that two or more ads show, as rows of `CONTACT_SCHEMA`."""
    ads, things, names = evidence.seen
    several = np.bincount(things, minlength=len(names))[things] > 1
    ads, shown = ads[several], things[several]
    hub = np.zeros(len(names), bool)
    hub[list(evidence.ties.hubs)] = True
    columns = [
        ids.take(pa.array(ads)),
        pa.array([kind for kind, _ in names], pa.string()).take(pa.array(shown)),
        pa.array([value for _, value in names], pa.string()).take(pa.array(shown)),
        pa.array(hub[shown]),
    ]
    return pa.table(columns, schema=CONTACT_SCHEMA)


def draft_templates(groups: Groups, texts: TextTies, passages: Passages) -> list[list[Draft]]:
    """For each group the templates of its text clusters that save bits, those that save most first."""
    found: list[list[Draft]] = []
    for group in groups.ads:
        middles = texts.middle[group]
        clusters = [(int(middle), group[middles == middle].tolist()) for middle in np.unique(middles[middles >= 0])]
        # The middle one may have been marked as apart from the others.
        drafts = [draft_template(passages, m if m in ads else ads[0], ads) for m, ads in clusters if len(ads) > 1]
        found.append(sorted((d for d in drafts if d), key=lambda d: (-d.saved_bits, d.ads[0])))
    return found


def read_passages(corpus: Corpus, texts: TextTies, *, max_words: int, workers: int) -> Passages:
    """The words of all ads that are in a text cluster."""
    return Passages(corpus, np.flatnonzero(texts.middle >= 0), max_words=max_words, workers=workers)
