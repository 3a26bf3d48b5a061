"""Cases whose lead has left. Reads, changes nothing.

Owns when a lead counts as gone. What a case is about is none of its business: whoever looks may not know it yet.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.cases.models import Case, Takeover
from haven.ledger.actions import person
from haven.ledger.models import LedgerEntry

AWAY = timedelta(days=30)
"""Without a trace of a lead in the log, after which a case counts as without one."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A case without a lead, as somebody sees it who may not know what it is about."""

    number: int
    opened_at: datetime
    is_open: bool
    members: int
    lead: str
    why: str
    asked: Takeover | None


def why_gone(lead: User) -> str:
    """Why somebody counts as gone; empty for who is here."""
    if not lead.is_active:
        return "their account is closed"
    if Role.INVESTIGATOR not in lead.roles:
        return "they are no investigator any more"
    last = LedgerEntry.objects.filter(actor=person(lead.pk)).order_by("-at").values_list("at", flat=True).first()
    if last is None or last < timezone.now() - AWAY:
        return f"nothing was heard of them for {AWAY.days} days"
    return ""


def without_lead() -> list[Orphan]:
    """All of them, those that are open first."""
    gone = {lead.pk: why for lead in User.objects.filter(pk__in=Case.objects.values("lead")) if (why := why_gone(lead))}
    waiting = {
        row.case_id: row
        for row in Takeover.objects.filter(settled_at=None, case__lead__in=gone).select_related("asked_by")
    }
    cases = Case.objects.filter(lead__in=gone).select_related("lead").annotate(people=Count("members"))
    return [
        Orphan(case.pk, case.opened_at, case.is_open, case.people, case.lead.name, gone[case.lead_id],
               waiting.get(case.pk))
        for case in sorted(cases, key=lambda case: (not case.is_open, case.pk))
    ]  # fmt: skip
