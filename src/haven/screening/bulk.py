"""Many ads judged at once, on all cores.

Owns: dealing ads out, gathering verdicts and hits as columns, choosing what a report shows. Must not know: files, HTML.
"""

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from heapq import nsmallest
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

import haven
from haven.records import AdRecord
from haven.records.schema import to_records
from haven.runs.children import spread
from haven.screening.context import Context
from haven.screening.engine import screen
from haven.screening.learned import Classifier
from haven.screening.policy import Policy
from haven.screening.verdict import Hit, Outcome, Verdict

SHOWN = 500
"""Held or refused ads that are kept with their text, the most urgent first."""

_AT_ONCE = 500
# Fewer batches than this are judged sooner than another process starts.
_MANY = 4

VERDICT_SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("outcome", pa.string(), nullable=False),
        pa.field("queue", pa.string()),
        pa.field("reasons", pa.list_(pa.struct([("rule", pa.string()), ("ground", pa.string())])), nullable=False),
        pa.field("failures", pa.list_(pa.struct([("signal", pa.string()), ("reason", pa.string())])), nullable=False),
    ]
)
"""One row per ad, in the order of the files. A published ad has no reasons."""

HIT_SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("signal", pa.string(), nullable=False),
        pa.field("weight", pa.int32(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("why", pa.string(), nullable=False),
    ]
)
"""One row per hit. `start` and `end` count characters of `AdRecord.text`; equal: the ad as a whole."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An ad that was not published, with its text and verdict."""

    id: str
    category: str
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Screened:
    """What came of many ads.

    Attributes:
        verdicts: columns of `VERDICT_SCHEMA`.
        hits: columns of `HIT_SCHEMA`.
        shown: ads that were held or refused, the most urgent first, at most `SHOWN`.
        policy: what they were judged by.
        summary: counts, versions, seconds; can be written as JSON.
    """

    verdicts: pa.Table
    hits: pa.Table
    shown: list[Shown]
    policy: Policy
    summary: dict[str, Any]


class _Request(NamedTuple):
    policy: Policy
    context: Context
    ads: pa.RecordBatch


class _Answer(NamedTuple):
    verdicts: pa.RecordBatch
    hits: pa.RecordBatch
    shown: list[Shown]
    seconds: list[float]


def screen_many(
    batches: Iterable[pa.RecordBatch], policy: Policy, *, classifier: Classifier | None = None, workers: int = 0
) -> Screened:
    """Judge ads as `screen` does, each by itself; what only a database knows of them is unknown.

    Args:
        batches: columns of `haven.records.schema.AD_SCHEMA`.
        policy: what they are judged by.
        classifier: what a site's decisions taught, if it is to be asked.
        workers: processes; 0 takes one for each core.

    Raises:
        ChildLost: a process ended before its work was done.
    """
    began = time.perf_counter()
    requests = iter(_requests(batches, policy, Context(classifier=classifier)))
    first = list(islice(requests, _MANY))
    several = workers or os.cpu_count() or 1
    answers = spread(_judge, chain(first, requests), workers=several if len(first) == _MANY else 1)
    verdicts: list[pa.RecordBatch] = []
    hits: list[pa.RecordBatch] = []
    shown: list[Shown] = []
    seconds: list[float] = []
    for answer in answers:
        verdicts.append(answer.verdicts)
        hits.append(answer.hits)
        shown = _most_urgent([*shown, *answer.shown], policy)
        seconds += answer.seconds
    screened = Screened(
        verdicts=pa.Table.from_batches(verdicts, VERDICT_SCHEMA),
        hits=pa.Table.from_batches(hits, HIT_SCHEMA),
        shown=shown,
        policy=policy,
        summary={},
    )
    screened.summary.update(_summary(screened, seconds, time.perf_counter() - began))
    screened.summary["classifier"] = str(classifier) if classifier else None
    return screened


def _requests(batches: Iterable[pa.RecordBatch], policy: Policy, context: Context) -> Iterator[_Request]:
    for batch in batches:
        for start in range(0, batch.num_rows, _AT_ONCE):
            yield _Request(policy, context, batch.slice(start, _AT_ONCE))


def _judge(request: _Request) -> _Answer:
    judged = [(record, screen(record, request.policy, request.context)) for record in to_records(request.ads)]
    rows = [_row(record, verdict) for record, verdict in judged]
    hits = [_hit_row(record, hit) for record, verdict in judged for hit in verdict.hits]
    shown = [
        Shown(record.id, record.category or "", record.text, verdict)
        for record, verdict in judged
        if verdict.outcome is not Outcome.PUBLISH
    ]
    return _Answer(
        pa.RecordBatch.from_pylist(rows, VERDICT_SCHEMA),
        pa.RecordBatch.from_pylist(hits, HIT_SCHEMA),
        shown,
        [verdict.elapsed for _, verdict in judged],
    )


def _row(record: AdRecord, verdict: Verdict) -> dict[str, Any]:
    reasons = [{"rule": verdict.rule, "ground": verdict.ground.slug if verdict.ground else None}]
    return {
        "id": record.id,
        "outcome": str(verdict.outcome),
        "queue": verdict.queue,
        "reasons": reasons if verdict.rule else [],
        "failures": [asdict(failure) for failure in verdict.failures],
    }


def _hit_row(record: AdRecord, hit: Hit) -> dict[str, Any]:
    return {"id": record.id} | {name: getattr(hit, name) for name in HIT_SCHEMA.names if name != "id"}


def _most_urgent(shown: list[Shown], policy: Policy) -> list[Shown]:
    """Refusals after what waits for a person; within a queue the heaviest first."""

    def place(ad: Shown) -> tuple[int, int]:
        urgency = policy.queues[ad.verdict.queue].urgency if ad.verdict.queue else 10
        return urgency, -ad.verdict.weight

    return nsmallest(SHOWN, shown, key=place)


def _summary(screened: Screened, seconds: list[float], whole: float) -> dict[str, Any]:
    verdicts, policy = screened.verdicts, screened.policy
    fired = Counter(
        signal for _, signal in set(zip(*(screened.hits[n].to_pylist() for n in ("id", "signal")), strict=True))
    )
    rules = Counter(row[0]["rule"] for row in verdicts["reasons"].to_pylist() if row)
    median, high = np.quantile(seconds, [0.5, 0.99]) * 1000 if seconds else (0.0, 0.0)
    return {
        "screened": verdicts.num_rows,
        "outcomes": {str(outcome): 0 for outcome in Outcome} | _counted(verdicts["outcome"]),
        "queues": _counted(verdicts["queue"].drop_null()),
        "rules": dict(rules.most_common()),
        "signals": dict(fired.most_common()),
        "policy": {"version": policy.version, "title": policy.title, "screens": policy.screens},
        "versions": {"haven": haven.__version__, "pyarrow": pa.__version__},
        "milliseconds_each": {"median": round(float(median), 3), "p99": round(float(high), 3)},
        "seconds": round(whole, 3),
    }


def _counted(column: pa.ChunkedArray) -> dict[str, int]:
    return dict(Counter(column.to_pylist()).most_common())
