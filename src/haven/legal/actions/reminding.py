"""What the legal desk is mailed, so that nobody has to watch its list: requests, what waits to be approved, holds.

Owns to whom, and that each is said once. The mails name references, never whom or what a request is about.
"""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.accounts.permissions import LEGAL_STAFF
from haven.accounts.telling import mail_staff
from haven.custody.models.hold import SOON
from haven.ledger.actions import machine, record
from haven.legal.models import Instrument, LegalHold, LegalRequest, Production
from haven.listings.links import absolute

_CLOCK = machine("legal")


@transaction.atomic
def remind_of_requests() -> int:
    """Mail the desk which requests are new, due soon or late, once for each; how many. Those of a minute are one mail.

    Where nobody is at the desk, nothing counts as said.
    """
    staff = list(User.objects.holding(LEGAL_STAFF))
    rows = LegalRequest.objects.select_for_update(skip_locked=True).filter(closed_at=None).order_by("due_at", "pk")
    rows = rows.exclude(reminded=LegalRequest.Reminder.LATE)
    due = [one for one in rows if one.reminder > one.reminded] if staff else []
    for request in due:
        request.reminded = request.reminder
        request.save(update_fields=["reminded"])
        record(actor=_CLOCK, action="request.desk_told", subject=request.subject, stage=request.reminder.name.lower())
    if due:
        emergency = any(one.instrument == Instrument.EMERGENCY for one in due)
        context = {"requests": due, "emergency": emergency, "link": absolute("legal:queue")}
        mail_staff(staff, "desk_requests_due", context)
    return len(due)


def tell_approvers(production: Production) -> None:
    """Mail whoever can be the second person that it waits; part of the transaction of whoever made it."""
    call = production.request.verified_by
    had_a_hand = {production.prepared_by_id, *([call.called_by_id] if call else [])}
    context = {"request": production.request, "link": absolute("legal:production", production.code)}
    approvers = User.objects.holding([Role.LEGAL_APPROVER]).exclude(pk__in=had_a_hand)
    mail_staff(approvers, "desk_production_waits", context)


@transaction.atomic
def remind_of_holds() -> int:
    """Mail the desk about each hold that ends within two weeks, once for each end; how many holds.

    Where nobody is at the desk, nothing counts as said.
    """
    now, staff = timezone.now(), list(User.objects.holding(LEGAL_STAFF))
    rows = LegalHold.objects.filter(hold__released_at=None, hold__until__gt=now, hold__until__lte=now + SOON)
    unsaid = [one for one in rows.select_related("hold", "request") if one.reminded_for != one.hold.until]
    ending = unsaid if staff else []
    for held in ending:
        context = {
            "reference": held.request.reference, "until": held.hold.until, "renewable": held.may_be_renewed,
            "link": absolute("legal:holds"),
        }  # fmt: skip
        mail_staff(staff, "desk_hold_ends", context)
        held.reminded_for = held.hold.until
        held.save(update_fields=["reminded_for"])
        record(actor=_CLOCK, action="request.hold_ending", subject=held.request.subject, hold=held.pk)
    return len(ending)
