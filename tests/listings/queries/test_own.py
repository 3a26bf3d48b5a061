"""A poster's own ads: doubles, and what happened day by day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.listings.actions.submission import submit_ad
from haven.listings.counting import count_view
from haven.listings.errors import AlreadyLive
from haven.listings.models import DailyViews, ListingDraft, ListingState
from haven.listings.queries.own import days_of, twin_of
from tests.factories import a_conversation, a_draft, a_listing, a_message, a_policy_version, a_user

pytestmark = pytest.mark.django_db


def test_the_same_words_again_are_refused_and_the_draft_is_kept() -> None:
    a_policy_version()
    author = a_user()
    live = a_listing(poster=author)
    draft = a_draft(title="OAK table  for the kitchen")
    with pytest.raises(AlreadyLive, match="Renew it") as caught:
        submit_ad(author=author, draft=draft)
    assert caught.value.code == live.code
    assert ListingDraft.objects.filter(pk=draft.pk).exists()
    assert submit_ad(author=a_user(), draft=draft).state == ListingState.PUBLISHED


def test_what_counts_as_a_double() -> None:
    author = a_user()
    live = a_listing(poster=author)
    twin = twin_of(a_draft(body="Quite another text about the same table, longer than before."), author)
    assert twin is not None
    assert (twin.listing, twin.same) == (live, False)
    assert twin_of(a_draft(title="Two chairs", body="Nothing of the kind, only two chairs."), author) is None
    assert twin_of(a_draft(), a_user()) is None


@pytest.mark.parametrize("state", [ListingState.SOLD, ListingState.EXPIRED, ListingState.WITHDRAWN, ListingState.HELD])
def test_what_is_over_or_held_is_no_double(state: ListingState) -> None:
    author = a_user()
    a_listing(poster=author, state=state)
    assert twin_of(a_draft(), author) is None


def test_days_with_views_contacts_and_messages() -> None:
    listing, other = a_listing(), a_listing()
    for _ in range(3):
        count_view(listing)
    count_view(other)
    DailyViews.objects.create(listing=listing, day=timezone.localdate() - timedelta(days=29), views=5)
    DailyViews.objects.create(listing=listing, day=timezone.localdate() - timedelta(days=30), views=7)
    conversation = a_conversation(listing=listing)
    a_message(conversation=conversation)
    a_message(conversation=conversation)
    days = days_of([listing])
    assert len(days) == 30
    assert (days[0].views, days[-1].views, days[-1].contacts, days[-1].messages) == (5, 3, 1, 2)
    assert days[-1].day == timezone.localdate()
    assert days_of([listing, other])[-1].views == 4
    assert DailyViews.objects.get(listing=other).views == 1
