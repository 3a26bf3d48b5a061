"""What happened on the site, day by day, counted anew from the tables at every look.

Owns the questions and their SQL. Nothing is kept beside the tables: who asks twice about a day that is over gets the
same numbers, as far as retention and erasure have left its rows. Must not know: whose ads, messages and reports they
are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Min
from django.utils import timezone

from haven.listings.models import Listing, ListingState
from haven.notices.models import Notice

# Each gives a day of the site's time zone and numbers; times are medians in seconds (percentile_cont: interpolated).
_ADS = """
SELECT day, sum(live)::int, sum(held)::int FROM (
  SELECT (published_at AT TIME ZONE %(zone)s)::date AS day, 1 AS live, 0 AS held
  FROM listings_listing WHERE published_at >= %(since)s
  UNION ALL
  SELECT (created_at AT TIME ZONE %(zone)s)::date, 0, 1
  FROM listings_verdict WHERE outcome = 'hold' AND created_at >= %(since)s
) AS seen GROUP BY day
"""
_ANSWERS = """
SELECT (c.created_at AT TIME ZONE %(zone)s)::date AS day, count(*)::int, count(first.at)::int,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first.at - c.created_at))
FROM listings_conversation c JOIN listings_listing l ON l.id = c.listing_id
LEFT JOIN LATERAL (
  SELECT min(m.created_at) AS at FROM listings_message m WHERE m.conversation_id = c.id AND m.author_id = l.poster_id
) AS first ON true
WHERE c.created_at >= %(since)s GROUP BY GROUPING SETS ((day), ())
"""
# What came to the desk: held verdicts and reports. What left it: the ledger's word for ads, the closing for reports.
_DESK = """
SELECT day, sum(came)::int, sum(gone)::int,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) FROM (
  SELECT (created_at AT TIME ZONE %(zone)s)::date AS day, 1 AS came, 0 AS gone, NULL::float AS waited
  FROM listings_verdict WHERE outcome = 'hold' AND created_at >= %(since)s
  UNION ALL
  SELECT (filed_at AT TIME ZONE %(zone)s)::date, 1, 0, NULL FROM notices_notice WHERE filed_at >= %(since)s
  UNION ALL
  SELECT (closed_at AT TIME ZONE %(zone)s)::date, 0, 1, extract(epoch FROM closed_at - filed_at)
  FROM notices_notice WHERE closed_at >= %(since)s
  UNION ALL
  SELECT (e.at AT TIME ZONE %(zone)s)::date, 0, 1, extract(epoch FROM e.at - held.at)
  FROM ledger_ledgerentry e JOIN listings_listing l ON e.subject = 'listing:' || l.code
  JOIN LATERAL (
    SELECT max(v.created_at) AS at FROM listings_verdict v JOIN listings_listingrevision r ON r.id = v.revision_id
    WHERE r.listing_id = l.id AND v.outcome = 'hold' AND v.created_at <= e.at
  ) AS held ON held.at IS NOT NULL
  WHERE e.action IN ('listing.cleared', 'listing.taken_down') AND e.at >= %(since)s
) AS seen GROUP BY GROUPING SETS ((day), ())
"""


@dataclass(frozen=True, slots=True)
class Day:
    """Two counts of one day, and a median in seconds, where there is one."""

    day: date
    many: int
    other: int
    median: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """The days, the oldest first, without gaps; the sums, and the median of the whole time in seconds."""

    days: tuple[Day, ...]
    many: int
    other: int
    median: float | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a moderator at this moment, and since when the oldest of it (None: nothing waits)."""

    held: int
    reports: int
    oldest: datetime | None


def new_ads(days: int) -> Figure:
    """Ads that became public (`many`), and that were held for a person (`other`)."""
    return _figure(_ADS, days)


def answers(days: int) -> Figure:
    """Conversations that readers began, those that posters answered, and the median time until the first answer."""
    return _figure(_ANSWERS, days)


def desk(days: int) -> Figure:
    """What came to the moderators, what they decided, and the median time from the one to the other."""
    return _figure(_DESK, days)


def waiting() -> Waiting:
    """Ads that are held and reports that are open, now."""
    held = Listing.objects.filter(state=ListingState.HELD)
    reports = Notice.objects.filter(state=Notice.State.OPEN)
    since = [
        held.aggregate(first=Min("revision__verdicts__created_at"))["first"],
        reports.aggregate(first=Min("filed_at"))["first"],
    ]
    return Waiting(held.count(), reports.count(), min((moment for moment in since if moment), default=None))


def _figure(sql: str, days: int) -> Figure:
    today = timezone.localdate()
    first = today - timedelta(days=days - 1)
    since = timezone.make_aware(datetime.combine(first, time()))
    rows = _rows(sql, {"zone": settings.TIME_ZONE, "since": since})
    by_day = {row[0]: Day(row[0], row[1], row[2], row[3] if len(row) > 3 else None) for row in rows if row[0]}
    found = tuple(by_day.get(day, Day(day, 0, 0)) for day in (first + timedelta(days=n) for n in range(days)))
    whole = next((row[3] for row in rows if row[0] is None and len(row) > 3), None)
    return Figure(found, sum(day.many for day in found), sum(day.other for day in found), whole)


def _rows(sql: str, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
