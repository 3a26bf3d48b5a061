"""Taking an item in hand: nobody else can, until it is let go."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.moderation.actions import claim, decide, release
from haven.moderation.errors import InOtherHands
from haven.moderation.models import Claim, Decision, Outcome
from tests.factories import a_claim, a_listing

pytestmark = pytest.mark.django_db


def test_what_a_colleague_has_cannot_be_taken(moderator: User, colleague: User) -> None:
    claim(subject="listing:x", moderator=colleague)
    with pytest.raises(InOtherHands, match="Cleo is at work"):
        claim(subject="listing:x", moderator=moderator)
    assert Claim.objects.get().holder == colleague
    assert [entry.action for entry in LedgerEntry.objects.all()] == ["claim.taken"]


def test_the_database_lets_nobody_take_it_beside(colleague: User) -> None:
    a_claim(subject="listing:x")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_claim(subject="listing:x", holder=colleague)


def test_keeping_a_claim_makes_it_last_and_not_begin_anew(moderator: User) -> None:
    first = claim(subject="listing:x", moderator=moderator)
    Claim.objects.update(until=timezone.now() + timedelta(seconds=3))
    again = claim(subject="listing:x", moderator=moderator)
    assert again.taken_at == first.taken_at
    assert again.until > timezone.now() + timedelta(minutes=9)
    assert LedgerEntry.objects.count() == 1


def test_a_claim_that_ran_out_is_worth_nothing(moderator: User, colleague: User) -> None:
    claim(subject="listing:x", moderator=colleague)
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert claim(subject="listing:x", moderator=moderator).holder == moderator
    assert not release(subject="listing:x", moderator=colleague)


def test_what_is_let_go_is_free(moderator: User, colleague: User) -> None:
    claim(subject="listing:x", moderator=colleague)
    assert release(subject="listing:x", moderator=colleague)
    assert claim(subject="listing:x", moderator=moderator).holder == moderator


def test_only_who_has_it_decides_and_that_ends_the_claim(moderator: User, colleague: User) -> None:
    listing = a_listing(state="held")
    taken = claim(subject=listing.subject, moderator=colleague)
    values = {"listing": listing, "revision_id": listing.revision_id, "outcome": Outcome.PUBLISH}
    with pytest.raises(InOtherHands):
        decide(moderator=moderator, **values)  # type: ignore[arg-type]
    assert not Decision.objects.exists()
    decision = decide(moderator=colleague, **values)  # type: ignore[arg-type]
    assert decision.claimed_at == taken.taken_at
    assert not Claim.objects.exists()
