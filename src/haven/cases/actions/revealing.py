"""Who stands behind a pseudonym: one member asks, another agrees."""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.cases.actions.standing import at_work, checked
from haven.cases.errors import CaseError
from haven.cases.models import Case, Reveal
from haven.ledger.actions import person, record


@transaction.atomic
def ask_identity(*, case: Case, who: User, why: str, by: User) -> Reveal:
    """Ask to know who a person is.

    Raises:
        CaseError: no reason, or it was asked before.
    """
    case, why = at_work(case, by), checked(why, 1000)
    if not why:
        raise CaseError("Say why the case needs to know who this is.")
    if Reveal.objects.filter(case=case, person=who).exists():
        raise CaseError("That was asked already.")
    reveal = Reveal.objects.create(case=case, person=who, why=why, asked_by=by)
    record(actor=person(by.pk), action="identity.asked", subject=f"person:{who.pk}", case=case.pk)
    return reveal


@transaction.atomic
def reveal_identity(*, reveal: Reveal, by: User) -> None:
    """Agree that the case may know who it is.

    Raises:
        CaseError: one asked oneself.
    """
    case = at_work(reveal.case, by)
    locked = Reveal.objects.select_for_update().get(pk=reveal.pk)
    if locked.asked_by_id == by.pk:
        raise CaseError("Another member has to agree: nobody reveals an identity alone.")
    if locked.agreed_at is None:
        locked.agreed_by, locked.agreed_at = by, timezone.now()
        locked.save()
        record(actor=person(by.pk), action="identity.revealed", subject=f"person:{locked.person_id}", case=case.pk)


@transaction.atomic
def decline_identity(*, reveal: Reveal, by: User) -> None:
    """Refuse, or take back what one asked; what is revealed stays so."""
    case = at_work(reveal.case, by)
    locked = Reveal.objects.select_for_update().filter(pk=reveal.pk, agreed_at=None).first()
    if locked:
        record(actor=person(by.pk), action="identity.declined", subject=f"person:{locked.person_id}", case=case.pk)
        locked.delete()
