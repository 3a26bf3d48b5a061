"""How each signal does on the site's own ads: how often it fires, how often people found it right, on whom.

Owns: reading verdicts, hits and decisions, and counting. Groups of ads (language, region, category) are counted to see
whether a signal is harder on some; nothing hands them to a signal. Must not know: pages, what the counts mean.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from haven.moderation.grouping import ELSEWHERE, NOWHERE, commonest, language_of
from haven.screening.signals import BY_SLUG

WEEKS = 13
DIMENSIONS = ("category", "language", "region")
_REGIONS = 8
_BATCH = 2000
# The latest verdict of each revision of the time, the signals behind it, and what people decided in the end: the ground
# of a restriction, '' where they found the ad lawful, null where nobody looked.
_READ = """
SELECT v.created_at, v.outcome, coalesce(parent.slug, c.slug), coalesce(p.name || ', ' || p.country, ''),
    left(r.title || '\n' || r.body, 2000),
    array(SELECT DISTINCT h.signal FROM listings_signalhit h WHERE h.verdict_id = v.id),
    (SELECT CASE
            WHEN d.outcome NOT IN ('limit', 'refuse', 'remove', 'close') THEN ''
            WHEN EXISTS (SELECT FROM moderation_appeal a WHERE a.decision_id = d.id AND a.state = 'reversed') THEN ''
            ELSE d.ground END
        FROM moderation_decision d
        WHERE d.revision_id = r.id AND d.undone_at IS NULL AND d.outcome <> 'ask' ORDER BY d.id DESC LIMIT 1)
FROM listings_verdict v
JOIN listings_listingrevision r ON r.id = v.revision_id
JOIN listings_category c ON c.id = r.category_id
LEFT JOIN listings_category parent ON parent.id = c.parent_id
LEFT JOIN listings_place p ON p.id = r.place_id
WHERE v.created_at >= %(since)s AND v.created_at < %(until)s
    AND NOT EXISTS (SELECT FROM listings_verdict later WHERE later.revision_id = v.revision_id AND later.id > v.id)
"""


@dataclass(slots=True)
class Week:
    """Seven days: ads judged, ads it fired on, of those how many people found against the rules, or lawful."""

    ads: int = 0
    fired: int = 0
    right: int = 0
    wrong: int = 0


@dataclass(slots=True)
class SignalCount:
    """One signal over the whole time.

    Attributes:
        fired: ads it fired on.
        right, wrong: of those, what people found against the rules, or lawful.
        missed: ads that people found against the very rule it speaks for, and it was silent on.
        caught: ads that people found against that rule, and it fired on.
        weeks: the same by week, the oldest first.
        lawful: for each dimension and group, lawful ads that it fired on.
    """

    fired: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    caught: int = 0
    weeks: list[Week] = field(default_factory=lambda: [Week() for _ in range(WEEKS)])
    lawful: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in DIMENSIONS})


@dataclass(slots=True)
class SignalFigures:
    """What was counted: ads judged and decided, lawful ads by dimension and group, and each signal by its slug.

    Lawful are ads that a person found so, and those that screening published and nobody found against the rules.
    """

    until: str
    ads: int = 0
    decided: int = 0
    lawful: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in DIMENSIONS})
    signals: dict[str, SignalCount] = field(default_factory=lambda: {slug: SignalCount() for slug in BY_SLUG})

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


class _Row(NamedTuple):
    at: datetime
    outcome: str
    category: str
    region: str
    text: str
    signals: list[str]
    found: str | None

    @property
    def is_lawful(self) -> bool:
        return self.found == "" or (self.found is None and self.outcome == "publish")


def count_signals(*, until: datetime | None = None) -> SignalFigures:
    """Count the ads that were judged in the `WEEKS` weeks before `until`, by default now."""
    until = until or timezone.now()
    since = until - timedelta(weeks=WEEKS)
    figures = SignalFigures(until.isoformat())
    regions = commonest((row.region for row in _rows(since, until) if row.region), _REGIONS)
    for row in _rows(since, until):
        week = min(WEEKS - 1, (row.at - since) // timedelta(weeks=1))
        _count(figures, row, week, _groups(row, regions))
    return figures


def _rows(since: datetime, until: datetime) -> Iterator[_Row]:
    """Read in steps: a million ads do not fit into memory at once."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_READ, {"since": since, "until": until})
        while rows := cursor.fetchmany(_BATCH):
            yield from map(_Row._make, rows)


def _groups(row: _Row, regions: frozenset[str]) -> dict[str, str]:
    region = row.region if row.region in regions else ELSEWHERE if row.region else NOWHERE
    return {"category": row.category, "language": language_of(row.text), "region": region}


def _count(figures: SignalFigures, row: _Row, week: int, groups: dict[str, str]) -> None:
    fired = set(row.signals)
    figures.ads += 1
    figures.decided += row.found is not None
    if row.is_lawful:
        _add(figures.lawful, groups)
    for slug, count in figures.signals.items():
        count.weeks[week].ads += 1
        if row.found and row.found == BY_SLUG[slug].ground:
            count.caught += slug in fired
            count.missed += slug not in fired
        if slug in fired:
            _count_fired(count, row, week, groups)


def _count_fired(count: SignalCount, row: _Row, week: int, groups: dict[str, str]) -> None:
    for one in (count, count.weeks[week]):
        one.fired += 1
        one.right += bool(row.found)
        one.wrong += row.found == ""
    if row.is_lawful:
        _add(count.lawful, groups)


def _add(lawful: dict[str, dict[str, int]], groups: dict[str, str]) -> None:
    for dimension, group in groups.items():
        lawful[dimension][group] = lawful[dimension].get(group, 0) + 1
