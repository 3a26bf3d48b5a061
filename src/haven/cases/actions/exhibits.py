"""Putting evidence into a case."""

from django.db import transaction
from django.db.models import Max

from haven.accounts.models import User
from haven.cases.actions.standing import at_work, checked
from haven.cases.models import Case, Exhibit
from haven.custody.actions.capturing import Capture, capture, vouch
from haven.custody.models import EvidenceBundle, EvidenceItem
from haven.ledger.actions import person, record


@transaction.atomic
def add_exhibit(*, case: Case, kind: str, shown: EvidenceItem | Capture, why: str, by: User) -> Exhibit:
    """Number evidence among the exhibits; what is only wanted is captured now, its digest in this entry.

    What is an exhibit already stays the one it is.

    Raises:
        CaseError: see `at_work`.
    """
    case = at_work(case, by)
    kept = capture(shown) if isinstance(shown, Capture) else shown
    captured_now = kept is not shown
    known = Exhibit.objects.filter(case=case, item=kept).first()
    if known:
        return known
    number = (case.exhibits.aggregate(last=Max("number"))["last"] or 0) + 1
    exhibit = Exhibit.objects.create(
        case=case, number=number, kind=kind, subject=kept.subject, why=checked(why, 1000), item=kept, added_by=by
    )
    entry = record(
        actor=person(by.pk), action="exhibit.added", subject=case.subject,
        exhibit=number, kind=str(kind), of=kept.subject, evidence=kept.digest if captured_now else None,
    )  # fmt: skip
    if captured_now:
        vouch(kept, entry.pk)
    return exhibit


@transaction.atomic
def file_bundle(*, case: Case, bundle: EvidenceBundle, by: User) -> None:
    """Note that a bundle was made for a case: from now on only its members know of it.

    Raises:
        CaseError: see `at_work`.
    """
    case = at_work(case, by)
    case.bundles.add(bundle)
    record(actor=person(by.pk), action="case.bundled", subject=case.subject, bundle=bundle.pk)
