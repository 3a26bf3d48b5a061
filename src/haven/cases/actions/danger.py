"""Telling the police of a threat to somebody's life or safety."""

from django.db import transaction

from haven.accounts.models import User
from haven.cases.actions.standing import checked
from haven.cases.directory import Recipient
from haven.cases.errors import CaseError
from haven.cases.models import DangerReport
from haven.ledger.actions import person, record


@transaction.atomic
def report_danger(
    *, subject: str, to: Recipient, suspicion: str, told: str, by: User, reference: str = ""
) -> DangerReport:
    """Note what was told to the police of a country about a threat (EU DSA art. 18: promptly, all that is known).

    Haven sends nothing itself: a person calls, and writes down here what they said.

    Raises:
        CaseError: it is no police contact, or it is not said what is suspected and what was told.
    """
    suspicion, told, reference = checked(suspicion, 1000), checked(told, 4000), " ".join(checked(reference, 80).split())
    if to.kind != "police":
        raise CaseError("A threat to life or safety is told to the police.")
    if not suspicion or not told:
        raise CaseError("Say what you suspect, and what you told them.")
    report = DangerReport.objects.create(
        subject=subject, suspicion=suspicion, recipient=to.name, country=to.country, reached_at=to.contact, told=told,
        reference=reference, told_by=by,
    )  # fmt: skip
    record(actor=person(by.pk), action="danger.reported", subject=subject, report=report.pk, country=to.country)
    return report
