"""The yearly report in the parts of the EU template (Implementing Regulation 2024/2835, annex I), as rows of a file.

Owns: which part, indicator and scope each count is, and what does not apply to a site like this. Must not know: how
things are counted.
"""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from haven.moderation.queries.yearly import Year
from haven.notices.models import NoticeReason
from haven.screening import Policy

NOT_APPLICABLE = "not applicable"


class Row(NamedTuple):
    """One line: the template's part, what is counted, of what, the value, and a remark."""

    part: str
    indicator: str
    scope: str
    value: str
    remark: str = ""


_WHAT = {
    "limit": "visibility restriction: demotion",
    "refuse": "visibility restriction: disabling of content",
    "remove": "visibility restriction: removal of content",
    "close": "account restriction: termination",
}


def rows_of(found: Year, policy: Policy, *, service: str, moderators: int) -> list[Row]:
    """The report as rows, part after part; a part that does not apply says so, and why."""
    return [
        Row("2_identification", "Name of the service", "", service),
        Row("2_identification", "Reporting period", "start", f"{found.year}-01-01"),
        Row("2_identification", "Reporting period", "end", f"{found.year}-12-31"),
        Row("3_member_states_orders", "Orders to act or to give information", "all", NOT_APPLICABLE,
            "this software keeps no register of orders yet: add them by hand"),
        *_notices(found),
        *_own_initiative(found, policy),
        *_appeals(found),
        *_automated(found),
        Row("9_human_resources", "People who moderate", "all", str(moderators), "now; applies to very large platforms"),
        Row("10_AMAR", "Average monthly active recipients", "all", NOT_APPLICABLE, "readers are not counted"),
    ]  # fmt: skip


def as_csv(rows: list[Row]) -> str:
    """RFC 4180, with a header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(Row._fields)
    writer.writerows(rows)
    return out.getvalue()


def _notices(found: Year) -> Iterator[Row]:
    part = "4_notices"
    yield Row(part, "Notices received", "all", str(found.notices.total()))
    for reason in NoticeReason:
        yield Row(part, "Notices received", reason.value, str(found.notices[reason.value]), str(reason.label))
    yield Row(part, "Notices processed solely by automated means", "all", "0", "a person decides every one")
    yield Row(part, "Actions taken", "all", str(found.acted), "notices after which the ad was restricted")
    yield Row(part, "No action", "all", str(len(found.closings) - found.acted))
    yield Row(part, "Median time needed for taking action", "hours", _hours(found.half_closed_within))


def _own_initiative(found: Year, policy: Policy) -> Iterator[Row]:
    """Illegal content and content against the terms are two parts of the template; the policy says which a rule is."""
    counts = dict(found.restrictions) | {("refuse by machine", rule): n for rule, n in found.machine.items()}
    for (outcome, rule), number in sorted(counts.items()):
        ground = policy.grounds.get(rule)
        part = "5_own_initiative_illegal" if ground and ground.dsa == "illegal" else "6_own_initiative_TC"
        category = ground.category if ground else "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
        by_machine = outcome == "refuse by machine"
        what = _WHAT["refuse" if by_machine else outcome]
        yield Row(part, what, category, str(number), f"rule {rule}, by {'machine alone' if by_machine else 'people'}")


def _appeals(found: Year) -> Iterator[Row]:
    part = "7_appeals_and_recidivism"
    for who in ("poster", "reporter"):
        yield Row(part, "Complaints received", who, str(found.appeals[who]))
    yield Row(part, "Complaints received", "poster, against a machine", str(found.reviews), "a person reads the ad")
    yield Row(part, "Decisions upheld", "all", str(found.answered["upheld"]))
    yield Row(part, "Decisions reversed", "all", str(found.answered["reversed"]))
    yield Row(part, "Median time needed for taking a decision", "hours", _hours(found.half_answered_within))
    yield Row(
        part, "Out-of-court disputes", "all", NOT_APPLICABLE, "this software keeps no register of them: add by hand"
    )
    yield Row(part, "Suspensions for manifestly unfounded notices", "all", str(found.suspended))


def _automated(found: Year) -> Iterator[Row]:
    part, looked = "8_automated_means", found.second_looks.total()
    yield Row(part, "Decisions by automated means alone", "all", str(found.machine.total()))
    share = f"{found.second_looks['other'] / looked:.4f}" if looked else ""
    yield Row(part, "Share of second looks that found otherwise", "random sample", share, f"{looked} looked at")


def _hours(time: timedelta | None) -> str:
    return f"{time.total_seconds() / 3600:.1f}" if time is not None else ""
