"""Another price for a live ad."""

from decimal import Decimal

import pytest

from haven.ledger.models import LedgerEntry
from haven.listings.actions.drafts import start_edit
from haven.listings.actions.life import pause
from haven.listings.actions.pricing import change_price
from haven.listings.errors import ListingsError, WrongState
from haven.listings.models import ListingDraft, ListingState
from haven.listings.queries.own import price_steps
from tests.factories import a_category, a_listing, a_place, a_policy_version, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def policy() -> None:
    a_policy_version()


def test_it_is_judged_again_and_readers_see_what_it_was() -> None:
    listing = a_listing(price=Decimal(350), place=a_place())
    for price in (Decimal(320), Decimal("299.50"), None, Decimal(280)):
        change_price(listing=listing, author=a_user(), price=price)
    listing.refresh_from_db()
    assert listing.state == ListingState.PUBLISHED
    assert listing.price == Decimal(280)
    assert listing.revision is not None
    assert listing.revision.number == 5
    assert listing.revision.verdicts.count() == 1
    assert [step.amount for step in price_steps(listing)] == [350, 320, Decimal("299.50"), 280]
    assert LedgerEntry.objects.filter(action="listing.repriced").count() == 4


def test_words_that_were_not_sent_in_yet_do_not_go_live_by_the_way() -> None:
    listing = a_listing()
    start_edit(listing=listing, author=a_user())
    with pytest.raises(WrongState, match="began to edit"):
        change_price(listing=listing, author=a_user(), price=Decimal(1))
    assert ListingDraft.objects.count() == 1


def test_only_where_there_is_a_price_to_change() -> None:
    author = a_user()
    with pytest.raises(WrongState, match="already"):
        change_price(listing=a_listing(price=Decimal(5)), author=author, price=Decimal(5))
    with pytest.raises(WrongState, match="no price"):
        change_price(listing=a_listing(category=a_category("care", parent="jobs")), author=author, price=Decimal(5))
    for state in set(ListingState) - {ListingState.PUBLISHED, ListingState.PAUSED}:
        with pytest.raises(WrongState, match="live or paused"):
            change_price(listing=a_listing(state=state), author=author, price=Decimal(5))


def test_a_paused_ad_with_a_new_price_is_live_again() -> None:
    listing = pause(listing=a_listing(place=a_place()), author=a_user())
    assert change_price(listing=listing, author=a_user(), price=Decimal(7)).state == ListingState.PUBLISHED


def test_prices_that_the_public_never_saw_are_no_history() -> None:
    listing = a_listing(price=Decimal(350))
    listing.revisions.create(
        number=2, category=a_category(), title="x", body="y", price=Decimal(9), currency="EUR", folded_sha256=""
    )
    assert [step.amount for step in price_steps(listing)] == [350]


def test_an_absurd_price_changes_nothing() -> None:
    listing = a_listing()
    for price in (Decimal(10) ** 40, Decimal(-1), Decimal("Infinity")):
        with pytest.raises(ListingsError, match="between"):
            change_price(listing=listing, author=a_user(), price=price)
