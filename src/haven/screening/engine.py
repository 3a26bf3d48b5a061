"""Running every signal over one ad and handing the hits to a policy.

Owns: the order of things and failing safe. Must not know: what single signals look for.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from math import inf
from time import perf_counter
from typing import NamedTuple

from haven.records import AdRecord
from haven.records.counting import many
from haven.screening.catalogue import CATALOGUE, Kind
from haven.screening.context import Context
from haven.screening.policy import Policy
from haven.screening.reading import LIMIT, Reading
from haven.screening.signal import Finding, Signal
from haven.screening.verdict import Failure, Hit, Outcome, Verdict

_LOST = "\ufffd"  # what stands for a letter that a file, a mail or a clipboard did not bring across


def screen(record: AdRecord, policy: Policy, context: Context = Context()) -> Verdict:  # noqa: B008 (frozen)
    """Judge one ad by a policy.

    Args:
        record: the ad, or the message, as written; spans of hits count in `record.text`.
        policy: from `load_policy` or `default_policy`.
        context: what a database knows about it; unknown by default.

    Returns:
        The verdict. It never raises for an ad: what cannot be checked is held, and `failures` says why.
    """
    _made_ready(policy.screens)
    return run(CATALOGUE[policy.screens], record, policy, context)


def run(signals: Iterable[Signal], record: AdRecord, policy: Policy, context: Context) -> Verdict:
    """The same with chosen signals: for trying one out, and for backtests."""
    started = perf_counter()
    hits, failures = _look(tuple(signals), record, context, started + policy.time_limit_ms / 1000)
    outcome, queue, ground, rule = conclude(policy, hits, record.category, context, failed=bool(failures))
    return Verdict(
        outcome=outcome,
        ground=policy.ground(ground) if ground else None,
        queue=queue,
        rule=rule,
        hits=hits,
        failures=failures,
        policy_version=policy.version,
        elapsed=perf_counter() - started,
    )


@cache
def _made_ready(kind: Kind) -> None:
    """Let every signal load what it keeps, once a process: the first ad's time is not spent on that."""
    _look(CATALOGUE[kind], AdRecord(id="", title="Any ad", body="Words for every signal to read."), Context(), inf)


class Conclusion(NamedTuple):
    """What a policy makes of hits: the outcome, and the slugs of queue, ground and rule."""

    outcome: Outcome
    queue: str | None = None
    ground: str | None = None
    rule: str | None = None


def conclude(
    policy: Policy, hits: Sequence[Hit], category: str | None, context: Context, *, failed: bool
) -> Conclusion:
    """What a policy decides from hits, found now or long ago; `failed` says that some signal could not be run."""
    rule = policy.decide(hits, category, context)
    if rule is not None:
        return Conclusion(Outcome(rule.then), rule.queue, rule.ground, rule.id)
    if failed:
        return Conclusion(Outcome.HOLD, policy.on_failure.queue, policy.on_failure.ground, "failure")
    return Conclusion(Outcome.PUBLISH)


def _look(
    signals: tuple[Signal, ...], record: AdRecord, context: Context, deadline: float
) -> tuple[tuple[Hit, ...], tuple[Failure, ...]]:
    """Every hit in the order of the text, and every signal that could not be run."""
    failures = list(context.failures)
    hits: list[Hit] = []
    text = record.text
    if len(text) > LIMIT:
        failures.append(Failure("text", f"longer than {LIMIT} characters: the rest was not read"))
    if lost := text.count(_LOST):
        failures.append(Failure("text", f"{many(lost, 'letter')} of it could not be read"))
    try:
        reading = Reading(record)
    except Exception as error:  # noqa: BLE001 (an ad that cannot be read must be held, whatever the reason)
        return (), (*failures, Failure("text", _reason(error)))
    for signal in signals:
        if perf_counter() > deadline:
            failures.append(Failure(signal.slug, "the time for this ad was used up"))
            continue
        try:
            hits += [_hit(signal, finding, record, text) for finding in signal.find(reading, context)]
        except Exception as error:  # noqa: BLE001 (a signal that fails means hold, whatever the reason)
            failures.append(Failure(signal.slug, _reason(error)))
    return tuple(sorted(set(hits), key=lambda hit: (hit.start, hit.end, hit.signal))), tuple(failures)


def _hit(signal: Signal, finding: Finding, record: AdRecord, text: str) -> Hit:
    start, end = finding.start, finding.end
    if not 0 <= start <= end <= len(text):
        raise IndexError(f"span {start}-{end} outside the ad")
    title = len(record.title)
    across = start == end or start < title < end
    field = "text" if across else "title" if end <= title else "body"
    return Hit(signal.slug, signal.weight, field, start, end, text[start:end], finding.why)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
