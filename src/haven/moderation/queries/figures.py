"""The figures of the desk over some weeks: what came in, what waits, how long it took, how often we were wrong.

Owns: counting. What came in and what was decided is counted from the ledger, so that whoever holds it counts the same;
only times taken and what waits now are read from the tables. Must not know: pages.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median, quantiles
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from haven.ledger.models import LedgerEntry
from haven.moderation.duties import APPEALS, SECOND_PERSON, Lane, lanes_of
from haven.moderation.models import Appeal, Decision, Outcome, Proposal
from haven.moderation.queries.waiting import waiting_ads, waiting_appeals
from haven.policies.queries import live_policy
from haven.screening.intervals import Interval, wilson

LENGTHS = (28, 91, 364)
"""Days that can be looked at: whole weeks, so that weekends do not tilt a comparison."""

_COUNTED = {
    "listing.submitted": "submitted",
    "notice.filed": "reports",
    "appeal.filed": "appeals",
    "decision.made": "decisions",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A day, or a week where many are looked at: its first day, and how often each thing happened in it."""

    first: date
    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one lane now: how many, how many late, and for how long: half of it, and the longest."""

    lane: Lane
    count: int
    late: int
    half: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Handling:
    """How long one outcome took from taking in hand to deciding: how often, half and nine tenths of the times."""

    outcome: Outcome
    count: int
    half: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True)
class Reversals:
    """Appeals that were answered: under which rule, how many, how many of them reversed, and the share."""

    ground: str
    answered: int
    reversed: int
    share: Interval | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything about `since` (with) to `until` (without); what waits is of now."""

    since: date
    until: date
    steps: list[Step]
    totals: Counter[str]
    waiting: list[Waiting]
    handling: list[Handling]
    reversals: list[Reversals]

    def series(self, name: str) -> list[tuple[date, int]]:
        """How often one thing happened, step by step."""
        return [(step.first, step.counts[name]) for step in self.steps]


def figures_of(*, until: date, days: int) -> Figures:
    """The figures of so many days before `until`."""
    since = until - timedelta(days=days)
    by_day = _by_day(since, until)
    length = 1 if days <= LENGTHS[0] else 7
    steps = [
        Step(first, sum((by_day.get(first + timedelta(days=n), Counter()) for n in range(length)), Counter()))
        for first in (since + timedelta(days=n) for n in range(0, days, length))
    ]
    return Figures(
        since=since,
        until=until,
        steps=steps,
        totals=sum(by_day.values(), Counter()),
        waiting=_waiting(),
        handling=_handling(since, until),
        reversals=_reversals(since, until),
    )


def _moments(since: date, until: date) -> tuple[datetime, datetime]:
    """The days' beginnings where the site is."""
    zone = timezone.get_current_timezone()
    first, last = (datetime.combine(day, time(), tzinfo=zone) for day in (since, until))
    return first, last


def _by_day(since: date, until: date) -> dict[date, Counter[str]]:
    found: dict[date, Counter[str]] = {}
    entries = LedgerEntry.objects.filter(action__in=_COUNTED, at__range=_until(since, until))
    rows = (
        entries.annotate(day=TruncDate("at")).values_list("day", "action", "details__outcome").annotate(n=Count("pk"))
    )
    for day, action, outcome, number in rows.order_by():
        counts = found.setdefault(day, Counter())
        counts[_COUNTED[action]] += number
        if action in {"listing.submitted", "decision.made"} and outcome:
            counts[f"{_COUNTED[action]} {outcome}"] += number
    for at, told in _imports(since, until):
        counts = found.setdefault(timezone.localtime(at).date(), Counter())
        counts["submitted"] += told["count"]
        counts["submitted hold"] += told.get("held", 0)
        counts["submitted refuse"] += told.get("refused", 0)
    return found


def _imports(since: date, until: date) -> QuerySet[LedgerEntry, tuple[datetime, dict[str, int]]]:
    """When ads came in from files, and how many: an entry tells of a whole batch."""
    entries = LedgerEntry.objects.filter(action="listings.imported", at__range=_until(since, until))
    return entries.values_list("at", "details")


def _until(since: date, until: date) -> tuple[datetime, datetime]:
    """A range of moments that ends just before `until` begins."""
    first, last = _moments(since, until)
    return first, last - timedelta(microseconds=1)


def _waiting() -> list[Waiting]:
    _, policy = live_policy()
    lanes, now = lanes_of(policy), timezone.now()
    ages: dict[str, list[tuple[timedelta, bool]]] = {}
    waiting: Any = waiting_ads(lanes)  # the type checker does not see annotations through a function
    for lane, since, due in waiting.order_by().values_list("lane", "since", "due_at"):
        ages.setdefault(lane, []).append((now - since, due < now))
    proposals = Proposal.objects.filter(state=Proposal.State.OPEN)
    for lane, begun in (
        (APPEALS, waiting_appeals().values_list("filed_at", flat=True)),
        (SECOND_PERSON, proposals.values_list("proposed_at", flat=True)),
    ):
        for since in begun:
            ages.setdefault(lane, []).append((now - since, since + timedelta(hours=lanes[lane].hours) < now))
    found = [
        Waiting(lanes[slug], len(all_), sum(late for _, late in all_), _half([age for age, _ in all_]), max(all_)[0])
        for slug, all_ in ages.items()
    ]
    return sorted(found, key=lambda one: (one.lane.urgency, one.lane.slug))


def _handling(since: date, until: date) -> list[Handling]:
    made = Decision.objects.filter(decided_at__range=_until(since, until), undone_at=None, claimed_at__isnull=False)
    taken: dict[str, list[timedelta]] = {}
    for outcome, time_taken in made.values_list("outcome", F("decided_at") - F("claimed_at")):
        taken.setdefault(outcome, []).append(max(time_taken, timedelta()))
    return [
        Handling(outcome, len(taken[outcome]), _half(taken[outcome]), _nine_tenths(taken[outcome]))
        for outcome in Outcome
        if outcome in taken
    ]


def _half(times: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(one.total_seconds() for one in times))


def _nine_tenths(times: Sequence[timedelta]) -> timedelta:
    seconds = [one.total_seconds() for one in times]
    return timedelta(seconds=seconds[0] if len(seconds) == 1 else quantiles(seconds, n=10, method="inclusive")[-1])


def _reversals(since: date, until: date) -> list[Reversals]:
    answered = Appeal.objects.filter(answered_at__range=_until(since, until)).exclude(state=Appeal.State.OPEN)
    counts: dict[str, Counter[str]] = {}
    for ground, notice, state in answered.values_list("decision__ground", "notice", "state"):
        counts.setdefault("reports that were not followed" if notice else ground, Counter())[state] += 1
    found = []
    for ground, states in sorted(counts.items()):
        wrong = states[Appeal.State.REVERSED]
        found.append(Reversals(ground, states.total(), wrong, wilson(wrong, states.total())))
    return found
