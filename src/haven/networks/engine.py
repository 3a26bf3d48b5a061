"""The sweep: read → fingerprint → link → group → template.

Owns: the order of the stages, their clock, what is carried between them. Must not know: files, the command line.
"""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

import haven
from haven.networks.arrays import I32, I64
from haven.networks.assembly import (
    Evidence,
    Groups,
    contact_table,
    draft_templates,
    group_ads,
    link_table,
    read_passages,
)
from haven.networks.corpus import Corpus, gather
from haven.networks.impose import impose
from haven.networks.marks import Marks
from haven.networks.parameters import Parameters
from haven.networks.portrait import Portraits, describe_hubs
from haven.networks.result import Network, Sweep, Template
from haven.networks.sightings import find_sightings
from haven.networks.templates import Draft
from haven.networks.textties import TextTies, find_text_ties
from haven.networks.ties import weigh_ties
from haven.records import AdRecord


class Progress(Protocol):
    """Is told how far a stage is."""

    def __call__(self, stage: str, share: float) -> None:
        """Stage `stage` is done to `share`, 0..1."""


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier run, so that networks keep their ids.

    Attributes:
        membership: ad id → network id, of the ads that were in one.
    """

    membership: Mapping[str, str] = field(default_factory=dict)


class Clock:
    """Seconds per stage, and who wants to hear of them."""

    def __init__(self, progress: Progress | None) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress
        self._since = time.perf_counter()

    def tick(self, stage: str) -> Callable[[float], None]:
        """Who is to be told how far a stage is."""
        return lambda share: self._progress(stage, share) if self._progress else None

    def done(self, stage: str) -> None:
        """The stage has ended."""
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._since, 3)
        self._since = now
        self.tick(stage)(1.0)


def _category_numbers(corpus: Corpus) -> I64:
    column = corpus.table["category"].fill_null("").combine_chunks()
    array = column if isinstance(column, pa.Array) else pa.concat_arrays(column.chunks)
    return array.dictionary_encode().indices.to_numpy().astype(np.int64)  # type: ignore[no-any-return]


def _find_evidence(corpus: Corpus, texts: TextTies, parameters: Parameters, workers: int, clock: Clock) -> Evidence:
    seen = find_sightings(corpus, parameters, workers=workers, tick=clock.tick("contacts"), also=texts.middle >= 0)
    categories = _category_numbers(corpus)
    counts = np.bincount(categories, minlength=1)
    shares = counts / max(counts.sum(), 1)
    ties = weigh_ties(seen, texts.text_of, categories, shares=shares, most=parameters.hub_texts)
    clock.done("contacts")
    return Evidence(texts, ties, seen)


def _rank(networks: list[Network], groups: Groups) -> tuple[list[int], I32]:
    """Groups by score, and each ad's label in that order."""
    order = sorted(range(len(networks)), key=lambda k: (-networks[k].score, networks[k].id))
    rank = np.empty(len(order) + 1, np.int32)
    rank[order] = np.arange(len(order))
    rank[-1] = -1
    return order, rank[groups.label]


def _templates(network: Network, drafts: list[Draft], ids: list[str]) -> list[Template]:
    return [Template(network.id, tuple(ids[ad] for ad in d.ads), d.columns, round(d.saved_bits, 1)) for d in drafts]


def describe(corpus: Corpus, evidence: Evidence, parameters: Parameters, previous: Previous | None,
             clock: Clock, marks: Marks | None = None) -> Sweep:  # fmt: skip
    """Group the ads by the evidence and the marks, name and describe the groups; of the summary only the marks."""
    ids, earlier = corpus.table["id"].to_pylist(), previous.membership if previous else {}
    workers = parameters.workers or os.cpu_count() or 1
    evidence, unknown = impose(evidence, marks, ids, earlier) if marks else (evidence, [])
    groups = group_ads(ids, evidence, earlier)
    clock.done("groups")
    passages = read_passages(corpus, evidence.texts, max_words=parameters.max_words, workers=workers)
    drafts = draft_templates(groups, evidence.texts, passages)
    clock.done("templates")
    links = link_table(corpus.table["id"].combine_chunks(), groups, evidence, passages, workers=workers)
    portraits = Portraits(corpus, groups, evidence)
    networks = [portraits.network(k, drafts[k]) for k in range(len(groups.ads))]
    order, label = _rank(networks, groups)
    found = Sweep(
        corpus=corpus,
        label=label,
        networks=[networks[k] for k in order],
        link_table=links,
        contact_table=contact_table(corpus.table["id"].combine_chunks(), evidence),
        templates=[t for k in order for t in _templates(networks[k], drafts[k], ids)],
        hubs=describe_hubs(evidence),
    )
    if marks:
        found.summary["marks"] = {**marks.counts, "unknown": unknown}
    clock.done("links")
    return found


def summarise(found: Sweep, parameters: Parameters, clock: Clock) -> dict[str, Any]:
    """Counts, parameters, versions, seconds per stage."""
    grouped = int((found.label >= 0).sum())
    return {
        "ads": len(found.label),
        "networks": len(found.networks),
        "grouped": grouped,
        "grouped_share": round(grouped / max(len(found.label), 1), 4),
        "links": found.link_table.num_rows,
        "templates": len(found.templates),
        "hubs": len(found.hubs),
        "parameters": asdict(parameters),
        "versions": {"haven": haven.__version__} | {name: version(name) for name in ("numpy", "numba", "pyarrow")},
        "seconds": clock.seconds,
    }


def sweep(ads: Iterable[AdRecord] | Iterable[pa.RecordBatch], *, parameters: Parameters | None = None,
          previous: Previous | None = None, marks: Marks | None = None,
          progress: Progress | None = None) -> Sweep:  # fmt: skip
    """Find the networks in ads.

    Args:
        ads: records, or record batches with the columns of `haven.networks.corpus.COLUMNS` (absent ones are null).
        parameters: what counts as belonging together.
        previous: an earlier run whose network ids are kept where most of a network's ads stay together.
        marks: what an analyst has said of hubs, and of ads that belong together or not.
        progress: is told how far each stage is.

    The order in which ads come never changes the result.

    Raises:
        DuplicateIdsError: two ads carry one id.
        MarksError: marks contradict each other.
    """
    parameters = parameters or Parameters()
    workers = parameters.workers or os.cpu_count() or 1
    clock = Clock(progress)
    corpus = gather(ads)
    clock.done("read")
    texts = find_text_ties(corpus, parameters, workers=workers, tick=clock.tick("words"))
    clock.done("words")
    evidence = _find_evidence(corpus, texts, parameters, workers, clock)
    found = describe(corpus, evidence, parameters, previous, clock, marks)
    found.summary.update(summarise(found, parameters, clock))
    return found
