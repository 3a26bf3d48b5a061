"""What an auditor is shown of what two desks have read: a sample nobody can foresee, and what is unusual.

Owns what counts as unusual. Reads are those entries of the log; nothing else is known of them.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from haven.accounts.models import Role, User
from haven.cases.models import ReadReview
from haven.findings.models import Identifier, Membership, Sighting
from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing

SAMPLED = 20
"""One read of so many is shown, and the first of each reader and day besides."""

BULK = 60
"""Reads of one person within an hour that are more than work usually takes."""

_READS = {
    "authorities.read": "read the directory of authorities",
    "bundle.exported": "saved a bundle",
    "bundle.read": "read a bundle",
    "case.read": "read a case",
    "case.refused": "was refused a case of others",
    "cases.read": "read the list of cases",
    "cases.without_lead_read": "read which cases have no lead",
    "collection.opened": "read a collection",
    "collections.read": "read the list of collections",
    "escalations.read": "read what moderators handed over",
    "evidence.read": "read the list of bundles and holds",
    "exhibit.read": "read an exhibit",
    "export.read": "exported entities",
    "gathering.read": "saw how far a production is put together",
    "graph.read": "looked at a drawing of a network",
    "holds.read": "read the list of holds",
    "identifier.sought": "searched for an identifier",
    "network.read": "read a network",
    "networks.read": "read the list of networks",
    "production.file_read": "opened an item that an authority is to be given",
    "production.list_read": "read the list of what an authority is to be given",
    "production.read": "read what an authority is to be given",
    "request.document_read": "opened the file of an authority’s request",
    "request.exported": "saved what an authority is given",
    "request.read": "read an authority’s request",
    "requests.read": "read the list of authorities’ requests",
    "search.read": "opened the search",
    "search.refused": "was refused a search: no case, or a closed one",
}
_IN_A_CASE = "listing.read"
_KINDS = {"desk": "", "listing": "ad", "legal": "request", "notice": "report"}
_WORK_WITH_IT = [Role.INVESTIGATOR, Role.LEGAL_SPECIALIST, Role.LEGAL_APPROVER]
_DAYS = 7
_FIRST_HOUR, _LAST_HOUR = 7, 20
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Flag:
    """Something unusual: who, when it began, what about it, how many reads."""

    reader: str
    at: datetime
    kind: str
    words: str
    reads: int


@dataclass(frozen=True, slots=True)
class Sampled:
    """A read to be looked at, with what was said of it."""

    entry: LedgerEntry
    reader: str
    review: ReadReview | None

    @property
    def did(self) -> str:
        """What was done, in words."""
        return _READS.get(self.entry.action, "read an ad for a case")

    @property
    def about(self) -> str:
        """Of what: its kind and what it is called; nothing where the words say it all."""
        kind, _, key = self.entry.subject.partition(":")
        return f"{_KINDS.get(kind, kind)} {key}" if _KINDS.get(kind, kind) else ""


def reads_since(since: datetime) -> QuerySet[LedgerEntry]:
    """Reads since then, the oldest first: of everybody but those who only audit, also of who has no role any more."""
    in_a_case = Q(action=_IN_A_CASE, details__has_key="case")
    entries = LedgerEntry.objects.filter(
        Q(action__in=list(_READS)) | in_a_case, actor__startswith="person:", at__gte=since
    )
    return entries.exclude(actor__in=_auditors()).order_by("id")


def sample(limit: int = 50) -> list[Sampled]:
    """The reads of the last week that were drawn, those not looked at first."""
    entries = _drawn(_of_the_week())
    reviews = ReadReview.objects.filter(entry_id__in=[entry.pk for entry in entries]).in_bulk(field_name="entry_id")
    names = _names(entries)
    rows = [Sampled(entry, names[entry.actor], reviews.get(entry.pk)) for entry in reversed(entries)]
    return sorted(rows, key=lambda row: row.review is not None)[:limit]


def flags() -> list[Flag]:
    """What was unusual in the last week, the newest first."""
    by_reader: dict[str, list[LedgerEntry]] = defaultdict(list)
    entries = _of_the_week()
    for entry in entries:
        by_reader[entry.actor].append(entry)
    names = _names(entries)
    found = []
    for actor, entries in by_reader.items():
        name = names[actor]
        found += _bulk(name, entries) + _off_hours(name, entries) + _own(name, actor, entries) + _refused(name, entries)
    return sorted(found, key=lambda flag: flag.at, reverse=True)


def _of_the_week() -> list[LedgerEntry]:
    """The reads of the last week, the oldest first; of very many the latest."""
    latest = reads_since(timezone.now() - timedelta(days=_DAYS)).order_by("-id")[:_MOST]
    return list(reversed(latest))


def _drawn(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Those that were drawn: by a secret, so that nobody can tell which of one's reads will be."""
    seen: set[tuple[str, object]] = set()
    chosen = []
    for entry in entries:
        first = (entry.actor, timezone.localdate(entry.at))
        number = int.from_bytes(salted_hmac("haven.auditing", str(entry.pk), algorithm="sha256").digest()[:8])
        if first not in seen or number % SAMPLED == 0:
            chosen.append(entry)
        seen.add(first)
    return chosen


