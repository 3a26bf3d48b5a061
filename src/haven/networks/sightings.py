"""Which ad shows which contact or photo.

Owns: the exact search through the ads that may share one, and photos that look the same. Must not know: hubs, groups.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from haven.networks.arrays import I64, U8, Bools
from haven.networks.contact_workers import search
from haven.networks.corpus import Corpus
from haven.networks.hints import NUMBERS, OTHERS, may_share_contacts, search_also
from haven.networks.parameters import Parameters
from haven.networks.photos import same_photos
from haven.records.contacts.naming import Named, Sought


class Sightings(NamedTuple):
    """Ad `ads[k]` shows thing `things[k]`, whose kind and normal form are `names[things[k]]`."""

    ads: I64
    things: I64
    names: list[Named]


def beside(corpus: Corpus, name: str) -> list[tuple[int, str]]:
    """(ad, value) of what a column of lists holds."""
    column = corpus.table[name].combine_chunks()
    lists = column if isinstance(column, pa.ListArray) else pa.concat_arrays(column.chunks)
    return list(zip(pc.list_parent_indices(lists).to_pylist(), lists.flatten().to_pylist(), strict=True))


def _photos(corpus: Corpus, limit: int) -> set[tuple[int, Named]]:
    shown = beside(corpus, "photo_hashes")
    alike = same_photos([value for _, value in shown], limit=limit)
    return {(ad, ("photo", photo)) for (ad, _), photo in zip(shown, alike, strict=True) if photo}


def find_named(corpus: Corpus, wanted: U8, region: str, *, workers: int,
               tick: Callable[[float], None]) -> set[tuple[int, Named]]:  # fmt: skip
    """(ad, contact) of the texts of some ads, and of what is given beside the texts of all.

    Args:
        corpus: the ads.
        wanted: for each ad what its text is searched for: `NUMBERS` and `OTHERS` of `hints`.
        region: ISO 3166 code by which phone numbers without a country code are read.
        workers: processes.
        tick: is told the share that is done, 0..1.
    """
    given = beside(corpus, "contacts")
    ads = np.flatnonzero(wanted & (NUMBERS | OTHERS)).tolist()
    owners = ads + [ad for ad, _ in given]
    phones = (wanted[ads] & NUMBERS > 0).tolist()
    sought = [Sought(corpus.text(ad), also) for ad, also in zip(ads, phones, strict=True)]
    sought += [Sought(text, phones=True) for _, text in given]
    place: dict[Sought, int] = {}
    which = [place.setdefault(each, len(place)) for each in sought]
    found: list[list[Named]] = []
    for batch in search(list(place), region, workers=workers):
        found += batch
        tick(len(found) / len(place))
    return {(ad, name) for ad, i in zip(owners, which, strict=True) for name in found[i]}


def find_sightings(corpus: Corpus, parameters: Parameters, *, workers: int, tick: Callable[[float], None],
                   also: Bools) -> Sightings:  # fmt: skip
    """Contacts of every ad that may share one with another.

    Args:
        corpus: the ads.
        parameters: gives the region of phone numbers.
        workers: processes.
        tick: is told the share that is done, 0..1.
        also: further ads to search whether they may share a contact or not.
    """
    wanted = may_share_contacts(corpus.data, corpus.bounds, workers=workers)
    search_also(wanted, also)
    named = find_named(corpus, wanted, parameters.region, workers=workers, tick=tick)
    return order_sightings(named | _photos(corpus, parameters.photo_distance))


def order_sightings(shown: set[tuple[int, Named]]) -> Sightings:
    """(ad, thing) pairs as sightings, by ad."""
    pairs = sorted(shown)
    names = sorted({name for _, name in pairs})
    number = {name: i for i, name in enumerate(names)}
    ads = np.array([ad for ad, _ in pairs], np.int64)
    return Sightings(ads, np.array([number[name] for _, name in pairs], np.int64), names)
