"""Which ad shows which contact or photo.

Owns: the exact search through the ads that may share one, and photos that look the same. Must not know: hubs, groups.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from haven.networks.arrays import I64, Bools
from haven.networks.corpus import Corpus
from haven.networks.hints import may_share_contacts
from haven.networks.parameters import Parameters
from haven.records.contacts import find_contacts

# Beyond so many texts a second process is worth its start.
_MANY = 5_000
_BATCH = 500

Named = tuple[str, str]


class Sightings(NamedTuple):
    """Ad `ads[k]` shows thing `things[k]`, whose kind and normal form are `names[things[k]]`."""

    ads: I64
    things: I64
    names: list[Named]


def _named(texts: list[str], region: str) -> list[list[Named]]:
    return [sorted({(str(c.kind), c.value) for c in find_contacts(text, region=region)}) for text in texts]


def _search(
    texts: list[str], parameters: Parameters, workers: int, tick: Callable[[float], None]
) -> Iterable[list[Named]]:
    batches = [texts[i : i + _BATCH] for i in range(0, len(texts), _BATCH)]
    if len(texts) < _MANY or workers == 1:
        for done, batch in enumerate(batches, 1):
            yield from _named(batch, parameters.region)
            tick(done / len(batches))
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for done, found in enumerate(pool.map(_named, batches, [parameters.region] * len(batches)), 1):
            yield from found
            tick(done / len(batches))


def _given(corpus: Corpus) -> list[tuple[int, str]]:
    """(ad, contact as written) of the contacts that stand beside the texts."""
    column = corpus.table["contacts"].combine_chunks()
    lists = column if isinstance(column, pa.ListArray) else pa.concat_arrays(column.chunks)
    return list(zip(pa.compute.list_parent_indices(lists).to_pylist(), lists.flatten().to_pylist(), strict=True))


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
    wanted = np.flatnonzero(may_share_contacts(corpus.data, corpus.bounds, workers=workers) | also)
    beside = _given(corpus)
    owners = wanted.tolist() + [ad for ad, _ in beside]
    written = [corpus.text(ad) for ad in wanted.tolist()] + [text for _, text in beside]
    place: dict[str, int] = {}
    which = [place.setdefault(text, len(place)) for text in written]
    found = list(_search(list(place), parameters, workers, tick))
    pairs = sorted({(ad, name) for ad, i in zip(owners, which, strict=True) for name in found[i]})
    names = sorted({name for _, name in pairs})
    number = {name: i for i, name in enumerate(names)}
    ads = np.array([ad for ad, _ in pairs], np.int64)
    return Sightings(ads, np.array([number[name] for _, name in pairs], np.int64), names)