def _bulk(name: str, entries: list[LedgerEntry]) -> list[Flag]:
    """Hours with too many reads, wherever they begin: whoever knew the clock's would read on both sides of its full."""
    times = sorted(entry.at for entry in entries)
    found, first = [], 0
    while first < len(times):
        after = bisect_left(times, times[first] + timedelta(hours=1))
        many = after - first > BULK
        if many:
            found.append(Flag(name, times[first], "bulk", "Many reads within one hour", after - first))
        first = after if many else first + 1
    return found


def _off_hours(name: str, entries: list[LedgerEntry]) -> list[Flag]:
    days: dict[object, list[datetime]] = defaultdict(list)
    for entry in entries:
        local = timezone.localtime(entry.at)
        if local.weekday() > 4 or not _FIRST_HOUR <= local.hour < _LAST_HOUR:
            days[local.date()].append(entry.at)
    words = f"Outside working hours (weekdays, {_FIRST_HOUR} to {_LAST_HOUR})"
    return [Flag(name, times[0], "off-hours", words, len(times)) for times in days.values()]


def _refused(name: str, entries: list[LedgerEntry]) -> list[Flag]:
    refused = [entry for entry in entries if entry.action.endswith(".refused")]
    words = "Asked for a case of others, or searched for one that is closed"
    return [Flag(name, refused[-1].at, "refused", words, len(refused))] if refused else []


def _own(name: str, actor: str, entries: list[LedgerEntry]) -> list[Flag]:
    """Reads of what is tied to staff, as far as there are data: their ads, and what shares a contact with them."""
    near = _tied_to_staff()
    met = [entry for entry in entries if entry.subject in near]
    if not met:
        return []
    mine = sum(near[entry.subject] == actor for entry in met)
    words = (
        "Tied to the reader's own ads or address" if mine else "Tied to the ads or address of somebody who works here"
    )
    return [Flag(name, met[-1].at, "staff", words, len(met))]


def _tied_to_staff() -> dict[str, str]:
    """`listing:…` and `network:…` that are, or share a contact with, what somebody of the staff posted."""
    found: dict[str, str] = {}
    for user in User.objects.filter(grants__isnull=False).distinct():
        own = set(Listing.objects.filter(poster=user).values_list("code", flat=True))
        shown = Q(sightings__ad_id__in=own) | Q(kind="email", value=user.email)
        contacts = Identifier.objects.filter(shown, hub=False)
        ads = own | set(Sighting.objects.filter(identifier__in=contacts).values_list("ad_id", flat=True)[:1000])
        networks = Membership.objects.filter(ad_id__in=ads).values_list("network_id", flat=True)
        named = [f"listing:{code}" for code in ads] + [f"network:{key}" for key in networks]
        found |= dict.fromkeys(named, f"person:{user.pk}")
    return found


def _auditors() -> list[str]:
    """Those who read to audit, and for nothing else."""
    rows = User.objects.filter(grants__role=Role.AUDITOR).exclude(grants__role__in=_WORK_WITH_IT)
    return [f"person:{key}" for key in rows.values_list("pk", flat=True)]


def _names(entries: Iterable[LedgerEntry]) -> dict[str, str]:
    keys = {entry.actor.removeprefix("person:") for entry in entries}
    return {f"person:{user.pk}": user.name for user in User.objects.filter(pk__in=keys)}
