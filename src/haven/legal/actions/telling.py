"""Telling people that an authority was given something about them: at once, or the day after a gag ends."""

from django.db import transaction
from django.utils import timezone

from haven.ledger.actions import machine, record
from haven.legal.models import UserNotice
from haven.mail.actions import send_mail
from haven.rights.models import Erasure
from haven.site.queries import site

_AT_ONCE = 100


@transaction.atomic
def tell_people() -> int:
    """Send the notices that are due; how many were dealt with. Whoever has no address any more cannot be told."""
    due = UserNotice.objects.select_for_update(of=("self",), skip_locked=True).filter(sent_at=None, nowhere=False)
    due = due.filter(due_at__lte=timezone.now()).select_related("person", "production__request__verified_by__authority")
    rows = list(due[:_AT_ONCE])
    for notice in rows:
        _tell(notice)
    return len(rows)


def _tell(notice: UserNotice) -> None:
    request = notice.production.request
    address = _address(notice)
    if address:
        call = request.verified_by
        context = {
            "site": site().name, "reference": request.reference, "at": notice.production.delivered_at,
            "authority": call.authority.name if call else request.authority_said, "file_number": request.file_number,
            "classes": notice.production.classes, "contact": site().contact,
        }  # fmt: skip
        send_mail(to=address, template="data_given", context=context, language=notice.person.language)
        notice.sent_at = timezone.now()
    else:
        notice.nowhere = True
    notice.save(update_fields=["sent_at", "nowhere"])
    record(
        actor=machine("legal"), action="request.person_told" if address else "request.person_unreached",
        subject=request.subject, person=notice.person_id, production=notice.production.code,
    )  # fmt: skip


def _address(notice: UserNotice) -> str:
    erased = Erasure.objects.filter(person=notice.person).first()
    return erased.address if erased else notice.person.email
