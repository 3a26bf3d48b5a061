"""What a policy would have decided about ads of the past, from what the signals found then.

Owns: reading verdicts and hits, deciding anew, counting. The signals are not run again: their hits are stored with each
verdict, so a policy is tested on what it would have been given. The one exception is a classifier that is to be tried:
it reads the ads again, and its hits take the place of those of the classifier that was in force then. Must not know:
pages, jobs.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import starmap
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from haven.listings.models import ListingRevision
from haven.listings.records import to_record
from haven.screening import Context, Hit, Policy, conclude
from haven.screening.engine import run
from haven.screening.learned import Classifier
from haven.screening.signals import BY_SLUG

LEARNED = BY_SLUG["like-stopped-ads"]
FLIPS = 300
"""Ads that decide otherwise and are named; all are counted."""

_BATCH = 2000
# The latest verdict of each revision of the time, its hits, and what people decided about it in the end.
_READ = """
SELECT r.id, l.code, v.outcome, v.failures <> '[]'::jsonb,
    coalesce(parent.slug || '/', '') || c.slug,
    extract(epoch FROM v.created_at - u.joined_at) / 86400,
    (SELECT jsonb_agg(jsonb_build_array(h.signal, h.start, h."end") ORDER BY h.id)::text
        FROM listings_signalhit h WHERE h.verdict_id = v.id),
    (SELECT CASE
            WHEN EXISTS (SELECT FROM moderation_appeal a WHERE a.decision_id = d.id AND a.state = 'reversed')
                THEN d.outcome NOT IN ('limit', 'refuse', 'remove', 'close')
            ELSE d.outcome IN ('limit', 'refuse', 'remove', 'close') END
        FROM moderation_decision d
        WHERE d.revision_id = r.id AND d.undone_at IS NULL AND d.outcome <> 'ask' ORDER BY d.id DESC LIMIT 1)
FROM listings_verdict v
JOIN listings_listingrevision r ON r.id = v.revision_id
JOIN listings_listing l ON l.id = r.listing_id
JOIN listings_category c ON c.id = r.category_id
LEFT JOIN listings_category parent ON parent.id = c.parent_id
LEFT JOIN accounts_user u ON u.id = l.poster_id
WHERE v.created_at >= %(since)s
    AND NOT EXISTS (SELECT FROM listings_verdict later WHERE later.revision_id = v.revision_id AND later.id > v.id)
ORDER BY v.id DESC
LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Flip:
    """An ad about which the policy would have decided otherwise: its code, shelf, both outcomes, and the new rule.

    `found` is what a person found: True for against the rules, False for lawful, None where nobody looked.
    """

    code: str
    category: str
    was: str
    now: str
    rule: str
    found: bool | None


@dataclass(slots=True)
class Backtest:
    """What came of it.

    Attributes:
        ads: how many were judged.
        outcomes: how many for each (outcome then, outcome by this policy), as "publish hold".
        categories: for each upper category: ads, and how many would be decided otherwise.
        right, wrong: ads that it stops (holds or refuses) and a person found against the rules, or lawful.
        missed: ads that it lets through and a person found against the rules.
        right_then, wrong_then, missed_then: the same of what was decided then.
        flips: at most `FLIPS` ads that change, those that people looked at first.
        seconds: how long it took.
    """

    ads: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    categories: dict[str, list[int]] = field(default_factory=dict)
    right: int = 0
    wrong: int = 0
    missed: int = 0
    right_then: int = 0
    wrong_then: int = 0
    missed_then: int = 0
    flips: list[Flip] = field(default_factory=list)
    seconds: float = 0

    @property
    def pairs(self) -> list[tuple[str, int]]:
        """The outcomes as a page asks for them."""
        return list(self.outcomes.items())

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self) | {"outcomes": dict(self.outcomes)}


def backtest(
    policy: Policy, *, days: int, most: int = 1_000_000, classifier: Classifier | None = None
) -> Backtest:  # fmt: skip
    """Decide anew about the ads that were judged in the last `days`, the latest `most` of them.

    With a `classifier`, as if it had been in force; where it fails on an ad, the ad is held, as it would have been.
    """
    began = time.perf_counter()
    found = Backtest()
    for rows in _batches(days, most):
        for row in _as_if(rows, policy, classifier) if classifier else rows:
            _count(found, policy, row)
    found.flips.sort(key=lambda flip: flip.found is None)
    found.flips = found.flips[:FLIPS]
    found.seconds = round(time.perf_counter() - began, 2)
    return found


class _Row(NamedTuple):
    revision: int
    code: str
    was: str
    failed: bool
    category: str
    age: Decimal | None
    hits: str | None
    bad: bool | None
    tried: tuple[Hit, ...] | None = None

    def seen(self) -> list[Hit]:
        """What the policy is given."""
        then = [_hit(*hit) for hit in json.loads(self.hits or "[]")]
        if self.tried is None:
            return then
        return [*(hit for hit in then if hit.signal != LEARNED.slug), *self.tried]


def _batches(days: int, most: int) -> Iterator[list[_Row]]:
    values: dict[str, Any] = {"since": timezone.now() - timedelta(days=days), "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_READ, values)
        while rows := cursor.fetchmany(_BATCH):
            yield list(starmap(_Row, rows))


def _as_if(rows: list[_Row], policy: Policy, classifier: Classifier) -> Iterator[_Row]:
    """The rows with what the classifier finds in the ads; words that were erased since, it finds nothing in."""
    ads = ListingRevision.objects.select_related("listing", "category__parent", "place")
    there = ads.prefetch_related("shown_photos__photo").in_bulk([row.revision for row in rows])
    context = Context(classifier=classifier)
    for row in rows:
        ad = there.get(row.revision)
        judged = run([LEARNED], to_record(ad), policy, context) if ad else None
        failed = row.failed or bool(judged and judged.failures)
        yield row._replace(failed=failed, tried=judged.hits if judged else ())


def _count(found: Backtest, policy: Policy, row: _Row) -> None:
    was, bad, category = row.was, row.bad, row.category
    context = Context(author_age_days=None if row.age is None else float(row.age))
    now = conclude(policy, row.seen(), category, context, failed=row.failed)
    outcome = now.outcome.value
    found.ads += 1
    found.outcomes[f"{was} {outcome}"] += 1
    counted = found.categories.setdefault(category.partition("/")[0], [0, 0])
    counted[0] += 1
    if outcome != was:
        counted[1] += 1
        if bad is not None or len(found.flips) < FLIPS:
            found.flips.append(Flip(row.code, category, was, outcome, now.rule or "", bad))
    if bad is None:
        return
    stops, stopped = outcome != "publish", was != "publish"
    found.right += bad and stops
    found.wrong += not bad and stops
    found.missed += bad and not stops
    found.right_then += bad and stopped
    found.wrong_then += not bad and stopped
    found.missed_then += bad and not stopped


def _hit(signal: str, start: int | None, end: int | None) -> Hit:
    return Hit(signal, 0, "text", start or 0, end or 0, "", "")
