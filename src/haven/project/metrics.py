"""The site in numbers, for Prometheus: what the database knows at the moment of asking.

Owns: the names of the metrics. Must not know: who asks. Requests and their times are the proxy's to count: the web
server has several processes, each of which would tell its own part.
"""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Count
from django.utils import timezone
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

import haven
from haven.ledger.alarms import standing
from haven.ledger.models import LedgerEntry
from haven.listings.models import Conversation, Listing, ListingState, Message
from haven.mail.models import OutgoingMail
from haven.moderation.duties import lanes_of
from haven.moderation.models import Appeal, Decision
from haven.moderation.queries.waiting import count_by_lane
from haven.notices.models import Notice
from haven.policies.queries import live_policy

# Of each, rows are only ever added, so that their number is a counter.
_ADDED = {
    "haven_ads_submitted": ("Ads that were ever submitted", Listing.objects.exclude(revision=None)),
    "haven_conversations_opened": ("Conversations about ads", Conversation.objects.all()),
    "haven_messages_sent": ("Messages between readers and posters", Message.objects.all()),
    "haven_notices_filed": ("Reports about ads", Notice.objects.all()),
    "haven_decisions_made": ("Decisions of moderators", Decision.objects.all()),
    "haven_ledger_entries": ("Entries of the ledger", LedgerEntry.objects.all()),
}
_STANDINGS = ("good", "silent", "alarm")


class SiteMetrics(Collector):
    """What `prometheus_client` asks for the site's numbers."""

    def collect(self) -> Iterable[Metric]:
        """All metrics, counted now."""
        yield _gauge("haven_info", "The version that runs", "version", [(haven.__version__, 1)])
        states = dict.fromkeys(ListingState.values, 0)
        states |= dict(Listing.objects.values_list("state").annotate(Count("pk")).order_by())
        yield _gauge("haven_ads", "Ads by state", "state", states.items())
        for name, (told, rows) in _ADDED.items():
            counter = CounterMetricFamily(name, told)
            counter.add_metric([], rows.count())
            yield counter
        yield from _queue()
        waiting = OutgoingMail.objects.filter(sent_at=None, cancelled_at=None, send_after__lte=timezone.now())
        yield GaugeMetricFamily("haven_mails_waiting", "Mails that should have left", value=waiting.count())
        yield _gauge("haven_jobs", "Jobs by state", "state", _jobs())
        now = standing()
        rows_of = [(word, int(word == now)) for word in _STANDINGS]
        yield _gauge("haven_ledger_standing", "How the ledger stands: 1 for the word that holds", "standing", rows_of)
        yield GaugeMetricFamily("haven_database_bytes", "Size of the database", value=_database_bytes())


def _gauge(name: str, told: str, label: str, values: Iterable[tuple[str, float]]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, told, labels=[label])
    for value, number in values:
        gauge.add_metric([value], number)
    return gauge


def _queue() -> Iterator[GaugeMetricFamily]:
    """How much waits at the desk, and how late the first of it is."""
    lanes, now = count_by_lane(lanes_of(live_policy()[1])), timezone.now()
    waiting = [(lane, number) for lane, number, _ in lanes]
    late = [(lane, max(0.0, (now - due).total_seconds())) for lane, _, due in lanes]
    yield _gauge("haven_queue_waiting", "Ads that wait for a moderator, by lane", "lane", waiting)
    yield _gauge("haven_queue_late_seconds", "How long the first ad of a lane has been overdue", "lane", late)
    appeals = Appeal.objects.filter(state=Appeal.State.OPEN).count()
    yield GaugeMetricFamily("haven_appeals_open", "Appeals that wait for an answer", value=appeals)


def _jobs() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1 ORDER BY 1")
        return list(cursor.fetchall())


def _database_bytes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
