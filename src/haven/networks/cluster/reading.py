"""From ads to distinct texts.

Owns: words of ads, leaving out texts that are equal after folding, ids that occur twice. Must not know: phrases.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from haven.networks.cluster.job import Job
from haven.networks.cluster.parcels import DRIVER, Inbox, Parcel, by_name, deal, lists, numbers, unlisted
from haven.networks.cluster.pictures import send_photos
from haven.networks.corpus import Corpus, gather
from haven.networks.errors import DuplicateIdsError
from haven.networks.hints import contact_keys
from haven.networks.shingles import whole_hashes
from haven.networks.tokens import split


def open_ads(job: Job, part: int) -> Corpus:
    """The ads of a partition, by their ids."""
    return gather(job.spool.read("ads", part).to_batches())


def read(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Words and keys of a partition's ads: texts to the homes of their hashes, ids to where they are counted."""
    try:
        corpus = open_ads(job, inbox.part)
    except DuplicateIdsError as error:
        yield Parcel(DRIVER, "repeated id", pa.table({"id": error.ids}))
        return
    ids = corpus.table["id"].combine_chunks()
    words = split(corpus.data, corpus.bounds, limit=job.parameters.max_words)
    hashes = whole_hashes(words.tokens, words.offsets)
    keys, ends = contact_keys(corpus.data, corpus.bounds)
    starts = np.concatenate([np.zeros(1, np.int64), ends])
    job.spool.write("keys", inbox.part, pa.table({"hash": hashes, "keys": lists(keys, starts)}))
    yield from deal(pa.table({"id": ids, "hash": hashes}), job.home(hashes), "ad")
    texts = pa.table({"hash": hashes, "tokens": lists(words.tokens, words.offsets)})
    _, once = np.unique(hashes, return_index=True)
    yield from deal(texts.take(once), job.home(hashes[once]), "text")
    yield from deal(pa.table({"id": ids}), by_name(ids.to_pylist(), job.parts), "id")
    unique, counts = np.unique(keys, return_counts=True)
    yield from deal(pa.table({"key": unique, "count": counts}), job.stretch(unique), "contact key")
    yield Parcel(DRIVER, "census", pa.table({"ads": [len(ids)], "keys": [len(keys)]}))
    yield from send_photos(job, corpus)
    named = pa.table({"category": corpus.table["category"].fill_null(""), "id": ids})
    yield Parcel(DRIVER, "category", named.group_by("category").aggregate([("id", "count"), ("id", "min")]))


def settle(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Distinct texts of one home, and the ads they stand for; ids that occur twice."""
    ads, texts = inbox.rows("ad"), inbox.rows("text")
    if (ids := inbox.rows("id")) is not None:
        counts = pc.value_counts(ids["id"])
        repeated = counts.filter(pc.greater(counts.field("counts"), 1)).field("values")
        if len(repeated):
            yield Parcel(DRIVER, "repeated id", pa.table({"id": repeated}))
    if ads is None or texts is None:
        return
    senders = np.concatenate([np.full(table.num_rows, sender) for sender, table in inbox.sent("ad")])
    ads = ads.append_column("file", pa.array(senders))
    job.spool.write("homes", inbox.part, ads)
    _, once, copies = np.unique(numbers(ads, "hash", np.uint64), return_index=True, return_counts=True)
    _, first = np.unique(numbers(texts, "hash", np.uint64), return_index=True)
    texts = texts.take(first).append_column("copies", pa.array(copies))
    job.spool.write("texts", inbox.part, texts)
    tokens, _ = unlisted(texts, "tokens", np.uint32)
    yield Parcel(DRIVER, "census", pa.table({"texts": [len(once)], "words": [len(tokens)]}))


def find_ads(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """The ads of the texts asked for: id, hash and the partition that holds the ad."""
    wanted = inbox.rows("wanted")
    if wanted is None:
        return
    homes = job.spool.read("homes", inbox.part)
    asked = np.isin(numbers(homes, "hash", np.uint64), numbers(wanted, "hash", np.uint64))
    yield Parcel(DRIVER, "ad", homes.filter(pa.array(asked)))


def find_named(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """As `find_ads`, for the ads whose ids are asked for."""
    wanted = inbox.rows("wanted")
    if wanted is None or not job.spool.has("homes", inbox.part):
        return
    homes = job.spool.read("homes", inbox.part)
    yield Parcel(DRIVER, "ad", homes.filter(pc.is_in(homes["id"], wanted["id"].combine_chunks())))


def fetch(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """The whole of the ads asked for."""
    wanted = inbox.rows("wanted")
    if wanted is None:
        return
    ads = job.spool.read("ads", inbox.part)
    yield Parcel(DRIVER, "row", ads.filter(pc.is_in(ads["id"], wanted["id"].combine_chunks())))
