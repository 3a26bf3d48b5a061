"""A case begins, changes hands, and ends."""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.cases.actions.standing import at_work, checked
from haven.cases.errors import CaseError
from haven.cases.models import Case, CaseMember
from haven.ledger.actions import person, record


@transaction.atomic
def open_case(*, title: str, purpose: str, by: User) -> Case:
    """Open a case that one leads oneself.

    Raises:
        CaseError: title or purpose are missing.
    """
    title, purpose = " ".join(checked(title, 120).split()), checked(purpose, 2000)
    if not title or not purpose:
        raise CaseError("A case needs a title and a purpose: without one, nothing may be looked up.")
    case = Case.objects.create(title=title, purpose=purpose, lead=by)
    CaseMember.objects.create(case=case, user=by, added_by=by)
    record(actor=person(by.pk), action="case.opened", subject=case.subject)
    return case


@transaction.atomic
def close_case(*, case: Case, words: str, by: User) -> None:
    """Close a case with what came of it; its lead does.

    Raises:
        CaseError: no words, or somebody else than the lead.
    """
    case, words = at_work(case, by), checked(words, 2000)
    if case.lead_id != by.pk:
        raise CaseError("A case is closed by who leads it.")
    if not words:
        raise CaseError("Say what came of it: a case is not closed without a word.")
    case.closed_at, case.closed_by, case.closing_words = timezone.now(), by, words
    case.save()
    record(actor=person(by.pk), action="case.closed", subject=case.subject)


@transaction.atomic
def reopen_case(*, case: Case, by: User) -> None:
    """Open a closed case again; any of its members may.

    Raises:
        CaseError: it is open, or not one's own.
    """
    case = case.lock()
    if case.is_open or not CaseMember.objects.filter(case=case, user=by).exists():
        raise CaseError("This case is open already.")
    case.closed_at = case.closed_by = None
    case.save()
    record(actor=person(by.pk), action="case.reopened", subject=case.subject)


@transaction.atomic
def add_member(*, case: Case, user: User, by: User) -> CaseMember:
    """Let another investigator work on a case; its lead does.

    Raises:
        CaseError: not the lead's doing, or no investigator.
    """
    case = at_work(case, by)
    if case.lead_id != by.pk:
        raise CaseError("Members are added by who leads the case.")
    if Role.INVESTIGATOR not in user.roles or not user.is_active:
        raise CaseError(f"{user.name} is no investigator here.")
    member, new = CaseMember.objects.get_or_create(case=case, user=user, defaults={"added_by": by})
    if new:
        record(actor=person(by.pk), action="case.joined", subject=case.subject, member=user.pk)
    return member


@transaction.atomic
def remove_member(*, case: Case, user: User, by: User) -> None:
    """End somebody's work on a case: by its lead, or one's own.

    Raises:
        CaseError: it is the lead, or neither's doing.
    """
    case = at_work(case, by)
    if case.lead_id == user.pk:
        raise CaseError("Whoever leads a case hands it over first.")
    if by.pk not in {case.lead_id, user.pk}:
        raise CaseError("Members are removed by who leads the case.")
    CaseMember.objects.filter(case=case, user=user).delete()
    record(actor=person(by.pk), action="case.left", subject=case.subject, member=user.pk)


@transaction.atomic
def hand_over(*, case: Case, user: User, by: User) -> None:
    """Make another member the lead.

    Raises:
        CaseError: not the lead's doing, or no member.
    """
    case = at_work(case, by)
    if case.lead_id != by.pk or not CaseMember.objects.filter(case=case, user=user).exists():
        raise CaseError("A case is handed over by who leads it, to one of its members.")
    case.lead = user
    case.save(update_fields=["lead"])
    record(actor=person(by.pk), action="case.handed_over", subject=case.subject, member=user.pk)
