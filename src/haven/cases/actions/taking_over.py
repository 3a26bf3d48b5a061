"""A case whose lead has left gets another: one investigator asks, somebody else agrees, and everybody in it is told."""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.accounts.telling import mail_staff
from haven.cases.actions.standing import checked
from haven.cases.errors import CaseError
from haven.cases.leads import why_gone
from haven.cases.models import Case, CaseMember, Takeover
from haven.ledger.actions import person, record
from haven.listings.links import absolute
from haven.site.queries import site

MAY_AGREE = {Role.INVESTIGATOR, Role.ADMINISTRATOR}
"""An administrator learns nothing of the case by it, but knows who has left."""


@transaction.atomic
def ask_to_take_over(*, case: Case, why: str, by: User) -> Takeover:
    """Ask to lead a case whose lead has left.

    Raises:
        CaseError: no investigator, no reason, its lead is here, or somebody asked before.
    """
    case, why = case.lock(), checked(why, 1000)
    if Role.INVESTIGATOR not in by.roles or not by.is_active:
        raise CaseError("A case is led by an investigator.")
    if not why_gone(case.lead):
        raise CaseError("Its lead is here: they hand it over themselves.")
    if not why:
        raise CaseError("Say why you take it over.")
    if case.takeovers.filter(settled_at=None).exists():
        raise CaseError("Somebody has asked for this case already.")
    asked = Takeover.objects.create(case=case, lead=case.lead, why=why, asked_by=by)
    record(actor=person(by.pk), action="case.takeover_asked", subject=case.subject, lead=case.lead_id)
    return asked


@transaction.atomic
def agree_to_takeover(*, takeover: Takeover, by: User) -> None:
    """Let the one who asked lead the case. The former lead is no member of it any more; all the others are told.

    Raises:
        CaseError: one asked oneself, may not agree, it was settled before, or the lead is back.
    """
    case, takeover = _waiting(takeover)
    if by.pk in {takeover.asked_by_id, case.lead_id} or not MAY_AGREE & by.roles:
        raise CaseError("Another investigator or an administrator has to agree: nobody takes over a case alone.")
    if case.lead_id != takeover.lead_id or not why_gone(case.lead):
        raise CaseError("Its lead is back, or somebody else leads it by now: decline this.")
    if Role.INVESTIGATOR not in takeover.asked_by.roles or not takeover.asked_by.is_active:
        raise CaseError("Whoever asked is no investigator any more: decline this.")
    before, case.lead = case.lead, takeover.asked_by
    case.save(update_fields=["lead"])
    CaseMember.objects.get_or_create(case=case, user=case.lead, defaults={"added_by": by})
    CaseMember.objects.filter(case=case, user=before).delete()
    _settle(takeover, by, agreed=True)
    record(actor=person(by.pk), action="case.taken_over", subject=case.subject, lead=case.lead_id, instead_of=before.pk)
    _tell(case, before)


@transaction.atomic
def decline_takeover(*, takeover: Takeover, by: User) -> None:
    """Refuse it, or take back what one asked; the case stays as it is.

    Raises:
        CaseError: one may not decline it, or it was settled before.
    """
    case, takeover = _waiting(takeover)
    if by.pk not in {takeover.asked_by_id, case.lead_id} and not MAY_AGREE & by.roles:
        raise CaseError("Another investigator or an administrator declines this.")
    _settle(takeover, by, agreed=False)
    record(actor=person(by.pk), action="case.takeover_declined", subject=case.subject)


def _waiting(takeover: Takeover) -> tuple[Case, Takeover]:
    case = Case.objects.get(pk=takeover.case_id).lock()
    found = Takeover.objects.select_for_update().filter(pk=takeover.pk, settled_at=None).first()
    if found is None:
        raise CaseError("This was settled already.")
    return case, found


def _settle(takeover: Takeover, by: User, *, agreed: bool) -> None:
    takeover.agreed, takeover.settled_by, takeover.settled_at = agreed, by, timezone.now()
    takeover.save()


def _tell(case: Case, before: User) -> None:
    """A mail to every member, and to the former lead if their account is open: who leads it, not what it is about."""
    people = list(User.objects.filter(pk__in=case.members.values("user"), is_active=True))
    for user in [*people, *([before] if before.is_active else [])]:
        context = {
            "site": site().name, "number": case.pk, "lead": case.lead.name, "before": before.name,
            "yours": user.pk != before.pk, "link": absolute("investigations:case", case.pk),
        }  # fmt: skip
        mail_staff([user], "desk_case_taken_over", context)
