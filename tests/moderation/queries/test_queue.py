"""What waits, in which order, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import User
from haven.listings.models import Listing, ListingState
from haven.moderation.duties import DUTIES
from haven.moderation.models import Claim, Decision
from haven.moderation.queries import Queue, QueueItem, queue_for
from haven.moderation.queries.queue import facts_before
from haven.notices.models import Notice, NoticeReason
from tests.factories import (
    a_claim,
    a_decision,
    a_listing,
    a_notice,
    a_policy_version,
    a_revision,
    a_skill,
    an_appeal,
)

pytestmark = pytest.mark.django_db


def held_in(queue: str, title: str = "Held") -> Listing:
    listing = a_listing(state="held", title=title)
    listing.revision.verdicts.create(  # type: ignore[union-attr]
        policy=a_policy_version(), outcome="hold", queue=queue
    )
    return listing


def lanes(queue: Queue) -> list[str]:
    return [item.lane.slug for item in queue.items]


def test_children_first_then_exploitation_then_age(moderator: User) -> None:
    oldest = held_in("fraud")
    reported = a_listing()
    a_notice(listing=reported)
    exploitation = held_in("exploitation")
    forced = a_listing()
    a_notice(listing=forced, reason=NoticeReason.EXPLOITATION)
    child = held_in("child-safety")
    minor = a_listing()
    a_notice(listing=minor, reason=NoticeReason.MINOR)
    queue = queue_for(moderator)
    assert [item.key for item in queue.items] == [
        ad.subject for ad in (child, minor, exploitation, forced, oldest, reported)
    ]
    assert [item.urgency for item in queue.items] == [1, 1, 2, 2, 4, 4]
    assert queue.total == 6


def test_an_ad_is_there_once_with_all_its_reasons(moderator: User) -> None:
    listing = held_in("fraud")
    for reason in (NoticeReason.FRAUD, NoticeReason.FRAUD, NoticeReason.OTHER):
        a_notice(listing=listing, reason=reason)
    [item] = queue_for(moderator).items
    assert item.reasons == ("Signs of fraud", "Fraud or a scam", "Something else")
    assert item.reports == 3
    assert not item.is_late


@pytest.mark.parametrize(
    ("reason", "lane", "hours"),
    [("danger", "danger", 1), ("terrorism", "danger", 1), ("minor", "child-safety", 1), ("intimate", "intimate", 48),
     ("exploitation", "exploitation", 8), ("fraud", "fraud", 24), ("other", "rules", 24)],
)  # fmt: skip
def test_the_clock_of_a_duty_begins_with_the_report(moderator: User, reason: str, lane: str, hours: float) -> None:
    notice = a_notice(reason=NoticeReason(reason))
    [item] = queue_for(moderator).items
    assert item.lane.slug == lane
    assert item.due_at == notice.filed_at + timedelta(hours=hours)
    Notice.objects.update(filed_at=timezone.now() - timedelta(hours=hours, minutes=1))
    assert queue_for(moderator).items[0].is_late


def test_every_reason_has_its_clock() -> None:
    assert set(DUTIES) == set(NoticeReason)


def test_what_is_due_first_comes_first_among_equals(moderator: User) -> None:
    later, sooner = held_in("fraud"), held_in("unchecked")
    assert [item.key for item in queue_for(moderator).items] == [sooner.subject, later.subject]


def test_a_held_ad_that_is_reported_is_in_the_more_urgent_lane(moderator: User) -> None:
    listing = held_in("fraud")
    a_notice(listing=listing, reason=NoticeReason.OTHER)
    assert lanes(queue_for(moderator)) == ["fraud"]
    a_notice(listing=listing, reason=NoticeReason.DANGER)
    assert lanes(queue_for(moderator)) == ["danger"]


def test_an_ad_whose_queue_is_gone_from_the_policy_still_waits(moderator: User) -> None:
    held_in("long-forgotten")
    assert lanes(queue_for(moderator)) == ["other"]


def test_lanes_are_counted_and_chosen(moderator: User) -> None:
    for queue in ("fraud", "fraud", "child-safety"):
        held_in(queue)
    an_appeal()
    found = queue_for(moderator)
    assert [(count.lane.slug, count.waiting) for count in found.lanes] == [
        ("child-safety", 1), ("fraud", 2), ("appeals", 1),
    ]  # fmt: skip
    assert lanes(queue_for(moderator, "fraud")) == ["fraud", "fraud"]
    assert queue_for(moderator, "fraud").total == 2
    assert lanes(queue_for(moderator, "appeals")) == ["appeals"]


def test_by_default_one_sees_the_lanes_one_works_on(moderator: User) -> None:
    held_in("fraud"), held_in("goods")
    a_skill(user=moderator, lane="goods")
    assert lanes(queue_for(moderator)) == ["goods"]
    assert queue_for(moderator).everything == 2
    assert lanes(queue_for(moderator, "all")) == ["goods", "fraud"]


def test_who_has_what_in_hand(moderator: User, colleague: User) -> None:
    one, two = held_in("fraud"), held_in("fraud")
    a_claim(subject=one.subject, holder=colleague)
    a_claim(subject=two.subject, holder=moderator)
    assert [item.holder for item in queue_for(moderator).items] == ["Cleo", ""]
    assert queue_for(moderator).after(two.subject) is None
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert [item.holder for item in queue_for(moderator).items] == ["", ""]


def test_a_queue_says_whether_anything_in_it_changed(moderator: User, colleague: User) -> None:
    listing = held_in("fraud")
    before = queue_for(moderator).seen
    assert queue_for(moderator).seen == before
    a_claim(subject=listing.subject, holder=colleague)
    taken = queue_for(moderator).seen
    a_notice(listing=listing)
    assert len({before, taken, queue_for(moderator).seen}) == 3


def test_what_is_over_does_not_wait(moderator: User) -> None:
    a_listing()
    a_listing(state="refused")
    Notice.objects.update(state=Notice.State.KEPT)
    closed = a_notice()
    Notice.objects.filter(pk=closed.pk).update(state=Notice.State.KEPT)
    assert queue_for(moderator).items == []


def test_only_the_verdict_on_the_present_words_counts(moderator: User) -> None:
    listing = held_in("child-safety")
    listing.revision = a_revision(listing=listing, body="New words.")
    listing.save()
    listing.revision.verdicts.create(policy=a_policy_version(), outcome="hold", queue="fraud")
    [item] = queue_for(moderator).items
    assert (item.urgency, item.reasons) == (4, ("Signs of fraud",))


def test_appeals_wait_for_someone_else(moderator: User, colleague: User) -> None:
    appeal = an_appeal(decision=a_decision(moderator=colleague))
    [item] = queue_for(moderator).items
    assert (item.key, item.reasons) == (appeal.subject, ("Appeal",))
    own = queue_for(colleague)
    assert (own.items, own.total, own.appeals_for_others) == ([], 0, 1)


def test_next_and_previous(moderator: User) -> None:
    one, two, three = (held_in("fraud") for _ in range(3))
    queue = queue_for(moderator)

    def key(step: QueueItem | None) -> str | None:
        return step.key if step else None

    keys = [ad.subject for ad in (one, two, three)]
    assert [key(queue.after(ad)) for ad in keys] == [keys[1], keys[2], keys[0]]
    assert [key(queue.before(ad)) for ad in keys] == [None, keys[0], keys[1]]
    assert key(queue.after("unknown")) == keys[0]
    two.become(ListingState.WITHDRAWN)
    three.become(ListingState.WITHDRAWN)
    assert queue_for(moderator).after(keys[0]) is None


def test_the_number_of_queries_does_not_grow(moderator: User, django_assert_max_num_queries: object) -> None:
    for _ in range(8):
        a_notice(listing=held_in("fraud"))
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        assert len(queue_for(moderator).items) == 8


def test_words_used_before_come_once(moderator: User, colleague: User) -> None:
    for facts in ("First.", "Again.", "Again."):
        Decision.objects.filter(pk=a_decision(moderator=moderator).pk).update(facts=facts)
    a_decision(moderator=colleague)
    assert facts_before(moderator) == ["Again.", "First."]
