"""Handing a case to those who can act."""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.cases.actions.standing import at_work, checked
from haven.cases.directory import Recipient
from haven.cases.errors import CaseError
from haven.cases.models import Case, Referral
from haven.custody.models import EvidenceBundle
from haven.ledger.actions import person, record


@transaction.atomic
def refer(*, case: Case, to: Recipient, why: str, by: User, bundle: EvidenceBundle | None = None) -> Referral:
    """Note that a case goes to somebody of the directory, with a bundle that a second person released, if any.

    Haven sends nothing itself: a person calls or writes, and hands the bundle over by a safe way.

    Raises:
        CaseError: no reason, or a bundle that is not this case's or not released.
    """
    case, why = at_work(case, by), checked(why, 1000)
    if not why:
        raise CaseError("Say what you ask them to do.")
    if bundle is not None and not case.bundles.filter(pk=bundle.pk, release__isnull=False).exists():
        raise CaseError("Only a bundle of this case that a second person released can be handed over.")
    referral = Referral.objects.create(
        case=case, recipient=to.name, kind=to.kind, country=to.country, reached_at=to.contact, why=why,
        bundle=bundle, referred_by=by,
    )  # fmt: skip
    record(
        actor=person(by.pk), action="case.referred", subject=case.subject,
        referral=referral.pk, kind=to.kind, country=to.country, bundle=bundle.pk if bundle else None,
    )  # fmt: skip
    return referral


@transaction.atomic
def note_answer(*, referral: Referral, answer: str, by: User) -> None:
    """Write down what they answered.

    Raises:
        CaseError: no words.
    """
    case, answer = at_work(referral.case, by), checked(answer, 2000)
    if not answer:
        raise CaseError("Say what they answered.")
    referral.answer, referral.answered_at = answer, timezone.now()
    referral.save(update_fields=["answer", "answered_at"])
    record(actor=person(by.pk), action="referral.answered", subject=case.subject, referral=referral.pk)
