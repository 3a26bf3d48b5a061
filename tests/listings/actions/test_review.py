"""A refusal by screening alone can be put before a person, once."""

import pytest

from haven.ledger.models import LedgerEntry
from haven.listings.actions.life import ask_for_review
from haven.listings.actions.submission import take_down
from haven.listings.errors import WrongState
from haven.listings.models import Listing, ListingState, Verdict
from tests.factories import a_listing, a_policy_version, a_user

pytestmark = pytest.mark.django_db


def refused(outcome: Verdict.Outcome) -> Listing:
    listing = a_listing(state=ListingState.REFUSED)
    assert listing.revision is not None
    Verdict.objects.filter(revision=listing.revision).delete()
    Verdict.objects.create(revision=listing.revision, policy=a_policy_version(), outcome=outcome)
    return listing


def test_a_person_reads_what_a_machine_refused() -> None:
    listing, author = refused(Verdict.Outcome.REFUSE), a_user()
    ask_for_review(listing=listing, author=author)
    assert Listing.objects.get(pk=listing.pk).state == ListingState.HELD
    assert LedgerEntry.objects.get(action="review.requested").subject == listing.subject


def test_only_once_for_the_same_words() -> None:
    listing, author = refused(Verdict.Outcome.REFUSE), a_user()
    ask_for_review(listing=listing, author=author)
    take_down(listing=listing, moderator=a_user(), state=ListingState.REFUSED)
    with pytest.raises(WrongState, match="A person has read"):
        ask_for_review(listing=listing, author=author)


def test_not_where_a_person_refused() -> None:
    with pytest.raises(WrongState):
        ask_for_review(listing=refused(Verdict.Outcome.HOLD), author=a_user())
