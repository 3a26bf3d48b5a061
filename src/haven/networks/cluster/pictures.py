"""Photos that look the same, across partitions: as `photos`.

Owns: where hashes meet, which photo stands for another. Must not know: contacts.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from haven.networks.cluster.job import Job
from haven.networks.cluster.parcels import DRIVER, Inbox, Parcel, deal
from haven.networks.clusters import join
from haven.networks.corpus import Corpus
from haven.networks.photos import BANDS, look_alikes, read_hashes
from haven.networks.sightings import beside

_PHOTOS = "photos"


def send_photos(job: Job, corpus: Corpus) -> Iterator[Parcel]:
    """Each photo's hash to where the photos that agree with it in a band meet."""
    hashes = read_hashes(value for _, value in beside(corpus, "photo_hashes"))
    for band in range(BANDS if hashes else 0):
        words = [int(value[4 * band : 4 * band + 4], 16) for value in hashes]
        table = pa.table({"band": np.full(len(hashes), band), "hash": hashes})
        yield from deal(table, (np.array(words) * BANDS + band) % job.parts, "photo")


def match_photos(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Pairs of photos that look the same."""
    photos = inbox.rows("photo")
    if photos is None:
        return
    for band in range(BANDS):
        valid = sorted(set(photos["hash"].filter(pc.equal(photos["band"], band)).to_pylist()))
        pairs = np.array(look_alikes(valid, [band], limit=job.parameters.photo_distance), np.int64).reshape(-1, 2)
        hashes = pa.array(valid, pa.string())
        if len(pairs):
            yield Parcel(DRIVER, "alike", pa.table({"a": hashes.take(pairs[:, 0]), "b": hashes.take(pairs[:, 1])}))


def keep_alike(job: Job, pairs: pa.Table) -> None:
    """Leave the photos that look alike, and the one that stands for each, where all partitions see it."""
    known, places = np.unique(np.array([pairs["a"].to_pylist(), pairs["b"].to_pylist()]), return_inverse=True)
    a, b = places.reshape(2, -1)
    job.spool.write(_PHOTOS, 0, pa.table({"photo": known, "as": known[join(len(known), a.copy(), b.copy())]}))


def alike(job: Job) -> dict[str, str]:
    """Photos that look like others, and the one that stands for each."""
    if not job.spool.has(_PHOTOS, 0):
        return {}
    table = job.spool.read(_PHOTOS, 0)
    return dict(zip(table["photo"].to_pylist(), table["as"].to_pylist(), strict=True))
