"""What a poster does with an ad after it went live."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from haven.ledger.models import LedgerEntry
from haven.listings.actions.drafts import save_draft, start_edit
from haven.listings.actions.life import mark_sold, renew, withdraw
from haven.listings.actions.submission import submit_ad
from haven.listings.errors import WrongState
from haven.listings.models import Listing, ListingState
from haven.listings.queries import SearchQuery, search
from tests.factories import a_listing, a_policy_version, a_user, words

pytestmark = pytest.mark.django_db
S = ListingState


@pytest.mark.parametrize(
    ("action", "after", "name", "allowed"),
    [
        (withdraw, S.WITHDRAWN, "listing.withdrawn", {S.PUBLISHED, S.HELD, S.EXPIRED, S.SOLD}),
        (mark_sold, S.SOLD, "listing.sold", {S.PUBLISHED}),
        (renew, S.PUBLISHED, "listing.renewed", {S.EXPIRED}),
    ],
)
@pytest.mark.parametrize("before", list(ListingState))
def test_what_can_be_done_from_where(
    action: object, after: ListingState, name: str, allowed: set[ListingState], before: ListingState
) -> None:
    listing, author = a_listing(state=before), a_user()
    if before in allowed:
        done = action(listing=listing, author=author)  # type: ignore[operator]
        assert done.state == after
        assert LedgerEntry.objects.get(action=name).actor == f"person:{author.pk}"
    else:
        with pytest.raises(WrongState):
            action(listing=listing, author=author)  # type: ignore[operator]
        assert not LedgerEntry.objects.filter(action=name).exists()
    assert Listing.objects.get(pk=listing.pk).state == (after if before in allowed else before)


def test_renewing_gives_another_term_with_the_same_words() -> None:
    listing = a_listing(state=S.EXPIRED)
    Listing.objects.update(expires_at=timezone.now() - timedelta(days=5))
    renewed = renew(listing=listing, author=a_user())
    assert renewed.expires_at is not None
    left = renewed.expires_at - timezone.now()
    assert timedelta(days=settings.LISTING_DAYS - 1) < left <= timedelta(days=settings.LISTING_DAYS)
    assert search(SearchQuery(words="oak")).listings == [listing]
    assert renewed.revisions.count() == 1


def test_what_lost_its_clearance_is_not_renewed() -> None:
    listing = a_listing(state=S.EXPIRED)
    Listing.objects.update(cleared=None)
    with pytest.raises(WrongState, match="submit it again"):
        renew(listing=listing, author=a_user())


@pytest.mark.parametrize("state", [S.EXPIRED, S.WITHDRAWN, S.REFUSED, S.HELD])
@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("A solid oak table for the kitchen; eight chairs fit around it.", S.PUBLISHED),
        (words.TO_HOLD, S.HELD),
        (words.TO_REFUSE, S.REFUSED),
    ],
)
def test_an_edit_of_what_is_not_live_goes_where_its_verdict_sends_it(
    state: ListingState, body: str, after: ListingState
) -> None:
    a_policy_version()
    listing = a_listing(state=state)
    assert listing.poster is not None
    draft = start_edit(listing=listing, author=listing.poster)
    save_draft(draft=draft, body=body, place_words="Leipzig")
    assert submit_ad(author=listing.poster, draft=draft).state == after
