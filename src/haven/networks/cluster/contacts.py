"""Contacts and photos that ads of several partitions show: as `hints` and `sightings`.

Owns: the sieve, the search, counting who shows what. Must not know: hubs, texts.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from haven.networks.cluster.job import Job
from haven.networks.cluster.parcels import DRIVER, Inbox, Parcel, by_name, deal, numbers, unlisted
from haven.networks.cluster.pictures import alike
from haven.networks.cluster.reading import open_ads
from haven.networks.hints import asked, key_bits, search_also
from haven.networks.photos import read_hashes
from haven.networks.sightings import beside, find_named


def sieve(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Tell each sender which of its keys other ads have too."""
    keys = inbox.rows("contact key")
    if keys is None:
        return
    key = numbers(keys, "key", np.uint64)
    slots, place = np.unique(key >> np.uint64(64 - key_bits(job.contact_keys)), return_inverse=True)
    count = np.bincount(place.reshape(-1), numbers(keys, "count", np.int64), len(slots))[place.reshape(-1)]
    asks = asked(key, count.astype(np.int64))
    begin = 0
    for sender, table in inbox.sent("contact key"):
        said = asks[begin : begin + table.num_rows]
        begin += table.num_rows
        found = {"key": numbers(table, "key", np.uint64)[said > 0], "asks": said[said > 0]}
        yield Parcel(sender, "shared key", pa.table(found))


def show(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Search the ads of a partition that may share a contact, and those asked for; who shows what."""
    corpus = open_ads(job, inbox.part)
    ids = corpus.table["id"].combine_chunks()
    kept = job.spool.read("keys", inbox.part)
    keys, starts = unlisted(kept, "keys", np.uint64)
    wanted = np.zeros(len(ids), np.uint8)
    if (shared := inbox.rows("shared key")) is not None:
        known = numbers(shared, "key", np.uint64)
        order = np.argsort(known)
        telling = np.isin(keys, known)
        asks = numbers(shared, "asks", np.uint8)[order][np.searchsorted(known[order], keys[telling])]
        np.bitwise_or.at(wanted, np.repeat(np.arange(len(ids)), np.diff(starts))[telling], asks)
    if (also := inbox.rows("wanted")) is not None:
        search_also(wanted, pc.is_in(ids, also["id"].combine_chunks()).to_numpy(zero_copy_only=False))
    shown = find_named(corpus, wanted, job.parameters.region, workers=1, tick=lambda _: None)
    photos = alike(job)
    for ad, value in beside(corpus, "photo_hashes"):
        for photo in read_hashes([value]):
            shown.add((ad, ("photo", photos.get(photo, photo))))
    if not shown:
        return
    ads = np.array([ad for ad, _ in shown])
    kinds, values = zip(*(thing for _, thing in shown), strict=True)
    things = [f"{kind}:{value}" for kind, value in zip(kinds, values, strict=True)]
    table = {"kind": kinds, "value": values, "id": ids.take(ads), "hash": numbers(kept, "hash", np.uint64)[ads]}
    table["file"] = np.full(len(ads), inbox.part)
    yield from deal(pa.table(table), by_name(things, job.parts), "shown")


def see(marked: list[str], inbox: Inbox) -> Iterator[Parcel]:
    """What two or more ads show, and the contacts ("kind:value") that an analyst has marked."""
    shown = inbox.rows("shown")
    if shown is None:
        return
    counted = shown.group_by(["kind", "value"]).aggregate([([], "count_all")])
    named = pc.is_in(pc.binary_join_element_wise(counted["kind"], counted["value"], ":"), pa.array(marked, pa.string()))
    kept = counted.filter(pc.or_(pc.greater(counted["count_all"], 1), named)).select(["kind", "value"])
    if kept.num_rows:
        yield Parcel(DRIVER, "seen", shown.join(kept, ["kind", "value"], join_type="inner"))
