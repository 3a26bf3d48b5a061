"""The order of the stages on a cluster, and what the driver tells partitions between them.

Owns: that order. Must not know: kernels, files of ads, the command line, Daft.

The driver holds the pairs that are alike with their words, the ads in text clusters or with a shared contact, and the
ids of all ads; never the texts of the others.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from haven.networks.arrays import U64
from haven.networks.assembly import Evidence
from haven.networks.cluster import candidates, company, contacts, gathering, phrases, pictures, reading
from haven.networks.cluster.fabric import Fabric, Runner
from haven.networks.cluster.gathering import Wording
from haven.networks.cluster.job import Job, shelf_of
from haven.networks.cluster.parcels import Inbox, Parcel, deal, numbers
from haven.networks.cluster.spool import Spool
from haven.networks.corpus import COLUMNS, Corpus, gather
from haven.networks.engine import Clock, Previous, Progress, describe, summarise
from haven.networks.errors import DuplicateIdsError
from haven.networks.marks import Marks
from haven.networks.parameters import Parameters
from haven.networks.result import Sweep
from haven.networks.ties import weigh_ties
from haven.records import AdRecord

_ROWS = 50_000
_WORD_STAGES = 16
Stage = Callable[[Job, Inbox], Iterable[Parcel]]


def _meet(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Texts, ids, contact keys and photos of all partitions meet at once."""
    yield from reading.settle(job, inbox)
    yield from contacts.sieve(job, inbox)
    yield from pictures.match_photos(job, inbox)


class _Driver:
    """Runs the stages of one sweep."""

    def __init__(self, fabric: Fabric, job: Job, clock: Clock) -> None:
        self.fabric, self.job, self.clock = fabric, job, clock
        self.workers = job.parameters.workers or os.cpu_count() or 1
        self.categories: pa.Table | None = None

    def _run(self, stage: Stage, frame: Any = None) -> Any:
        return self.fabric.exchange(stage.__name__.strip("_"), frame, partial(stage, self.job))

    def _ask(self, stage: Stage, parcels: Iterable[Parcel], beside: Any = None) -> Any:
        frame = self.fabric.send(parcels)
        return self._run(stage, frame if beside is None else self.fabric.both(frame, beside))

    def read(self) -> Any:
        """Words and contact keys of all ads; where they met."""
        frame = self._run(reading.read)
        told = self.fabric.receive(frame)
        self._refuse(told)
        census, self.categories = told.rows("census"), told.rows("category")
        ads, keys = (pc.sum(census[name]).as_py() for name in ("ads", "keys")) if census else (0, 0)
        self.job = replace(self.job, ads=ads, contact_keys=keys)
        met = self._run(_meet, frame)
        told = self.fabric.receive(met)
        self._refuse(told)
        if census := told.rows("census"):
            texts, words = (pc.sum(census[name]).as_py() for name in ("texts", "words"))
            self.job = replace(self.job, texts=texts, words=words)
        if alike := told.rows("alike"):
            pictures.keep_alike(self.job, alike)
        self.clock.done("read")
        return met

    @staticmethod
    def _refuse(told: Inbox) -> None:
        if repeated := told.rows("repeated id"):
            raise DuplicateIdsError(sorted(repeated["id"].to_pylist()))

    def words(self) -> Wording:
        """Clusters of texts."""
        frame, alone = self._shelve()
        tick = self.clock.tick("words")
        stages: list[Stage] = [
            phrases.stand, phrases.string, company.mark, company.lend_phrases, company.hold, company.condemn,
            candidates.weigh, candidates.lend_totals, candidates.select, candidates.lend_words, candidates.compare,
        ]  # fmt: skip
        for done, stage in enumerate(stages, 5):
            frame = self._run(stage, frame)
            tick(done / _WORD_STAGES)
        found, more = self._cluster(self.fabric.receive(frame))
        self.clock.done("words")
        return gathering.add_repeated(found, np.concatenate([alone, more]))

    def _shelve(self) -> tuple[Any, U64]:
        """Texts on the way to the shelf; hashes of repeated ones that have no place there."""
        added = self._run(phrases.add_up, self._run(phrases.count))
        counts = self.fabric.receive(added).rows("word")
        none = pa.table({"slot": np.empty(0, np.uint32), "count": np.empty(0, np.int64)})
        self.job.spool.write("words", 0, none if counts is None else counts)
        signed = self._run(phrases.sign, added)
        sample = self.fabric.receive(signed).rows("sample")
        least = np.sort(numbers(sample, "first", np.uint64)) if sample else np.empty(0, np.uint64)
        cuts = least[np.linspace(0, len(least), self.job.parts + 1).astype(int)[1:-1]] if len(least) else least
        frame = self.fabric.exchange("shelve", None, partial(phrases.shelve, self.job, cuts))
        alone = self.fabric.receive(frame).rows("alone")
        return frame, numbers(alone, "hash", np.uint64) if alone else np.empty(0, np.uint64)

    def _cluster(self, told: Inbox) -> tuple[Wording, U64]:
        """Clusters of the pairs; hashes of repeated texts on the shelf that say enough."""
        compared = gathering.number_pairs(told)
        labels: tuple[Parcel, ...] = ()
        if compared is not None:
            cluster = gathering.label(compared, self.job.parameters, self.workers)
            table = pa.table({"text": compared.texts, "cluster": cluster})
            labels = tuple(deal(table, shelf_of(compared.texts), "label"))
        frame = self._run(company.discard, self._ask(candidates.tell_clusters, labels))
        told = self.fabric.receive(self._run(candidates.weigh_again, frame))
        repeated = told.rows("alone")
        more = numbers(repeated, "hash", np.uint64) if repeated else np.empty(0, np.uint64)
        words = gathering.sort_words(told)
        if compared is None or words is None:
            none: U64 = np.empty(0, np.uint64)
            return Wording(none, none, none, np.empty(0, np.float32)), more
        return gathering.settle_clusters(compared, words, self.job.parameters, self.workers), more

    def _find_ads(self, hashes: U64) -> Inbox:
        wanted = pa.table({"hash": hashes})
        return self.fabric.receive(self._ask(reading.find_ads, deal(wanted, self.job.home(hashes), "wanted")))

    def _find_named(self, marks: Marks) -> Inbox:
        """The ads that marks name."""
        ids = sorted({name for pair in (*marks.together, *marks.apart) for name in pair[:2]})
        wanted = pa.table({"id": pa.array(ids, pa.string())})
        everywhere = (Parcel(part, "wanted", wanted) for part in range(self.job.parts) if ids)
        return self.fabric.receive(self._ask(reading.find_named, everywhere))

    def _to_files(self, ads: pa.Table) -> Iterable[Parcel]:
        return deal(ads.select(["id"]), numbers(ads, "file", np.int64), "wanted")

    def evidence(self, wording: Wording, met: Any, marks: Marks) -> tuple[Corpus, Evidence]:
        """The ads that count, and all that ties them together."""
        alike = self._find_ads(wording.hash)
        shown = self._ask(contacts.show, self._to_files(gathering.order_ads([alike])), met)
        marked = [mark.contact for mark in (*marks.hubs, *marks.not_hubs)]
        frame = self.fabric.exchange("see", shown, partial(contacts.see, marked))
        seen = self.fabric.receive(frame).rows("seen")
        hashes = np.unique(numbers(seen, "hash", np.uint64)).astype(np.uint64) if seen else np.empty(0, np.uint64)
        ads = gathering.order_ads([alike, self._find_ads(hashes), self._find_named(marks)])
        rows = self.fabric.receive(self._ask(reading.fetch, self._to_files(ads))).rows("row")
        corpus = gather((COLUMNS.empty_table() if rows is None else rows).to_batches())
        texts = gathering.tie_texts(wording, ads)
        sightings = gathering.number_sightings(seen, ads)
        categories, shares = gathering.number_categories(self.categories, corpus)
        ties = weigh_ties(sightings, texts.text_of, categories, shares=shares, most=self.job.parameters.hub_texts)
        self.clock.done("contacts")
        return corpus, Evidence(texts, ties, sightings)


