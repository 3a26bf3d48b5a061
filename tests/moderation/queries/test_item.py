"""What the desk knows of one ad."""

import pytest

from haven.accounts.models import User
from haven.moderation.models import Outcome
from haven.moderation.queries import item_of
from haven.notices.models import Notice, NoticeReason
from tests.factories import (
    a_decision,
    a_ledger_entry,
    a_listing,
    a_membership,
    a_network,
    a_notice,
    a_revision,
    a_signal_hit,
)

pytestmark = pytest.mark.django_db


def test_reasons_are_numbered_as_they_stand_in_the_text(moderator: User) -> None:
    listing = a_listing(state="held", title="Flat", body="The owner is abroad.")
    verdict = listing.revision.verdicts.get()  # type: ignore[union-attr]
    whole = a_signal_hit(verdict=verdict, start=0, end=0)
    later = a_signal_hit(verdict=verdict, start=10, end=15)
    first = a_signal_hit(verdict=verdict, start=6, end=9)
    item = item_of(listing, moderator)
    assert item.hits == [first, later, whole]
    assert [(reason.number, reason.is_marked) for reason in item.reasons] == [(1, True), (2, True), (3, False)]
    assert [piece.text for piece in item.pieces[1] if piece.numbers] == ["The", "owner"]
    assert item.reasons[0].title != first.signal


def test_what_a_model_of_words_marked_is_one_reason(moderator: User) -> None:
    listing = a_listing(state="held", title="Flat", body="The keys come by post, for my work.")
    verdict = listing.revision.verdicts.get()  # type: ignore[union-attr]
    for start, end in ((6, 9), (15, 19), (29, 31)):
        why = "Reads like a way of being cheated out of money. This word carried 11% of it."
        a_signal_hit(verdict=verdict, signal="reads-like-fraud", start=start, end=end, why=why)
    a_signal_hit(verdict=verdict, start=10, end=14)
    item = item_of(listing, moderator)
    assert [reason.number for reason in item.reasons] == [1, 2]
    assert "11%" not in item.reasons[0].why
    assert "as a whole" in item.reasons[0].why
    marked = [piece for piece in item.pieces[1] if piece.numbers]
    assert [(piece.begins, piece.anchor) for piece in marked] == [((1,), 1), ((2,), 2), ((1,), 0), ((1,), 0)]


def test_a_poster_comes_with_what_was_decided_before(moderator: User) -> None:
    before = a_decision(outcome=Outcome.REMOVE)
    listing = a_listing(state="held", poster=before.listing.poster)
    assert item_of(listing, moderator).other_ads == [(before.listing, before)]
    assert item_of(before.listing, moderator).last_decision == before


def test_open_reports_come_first_and_earlier_words_are_kept(moderator: User) -> None:
    listing = a_listing(state="held")
    opened = a_notice(listing=listing)
    closed = a_notice(listing=listing)
    Notice.objects.filter(pk=closed.pk).update(state="kept")
    old = listing.revision
    listing.revision = a_revision(listing=listing, body="New words.")
    listing.save()
    item = item_of(listing, moderator)
    assert item.notices == [opened, closed]
    assert item.revisions == [listing.revision, old]


def test_the_network_of_an_ad(moderator: User) -> None:
    listing = a_listing()
    assert item_of(listing, moderator).network is None
    network = a_network()
    a_membership(network=network, ad_id=listing.code)
    assert item_of(listing, moderator).network == network


def test_the_story_of_an_ad_leaves_out_who_read_it(moderator: User) -> None:
    listing = a_listing(state="held")
    notice = a_notice(listing=listing)
    for action, subject in (("listing.read", listing.subject), ("notice.filed", notice.subject)):
        a_ledger_entry(action=action, subject=subject)
    assert [line.did for line in item_of(listing, moderator).timeline] == ["filed"]


def test_a_draft_is_nobodys_business(moderator: User) -> None:
    with pytest.raises(ValueError, match="never submitted"):
        item_of(a_listing(state="draft"), moderator)


def test_who_may_be_in_danger_comes_first(moderator: User) -> None:
    for reason, danger in ((NoticeReason.DANGER, True), (NoticeReason.TERRORISM, True), (NoticeReason.MINOR, False)):
        notice = a_notice(reason=reason)
        assert item_of(notice.listing, moderator).is_danger == danger
        Notice.objects.filter(pk=notice.pk).update(state=Notice.State.ACTED)
        assert not item_of(notice.listing, moderator).is_danger
    assert not item_of(a_listing(state="held"), moderator).is_danger
