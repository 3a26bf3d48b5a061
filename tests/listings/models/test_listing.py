"""The life of an ad: from where it may go where, and what the database wants of it."""

import pytest
from django.db import IntegrityError, transaction

from haven.listings.errors import WrongState
from haven.listings.models import Listing, ListingState, new_code
from tests.factories import a_clearance, a_listing, a_revision, a_user

S = ListingState
# Written out once more, beside the table in the model: who changes a transition changes it in both places.
LIFE = {
    S.DRAFT: "pending held refused published",
    S.PENDING: "draft held refused published",
    S.PUBLISHED: "published held refused paused expired withdrawn sold removed",
    S.PAUSED: "published held refused expired withdrawn sold removed",
    S.HELD: "held published refused removed withdrawn",
    S.REFUSED: "published held refused",
    S.EXPIRED: "published held refused withdrawn removed",
    S.WITHDRAWN: "published held refused removed",
    S.SOLD: "published withdrawn removed",
    S.REMOVED: "published held paused expired withdrawn sold",
}


def test_every_state_has_a_life() -> None:
    assert set(LIFE) == set(ListingState)


@pytest.mark.django_db
@pytest.mark.parametrize("before", list(ListingState))
def test_every_transition_in_and_out_of_the_table(before: ListingState) -> None:
    for after in ListingState:
        with transaction.atomic():
            revision = a_revision()
            clearance = a_clearance(revision=revision)
            listing = revision.listing
            Listing.objects.filter(pk=listing.pk).update(
                state=before, revision=revision, cleared=clearance, poster=a_user()
            )
            listing.refresh_from_db()
            if after in LIFE[before].split():
                listing.become(after)
            else:
                with pytest.raises(WrongState, match=str(before.label)):
                    listing.become(after)
            stored = Listing.objects.get(pk=listing.pk)
            assert stored.state == (after if after in LIFE[before].split() else before)
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_state_keeps_its_times() -> None:
    listing = a_listing()
    first = listing.published_at
    listing.become(S.HELD)
    assert (listing.held_at is not None, listing.ended_at) == (True, None)
    listing.become(S.PUBLISHED)
    assert (listing.held_at, listing.ended_at, listing.published_at) == (None, None, first)
    listing.become(S.SOLD)
    assert (listing.held_at, listing.ended_at is not None) == (None, True)


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted(set(ListingState) - {S.DRAFT, S.PENDING}))
def test_what_was_submitted_has_words_and_a_poster(state: ListingState) -> None:
    listing = a_listing(state=state)
    for without in ("revision", "poster"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Listing.objects.filter(pk=listing.pk).update(**{without: None})


def test_codes_are_hard_to_guess_and_easy_to_read() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert not set("".join(codes)) & set("01ilo")
