"""People wrongly placed in a network: one member asks for a review, another decides."""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.cases.actions.standing import at_work, checked
from haven.cases.errors import CaseError
from haven.cases.models import Case, LinkReview
from haven.findings.actions import set_apart
from haven.findings.models import Network
from haven.ledger.actions import person, record


@transaction.atomic
def ask_review(*, case: Case, network: Network, ad_id: str, why: str, by: User, asked_for: str = "") -> LinkReview:
    """Say that an ad does not belong into a network.

    Raises:
        CaseError: no reason, no such ad in it, or it is asked already; see `at_work`.
    """
    case, why = at_work(case, by), checked(why, 1000)
    if not why:
        raise CaseError("Say why it does not belong there.")
    if not network.memberships.filter(ad_id=ad_id).exists():
        raise CaseError("That ad is not in this network.")
    if LinkReview.objects.filter(network_id=network.pk, ad_id=ad_id, decided_at=None).exists():
        raise CaseError("Somebody has asked for that already.")
    review = LinkReview.objects.create(
        case=case, network_id=network.pk, ad_id=ad_id, why=why, asked_for=checked(asked_for, 120), asked_by=by
    )
    record(
        actor=person(by.pk), action="link_review.asked", subject=f"listing:{ad_id}", case=case.pk, network=network.pk
    )
    return review


@transaction.atomic
def decide_review(*, review: LinkReview, unlink: bool, words: str, by: User) -> bool:
    """Unlink the ad for good, or keep it where it is; whether it was unlinked.

    Raises:
        CaseError: one asked oneself, it is decided, or there are no words.
    """
    case, words = at_work(review.case, by), checked(words, 1000)
    locked = LinkReview.objects.select_for_update().get(pk=review.pk)
    if locked.asked_by_id == by.pk:
        raise CaseError("Another member has to decide that.")
    if locked.decided_at is not None:
        raise CaseError("That is decided.")
    if not words:
        raise CaseError("Say what you looked at.")
    network = Network.objects.filter(pk=locked.network_id, memberships__ad_id=locked.ad_id).first()
    locked.unlinked, locked.words, locked.decided_by, locked.decided_at = unlink, words, by, timezone.now()
    locked.save()
    if unlink and network is not None:
        set_apart(ad_id=locked.ad_id, network=network, actor=person(by.pk))
    details = {"case": case.pk, "unlinked": unlink}
    record(actor=person(by.pk), action="link_review.decided", subject=f"listing:{locked.ad_id}", **details)
    return unlink
