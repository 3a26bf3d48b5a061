"""What the site owes the public once a year (EU DSA, art. 15 and 24; template of Implementing Regulation 2024/2835).

Owns: counting one year's entries of the ledger, in one pass and from nothing else, so that whoever holds the log counts
the same. Must not know: pages, the template's cells.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone

from haven.ledger.models import LedgerEntry

_COUNTED = (
    "notice.filed", "notice.closed", "notice.reopened", "decision.made", "decision.undone", "statement.written",
    "review.requested", "appeal.filed", "appeal.answered", "appeal.answer_undone",
    "reporter.suspended", "sample.judged",
)  # fmt: skip
RESTRICTIONS = ("limit", "refuse", "remove", "close")


@dataclass(slots=True)
class Year:
    """The counts of one year.

    Attributes:
        year: of the calendar, where the site is.
        notices: reports filed, by reason.
        closings: reports closed in the year that were not opened again, by name: whether anything was done, and when.
        restrictions: decisions by people against an ad or account that were not taken back, by (outcome, rule).
        machine: refusals by screening alone, by rule.
        reviews: posters who had a person read what screening refused.
        appeals: appeals filed, by who filed them.
        answers: appeals answered that were not taken back, by name: `upheld` or `reversed`, and how long it took.
        suspended: addresses whose reports are not worked on for a time.
        second_looks: second looks at what was decided, `same` or `other`.
        by_month: for `reports`, `restrictions`, `machine` and `appeals`, how many in each of twelve months.
    """

    year: int
    notices: Counter[str] = field(default_factory=Counter)
    closings: dict[str, tuple[bool, timedelta]] = field(default_factory=dict)
    restrictions: Counter[tuple[str, str]] = field(default_factory=Counter)
    machine: Counter[str] = field(default_factory=Counter)
    reviews: int = 0
    appeals: Counter[str] = field(default_factory=Counter)
    answers: dict[int, tuple[str, timedelta | None]] = field(default_factory=dict)
    suspended: int = 0
    second_looks: Counter[str] = field(default_factory=Counter)
    by_month: dict[str, list[int]] = field(
        default_factory=lambda: {name: [0] * 12 for name in ("reports", "restrictions", "machine", "appeals")}
    )

    @property
    def reported(self) -> int:
        """Reports, for whatever reason."""
        return self.notices.total()

    @property
    def by_machine(self) -> int:
        """Ads that screening alone refused."""
        return self.machine.total()

    @property
    def answered(self) -> Counter[str]:
        """Appeals answered, `upheld` or `reversed`."""
        return Counter(state for state, _ in self.answers.values())

    @property
    def appeals_answered(self) -> int:
        """Appeals answered, either way."""
        return self.answered.total()

    @property
    def restricted(self) -> int:
        """Restrictions by people, of every kind."""
        return self.restrictions.total()

    @property
    def acted(self) -> int:
        """Reports after which something was done."""
        return sum(acted for acted, _ in self.closings.values())

    @property
    def half_closed_within(self) -> timedelta | None:
        """The median time from a report to its decision; None where none was closed."""
        return _middle([took for _, took in self.closings.values()])

    @property
    def half_answered_within(self) -> timedelta | None:
        """The median time from an appeal to its answer; None where none was answered."""
        return _middle([took for _, took in self.answers.values() if took is not None])


def year_of(year: int) -> Year:
    """Count one year of the ledger."""
    zone = timezone.get_current_timezone()
    begin, end = (datetime(at, 1, 1, tzinfo=zone) for at in (year, year + 1))
    found, begun, undone = Year(year), _begun(end), _undone(end)
    for entry in _entries(begin, end):
        _count(found, entry, begun, undone)
    return found


def _entries(begin: datetime, end: datetime) -> Iterator[LedgerEntry]:
    rows = LedgerEntry.objects.filter(action__in=_COUNTED, at__gte=begin, at__lt=end)
    return rows.order_by("id").iterator(5000)


def _begun(end: datetime) -> dict[str, datetime]:
    """When each report and each appeal was filed, by name."""
    rows = LedgerEntry.objects.filter(action__in=["notice.filed", "appeal.filed"], at__lt=end)
    return {
        f"appeal:{details['appeal']}" if action == "appeal.filed" else subject: at
        for action, subject, details, at in rows.values_list("action", "subject", "details", "at")
    }


def _undone(end: datetime) -> set[int]:
    """Decisions that were taken back within the minute: nobody was told, so they are none."""
    rows = LedgerEntry.objects.filter(action="decision.undone", at__lt=end + timedelta(hours=2))
    return set(rows.values_list("details__decision", flat=True))


def _count(found: Year, entry: LedgerEntry, begun: dict[str, datetime], undone: set[int]) -> None:
    details, month = entry.details, timezone.localtime(entry.at).month - 1
    match entry.action:
        case "notice.filed":
            found.notices[details["reason"]] += 1
            found.by_month["reports"][month] += 1
        case "notice.closed":
            found.closings[entry.subject] = (bool(details["acted"]), entry.at - begun.get(entry.subject, entry.at))
        case "notice.reopened":
            found.closings.pop(entry.subject, None)
        case "decision.made" if details["outcome"] in RESTRICTIONS and details["decision"] not in undone:
            found.restrictions[details["outcome"], details["ground"] or ""] += 1
            found.by_month["restrictions"][month] += 1
        case "statement.written":
            found.machine[details["ground"]] += 1
            found.by_month["machine"][month] += 1
        case "review.requested":
            found.reviews += 1
        case _:
            _count_after(found, entry, begun, month)


def _count_after(found: Year, entry: LedgerEntry, begun: dict[str, datetime], month: int) -> None:
    """What follows a decision: appeals, second looks, suspensions."""
    details = entry.details
    match entry.action:
        case "appeal.filed":
            found.appeals[details["by"]] += 1
            found.by_month["appeals"][month] += 1
        case "appeal.answered":
            name = f"appeal:{details['appeal']}"
            found.answers[details["appeal"]] = (details["state"], entry.at - begun[name] if name in begun else None)
        case "appeal.answer_undone":
            found.answers.pop(details["appeal"], None)
        case "reporter.suspended":
            found.suspended += 1
        case "sample.judged":
            found.second_looks["same" if details["agrees"] else "other"] += 1


def _middle(times: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(one.total_seconds() for one in times)) if times else None
