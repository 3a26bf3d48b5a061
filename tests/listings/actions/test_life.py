"""What a poster does with an ad after it went live."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.ledger.models import LedgerEntry
from haven.listings.actions.drafts import save_draft, start_edit
from haven.listings.actions.life import free, mark_sold, pause, put_back, renew, reserve, withdraw
from haven.listings.actions.submission import submit_ad
from haven.listings.errors import WrongState
from haven.listings.models import Listing, ListingState
from haven.listings.queries import SearchQuery, search
from tests.factories import a_category, a_listing, a_policy_version, a_revision, a_user, words

pytestmark = pytest.mark.django_db
S = ListingState


@pytest.mark.parametrize(
    ("action", "after", "name", "allowed"),
    [
        (withdraw, S.WITHDRAWN, "listing.withdrawn", {S.PUBLISHED, S.PAUSED, S.HELD, S.EXPIRED, S.SOLD}),
        (mark_sold, S.SOLD, "listing.sold", {S.PUBLISHED, S.PAUSED}),
        (pause, S.PAUSED, "listing.paused", {S.PUBLISHED}),
        (put_back, S.PUBLISHED, "listing.put_back", {S.PAUSED, S.SOLD, S.WITHDRAWN}),
        (reserve, S.PUBLISHED, "listing.reserved", {S.PUBLISHED}),
        (renew, S.PUBLISHED, "listing.renewed", {S.PUBLISHED, S.PAUSED, S.EXPIRED}),
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


def test_renewing_too_soon_only_lasts_longer_and_later_comes_to_the_top() -> None:
    """The packs say after how many days: a week for furniture, two for jobs."""
    table, job = a_listing(), a_listing(category=a_category("care", parent="jobs"), title="Carer")
    ten_days_ago = timezone.now() - timedelta(days=10)
    Listing.objects.update(published_at=ten_days_ago, expires_at=timezone.now() + timedelta(days=1))
    for listing in (table, job):
        renew(listing=listing, author=a_user())
        assert listing.renewed_at is not None
        assert listing.expires_at is not None
    assert table.published_at is not None
    assert table.published_at > ten_days_ago
    assert job.published_at == ten_days_ago
    assert job.expires_at - timezone.now() > timedelta(days=44)  # type: ignore[operator]
    assert search(SearchQuery()).listings == [table, job]
    assert [entry.details["to_the_top"] for entry in LedgerEntry.objects.order_by("id")] == [True, False]


def test_a_pack_never_lasts_longer_than_the_site_says(settings: Settings) -> None:
    settings.LISTING_DAYS = 5
    listing = renew(listing=a_listing(), author=a_user())
    assert listing.expires_at is not None
    assert listing.expires_at <= timezone.now() + timedelta(days=5)


@pytest.mark.parametrize("action", [put_back, renew])
def test_words_that_are_not_cleared_do_not_come_back(action: Callable[..., Listing]) -> None:
    """An edit that was held, then taken back: its words must not go live by undoing that."""
    listing = a_listing(state=S.PAUSED)
    listing.revision = a_revision(listing=listing, body="Other words that nobody has judged yet, at all.")
    listing.save()
    with pytest.raises(WrongState, match="submit it again"):
        action(listing=listing, author=a_user())


def test_put_back_where_it_stood_unless_its_term_is_over() -> None:
    listing, author = a_listing(), a_user()
    first = listing.published_at
    put_back(listing=pause(listing=listing, author=author), author=author)
    assert listing.published_at == first
    mark_sold(listing=listing, author=author)
    Listing.objects.update(expires_at=timezone.now() - timedelta(days=1))
    put_back(listing=listing, author=author)
    assert listing.expires_at is not None
    assert listing.expires_at > timezone.now()


def test_a_reservation_is_marked_taken_off_and_gone_with_the_sale() -> None:
    listing, author = a_listing(), a_user()
    reserve(listing=listing, author=author)
    with pytest.raises(WrongState):
        reserve(listing=listing, author=author)
    free(listing=listing, author=author)
    with pytest.raises(WrongState):
        free(listing=listing, author=author)
    mark_sold(listing=reserve(listing=listing, author=author), author=author)
    assert put_back(listing=listing, author=author).reserved_at is None


def test_a_paused_ad_is_not_found_and_nobody_can_write() -> None:
    listing = pause(listing=a_listing(), author=a_user())
    assert search(SearchQuery()).listings == []
    assert not listing.is_public
