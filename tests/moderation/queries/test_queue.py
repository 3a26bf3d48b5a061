"""What waits, in which order, and for whom."""

import pytest

from haven.accounts.models import User
from haven.listings.models import Listing
from haven.moderation.models import Decision, Outcome
from haven.moderation.queries import queue_for, recent_decisions
from haven.moderation.queries.queue import facts_before
from haven.notices.models import Notice, NoticeReason
from tests.factories import a_decision, a_listing, a_notice, a_policy_version, a_revision, an_appeal

pytestmark = pytest.mark.django_db


def held_in(queue: str, title: str = "Held") -> Listing:
    listing = a_listing(state="held", title=title)
    listing.revision.verdicts.create(  # type: ignore[union-attr]
        policy=a_policy_version(), outcome="hold", queue=queue
    )
    return listing


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
    assert [item.listing for item in queue.items] == [child, minor, exploitation, forced, oldest, reported]
    assert [item.urgency for item in queue.items] == [1, 1, 2, 2, 3, 3]
    assert queue.total == 6


def test_an_ad_is_there_once_with_all_its_reasons(moderator: User) -> None:
    listing = held_in("fraud")
    for reason in (NoticeReason.FRAUD, NoticeReason.FRAUD, NoticeReason.OTHER):
        a_notice(listing=listing, reason=reason)
    [item] = queue_for(moderator).items
    assert item.reasons == ("Signs of fraud", "Fraud or a scam", "Something else")
    assert item.reports == 3
    assert item.due_at
    assert not item.is_late


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
    assert (item.urgency, item.reasons) == (3, ("Signs of fraud",))


def test_appeals_wait_for_someone_else(moderator: User, colleague: User) -> None:
    appeal = an_appeal(decision=a_decision(moderator=colleague))
    [item] = queue_for(moderator).items
    assert (item.appeal, item.reasons) == (appeal, ("Appeal",))
    own = queue_for(colleague)
    assert (own.items, own.total, own.appeals_for_others) == ([], 0, 1)


def test_next_and_previous(moderator: User) -> None:
    one, two, three = (held_in("fraud") for _ in range(3))
    queue = queue_for(moderator)

    def code(step: object) -> str | None:
        return step.listing.code if step else None  # type: ignore[attr-defined]

    assert [code(queue.after(ad.code)) for ad in (one, two, three)] == [two.code, three.code, one.code]
    assert [code(queue.before(ad.code)) for ad in (one, two, three)] == [None, one.code, two.code]
    assert code(queue.after("unknown")) == one.code
    two.become("withdrawn")  # type: ignore[arg-type]
    three.become("withdrawn")  # type: ignore[arg-type]
    assert queue_for(moderator).after(one.code) is None


def test_the_number_of_queries_does_not_grow(moderator: User, django_assert_max_num_queries: object) -> None:
    for _ in range(8):
        a_notice(listing=held_in("fraud"))
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        assert len([item.listing.revision.category.name for item in queue_for(moderator).items]) == 8  # type: ignore[union-attr]


def test_what_can_still_be_undone(moderator: User, colleague: User) -> None:
    fresh = a_decision(moderator=moderator, minutes_ago=0, outcome=Outcome.KEEP)
    a_decision(moderator=moderator, minutes_ago=9)
    a_decision(moderator=colleague, minutes_ago=0)
    assert recent_decisions(moderator) == [fresh]
    Decision.objects.filter(pk=fresh.pk).update(undone_at=fresh.decided_at, undone_by=moderator)
    assert recent_decisions(moderator) == []


def test_words_used_before_come_once(moderator: User, colleague: User) -> None:
    for facts in ("First.", "Again.", "Again."):
        Decision.objects.filter(pk=a_decision(moderator=moderator).pk).update(facts=facts)
    a_decision(moderator=colleague)
    assert facts_before(moderator) == ["Again.", "First."]
