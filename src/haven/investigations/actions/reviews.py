"""Unlinking an ad and having it linked anew; renewing a finding for a case."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.cases.actions.reviewing import decide_review
from haven.cases.actions.standing import at_work
from haven.cases.models import Case, LinkReview
from haven.findings.actions import expire_findings, renew_finding
from haven.findings.models import Network
from haven.ledger.actions import person
from haven.listings.tasks import link_listing

_RENEWED = timedelta(days=365)


@transaction.atomic
def settle_review(*, review: LinkReview, unlink: bool, words: str, by: User) -> None:
    """Decide about a review; an ad that is unlinked is looked at anew, for it may belong elsewhere.

    Raises:
        CaseError: see `decide_review`.
    """
    if decide_review(review=review, unlink=unlink, words=words, by=by):
        link_listing.defer(code=review.ad_id)


@transaction.atomic
def renew_network(*, case: Case, network: Network, by: User) -> None:
    """Keep a network for another year because a case needs it.

    Raises:
        CaseError: see `at_work`.
    """
    case = at_work(case, by)
    renew_finding(network=network, until=timezone.now() + _RENEWED, subject=case.subject, actor=person(by.pk))


def forget_old_findings() -> int:
    """Forget the networks that no ad has joined for so long as the operator decided, unless a case renewed them."""
    return expire_findings(before=timezone.now() - timedelta(days=settings.FINDINGS_DAYS))
