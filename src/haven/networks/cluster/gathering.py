"""What the driver makes of what partitions send: clusters, ties, one result.

Owns: bringing rows of many partitions into one order. Must not know: partitions, Daft.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from haven.networks.arrays import F32, F64, I64, U8, U64
from haven.networks.cluster.candidates import texts_of
from haven.networks.cluster.parcels import Inbox, numbers
from haven.networks.clusters import Clusters, cluster
from haven.networks.corpus import Corpus
from haven.networks.lookalikes import Pairs, compare_again
from haven.networks.parameters import Parameters
from haven.networks.result import Sweep
from haven.networks.sightings import Sightings, order_sightings
from haven.networks.textties import TextTies, tie_ads
from haven.records.contacts.naming import Named


class Compared(NamedTuple):
    """Pairs that are alike, numbered among the texts that are in one; those texts' numbers and hashes, ascending."""

    texts: I64
    hashes: U64
    words: pa.Table
    pairs: Pairs


class Wording(NamedTuple):
    """Texts in clusters by their hashes, that of the middle one, that of the one they belong through, how like it."""

    hash: U64
    medoid: U64
    partner: U64
    share: F32


def sort_words(inbox: Inbox) -> pa.Table | None:
    """The words sent, each text once, by number."""
    words = inbox.rows("words")
    return None if words is None else words.take(np.unique(numbers(words, "text", np.int64), return_index=True)[1])


def number_pairs(inbox: Inbox) -> Compared | None:
    """The pairs of all stretches of the shelf, in its order; None where there are none."""
    words, pairs = sort_words(inbox), inbox.rows("pair")
    if words is None or pairs is None or not pairs.num_rows:
        return None
    texts = numbers(words, "text", np.int64)
    a, b = (np.searchsorted(texts, numbers(pairs, name, np.int64)).astype(np.uint32) for name in ("a", "b"))
    found = Pairs(a, b, numbers(pairs, "bits", np.float32), numbers(pairs, "share", np.float32))
    return Compared(texts, numbers(words, "hash", np.uint64), words, found)


def label(compared: Compared, parameters: Parameters, workers: int) -> I64:
    """For each text the number of its cluster, or -1."""
    found = cluster(texts_of(compared.words), compared.pairs, parameters, workers=workers)
    return np.where(found.medoid >= 0, compared.texts[found.medoid], -1)


def settle_clusters(compared: Compared, words: pa.Table, parameters: Parameters, workers: int) -> Wording:
    """Clusters by what words tell now."""
    texts = texts_of(words)
    pairs = compare_again(texts, compared.pairs, parameters, workers=workers)
    found = cluster(texts, pairs, parameters, workers=workers)
    inside, hashes = found.medoid >= 0, compared.hashes
    return Wording(hashes[inside], hashes[found.medoid[inside]], hashes[found.partner[inside]], found.share[inside])


def add_repeated(found: Wording, repeated: U64) -> Wording:
    """Repeated texts that are in no cluster are each one of their own."""
    alone = np.setdiff1d(repeated, found.hash)
    hashes, medoid, partner = (np.concatenate([column, alone]) for column in found[:3])
    return Wording(hashes, medoid, partner, np.concatenate([found.share, np.ones(len(alone), np.float32)]))


def order_ads(inboxes: list[Inbox]) -> pa.Table:
    """The ads sent (id, hash, file), each once, by id."""
    tables = [table for inbox in inboxes if (table := inbox.rows("ad")) is not None]
    if not tables:
        return pa.table(
            {"id": pa.array([], pa.string()), "hash": np.empty(0, np.uint64), "file": np.empty(0, np.int64)}
        )
    ads = pa.concat_tables(tables).combine_chunks()
    ads = ads.take(pc.sort_indices(ads["id"]))
    ids = ads["id"].combine_chunks()
    once = np.ones(len(ids), np.bool_)
    once[1:] = pc.not_equal(ids[1:], ids[:-1]).to_numpy(zero_copy_only=False)
    return ads.filter(pa.array(once)).combine_chunks()


def tie_texts(found: Wording, ads: pa.Table) -> TextTies:
    """Text ties between the ads, numbered as in the table."""
    own, standing = np.unique(numbers(ads, "hash", np.uint64), return_inverse=True)
    place = np.searchsorted(own, found.hash)
    medoid, partner = np.full(len(own), -1, np.int64), np.full(len(own), -1, np.int64)
    share, none = np.zeros(len(own), np.float32), np.zeros(len(own), np.float32)
    medoid[place] = np.searchsorted(own, found.medoid)
    partner[place] = np.searchsorted(own, found.partner)
    share[place] = found.share
    return tie_ads(Clusters(medoid, partner, none, share), standing.reshape(-1))


def number_sightings(seen: pa.Table | None, ads: pa.Table) -> Sightings:
    """Who shows what, ads numbered as in the table."""
    shown: set[tuple[int, Named]] = set()
    if seen is not None:
        places = pc.index_in(seen["id"], ads["id"].combine_chunks()).to_pylist()
        shown = set(zip(places, zip(seen["kind"].to_pylist(), seen["value"].to_pylist(), strict=True), strict=True))
    return order_sightings(shown)


def number_categories(counts: pa.Table | None, corpus: Corpus) -> tuple[I64, F64]:
    """Each ad's category by the order of their first ads among all, and their shares of all ads."""
    if counts is None or not counts.num_rows:
        return np.empty(0, np.int64), np.ones(1)
    total = counts.group_by("category").aggregate([("id_count", "sum"), ("id_min", "min")])
    total = total.take(pc.sort_indices(total["id_min_min"]))
    shares = numbers(total, "id_count_sum", np.float64)
    own = corpus.table["category"].fill_null("").combine_chunks()
    places = pc.index_in(own, total["category"].combine_chunks())
    return places.to_numpy(zero_copy_only=False).astype(np.int64).reshape(-1), shares / shares.sum()


def restore(found: Sweep, ids: pa.Array) -> Sweep:
    """The result for all ads: of those that were not gathered only the id is known."""
    place = pc.index_in(ids, found.ads["id"].combine_chunks())
    known = place.is_valid().to_numpy(zero_copy_only=False)
    table = found.ads.take(place)
    table = table.set_column(table.schema.get_field_index("id"), found.ads.schema.field("id"), ids)
    sizes, label = np.zeros(len(ids), np.int64), np.full(len(ids), -1, np.int32)
    sizes[known], label[known] = np.diff(found.corpus.bounds), found.label
    data: U8 = found.corpus.data[found.corpus.bounds[0] : found.corpus.bounds[-1]]
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    return replace(found, corpus=Corpus(table.combine_chunks(), data, bounds), label=label)