def sweep(ads: Iterable[AdRecord] | Iterable[pa.RecordBatch], *, runner: Runner, parameters: Parameters | None = None,
          previous: Previous | None = None, marks: Marks | None = None, progress: Progress | None = None,
          rows: int = _ROWS, spool: Path | None = None) -> Sweep:  # fmt: skip
    """As `haven.networks.sweep`, over partitions: the same networks, links, templates and hubs.

    Args:
        ads: as of `haven.networks.sweep`.
        runner: this machine's cores, or a cluster (see `Fabric`).
        parameters: what counts as belonging together.
        previous: an earlier run whose network ids are kept.
        marks: what an analyst has said.
        progress: is told how far each stage is.
        rows: ads in a partition.
        spool: a directory that all machines see, for what partitions keep until the end.

    Of an ad that is in no network and shares nothing, the result only holds the id.

    Raises:
        DuplicateIdsError: two ads carry one id.
        MarksError: marks contradict each other.
        MissingExtraError: Daft or Ray is not installed.
        ClusterError: a part of the work failed.
    """
    parameters, clock = parameters or Parameters(), Clock(progress)
    fabric = Fabric(runner)
    with TemporaryDirectory(prefix="haven-sweep-", dir=spool, ignore_cleanup_errors=True) as directory:
        kept = Spool(Path(directory))
        fabric.parts = kept.take_in(ads, rows)
        driver = _Driver(fabric, Job(kept, fabric.parts, parameters), clock)
        met = driver.read()
        corpus, evidence = driver.evidence(driver.words(), met, marks or Marks())
        found = describe(corpus, evidence, parameters, previous, clock, marks)
        found = gathering.restore(found, kept.ids(fabric.parts))
    found.summary.update(summarise(found, parameters, clock))
    found.summary["shuffled_bytes"] = fabric.shuffled
    return found
