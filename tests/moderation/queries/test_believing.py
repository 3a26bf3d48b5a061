"""Whose report makes an ad urgent at once: a record, the ad itself, or what is at stake; never a number of voices."""

import pytest

from haven.accounts.models import User
from haven.listings.models import Listing
from haven.moderation.queries import queue_for
from haven.notices.models import Notice, NoticeReason
from tests.factories import a_listing, a_notice, a_revision_photo, a_signal_hit, a_trusted_flagger, a_verdict

pytestmark = pytest.mark.django_db
ROSA = "rosa@example.org"


def crowd_about(ad: Listing, reason: NoticeReason = NoticeReason.EXPLOITATION) -> None:
    for number in range(3):
        a_notice(listing=ad, reason=reason, email=f"puppet{number}@example.net")


def urgency(listing: Listing, reader: User) -> int:
    return next(item.urgency for item in queue_for(reader, "all").items if item.key == listing.subject)


def test_a_crowd_of_fresh_addresses_makes_no_ad_urgent(moderator: User) -> None:
    ad = a_listing()
    crowd_about(ad)
    item = next(item for item in queue_for(moderator, "all").items if item.key == ad.subject)
    assert (item.urgency, item.lane.slug) == (3, "exploitation")
    assert (item.due_at - Notice.objects.earliest("filed_at").filed_at).total_seconds() == 8 * 3600


def test_one_or_two_fresh_voices_may_be_the_victim_and_a_friend(moderator: User) -> None:
    ad = a_listing()
    for state, expected in ((Notice.State.OPEN, 2), (Notice.State.KEPT, 2), (Notice.State.KEPT, 3)):
        a_notice(listing=ad, reason=NoticeReason.EXPLOITATION, state=state)
        assert urgency(ad, moderator) == expected


@pytest.mark.parametrize("reason", [NoticeReason.MINOR, NoticeReason.DANGER, NoticeReason.TERRORISM])
def test_a_child_or_a_life_is_urgent_whoever_says_so(moderator: User, reason: NoticeReason) -> None:
    ad = a_listing()
    crowd_about(ad, reason)
    assert urgency(ad, moderator) == 1


def test_one_who_was_oftener_right_than_wrong_is_believed_where_the_address_is_confirmed(moderator: User) -> None:
    a_notice(email=ROSA, state=Notice.State.ACTED)
    mine, borrowed = a_listing(), a_listing()
    for ad in (mine, borrowed):
        crowd_about(ad)
    a_notice(listing=mine, reason=NoticeReason.EXPLOITATION, email=ROSA)
    a_notice(listing=borrowed, reason=NoticeReason.EXPLOITATION, email=ROSA, confirmed=False)
    assert (urgency(mine, moderator), urgency(borrowed, moderator)) == (2, 3)
    a_notice(email=ROSA, state=Notice.State.KEPT)
    assert urgency(mine, moderator) == 3


def test_a_trusted_flagger_is_believed(moderator: User) -> None:
    ad, flagger = a_listing(), a_trusted_flagger()
    crowd_about(ad)
    notice = a_notice(listing=ad, reason=NoticeReason.EXPLOITATION)
    Notice.objects.filter(pk=notice.pk).update(trusted=True, reporter=flagger.user)
    assert urgency(ad, moderator) == 2


@pytest.mark.parametrize(("signal", "expected"), [("recruitment-fee", 2), ("leans-towards-harm", 2), ("hurry", 3)])
def test_a_signal_that_speaks_for_it_bears_it_out(moderator: User, signal: str, expected: int) -> None:
    ad = a_listing()
    a_signal_hit(verdict=a_verdict(revision=ad.revision), signal=signal)
    crowd_about(ad)
    assert urgency(ad, moderator) == expected


def test_an_intimate_image_needs_an_image(moderator: User) -> None:
    bare, shown = a_listing(), a_listing()
    a_revision_photo(revision=shown.revision)
    for ad in (bare, shown):
        crowd_about(ad, NoticeReason.INTIMATE)
    assert (urgency(bare, moderator), urgency(shown, moderator)) == (3, 2)
