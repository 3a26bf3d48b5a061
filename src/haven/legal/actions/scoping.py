"""Which accounts and ads a request is about: chosen by a person among what its lines lead to."""

from collections.abc import Iterable

from django.db import transaction

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.legal.actions.standing import require_none_gathered
from haven.legal.errors import LegalError
from haven.legal.models import LegalRequest, Target
from haven.legal.targets import candidates


@transaction.atomic
def set_targets(*, request: LegalRequest, subjects: Iterable[str], by: User) -> list[Target]:
    """Say what the request is about, instead of what was said before.

    Raises:
        LegalError: the request is closed, waits for the second person, or no line of it leads there.
    """
    request = request.lock()
    if not request.is_open:
        raise LegalError("This request is closed.")
    require_none_gathered(request)
    if request.productions.filter(declined_at=None, withdrawn_at=None).exists():
        raise LegalError("A production is under way or has left: whom it is about stays.")
    found = {one.subject: one for one in candidates(request)}
    wanted = list(dict.fromkeys(subjects))
    if not wanted or set(wanted) - set(found):
        raise LegalError("Choose among the accounts and ads that the request’s lines lead to.")
    request.targets.all().delete()
    rows = Target.objects.bulk_create(
        Target(request=request, subject=one, named_by=found[one].line[:400], added_by=by) for one in wanted
    )
    record(actor=person(by.pk), action="request.scoped", subject=request.subject, targets=len(rows))
    return rows
