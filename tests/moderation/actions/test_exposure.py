"""What is counted of a person's work, and what they are not handed: limits, refused kinds, breaks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing
from haven.moderation.actions import claim, decide, release
from haven.moderation.actions.exposure import look_at_quarantined
from haven.moderation.actions.resting import (
    begin_break,
    end_break,
    keep_words,
    note_feeling,
    postpone_break,
    set_work_rules,
    wish,
)
from haven.moderation.errors import ModerationError, NotNow
from haven.moderation.models import Claim, DayNote, KeptWords, Outcome, WorkSpan
from haven.moderation.models.work import owner_of
from haven.moderation.queries.own_work import own_work
from haven.moderation.shifts import Limits
from haven.notices.models import NoticeReason
from tests.factories import a_listing, a_notice, a_user, a_verdict, a_work_span, an_appeal, some_work_rules

pytestmark = pytest.mark.django_db


def hard(reason: NoticeReason = NoticeReason.EXPLOITATION) -> str:
    """An ad that is reported as something hard."""
    return str(a_notice(reason=reason).listing.subject)


def light() -> str:
    return str(a_notice(reason=NoticeReason.CATEGORY).listing.subject)


def keep(listing: Listing, moderator: User) -> None:
    decide(listing=listing, revision_id=listing.revision_id or 0, moderator=moderator, outcome=Outcome.KEEP)


def seen_last(*, minutes_ago: int) -> None:
    then = timezone.now() - timedelta(minutes=minutes_ago)
    WorkSpan.objects.update(began_at=then, seen_at=then)


def test_what_is_taken_in_hand_is_counted_as_hard_or_light(moderator: User) -> None:
    held = a_listing(state="held")
    assert held.revision
    a_verdict(revision=held.revision, outcome="hold", queue="exploitation")
    for subject in (hard(), light(), held.subject):
        claim(subject=subject, moderator=moderator)
    assert sorted(WorkSpan.objects.values_list("hard", flat=True)) == [False, True, True]
    # A claim has a name: nothing that has none begins at the same moment.
    assert not WorkSpan.objects.filter(began_at__in=Claim.objects.values("taken_at")).exists()
    shift = own_work(moderator).shift
    assert (shift.items, shift.hard_items) == (3, 2)


def test_an_open_page_makes_minutes_and_one_that_nobody_saw_does_not(moderator: User) -> None:
    subject = hard()
    claim(subject=subject, moderator=moderator)
    seen_last(minutes_ago=5)
    claim(subject=subject, moderator=moderator)
    assert own_work(moderator).shift.hard_minutes == 5
    seen_last(minutes_ago=55)
    release(subject=subject, moderator=moderator)
    assert own_work(moderator).shift.hard_minutes == 10


def test_a_full_shift_takes_nothing_hard_and_everything_light(moderator: User) -> None:
    some_work_rules(items=2)
    first = hard()
    for subject in (first, hard()):
        claim(subject=subject, moderator=moderator)
    with pytest.raises(NotNow, match="as much hard material"):
        claim(subject=hard(), moderator=moderator)
    assert Claim.objects.count() == 2
    claim(subject=first, moderator=moderator)  # what is in hand stays there
    claim(subject=light(), moderator=moderator)


def test_what_is_in_hand_can_be_decided_over_the_limit(moderator: User) -> None:
    notice = a_notice(reason=NoticeReason.EXPLOITATION)
    claim(subject=notice.listing.subject, moderator=moderator)
    some_work_rules(items=1)
    assert own_work(moderator).is_full
    keep(notice.listing, moderator)


def test_a_person_asks_for_less_and_cannot_be_made_to_take_more(moderator: User) -> None:
    wish(moderator=moderator, items=1, minutes=None, refused=[])
    claim(subject=hard(), moderator=moderator)
    some_work_rules(items=500)
    with pytest.raises(NotNow):
        claim(subject=hard(), moderator=moderator)


@pytest.mark.parametrize("appealed", [False, True])
def test_a_refused_kind_is_not_handed_out(moderator: User, appealed: bool) -> None:
    wish(moderator=moderator, items=None, minutes=None, refused=["intimate", "no-such-kind"])
    notice = a_notice(reason=NoticeReason.INTIMATE)
    subject = notice.listing.subject
    if appealed:
        appeal = an_appeal()
        type(notice).objects.filter(pk=notice.pk).update(listing=appeal.decision.listing, state="acted")
        subject = appeal.subject
    with pytest.raises(NotNow, match="chosen not to take this kind"):
        claim(subject=subject, moderator=moderator)
    claim(subject=hard(), moderator=moderator)
    wish(moderator=moderator, items=None, minutes=None, refused=[])
    claim(subject=subject, moderator=moderator)


def test_a_break_frees_what_is_in_hand_and_hands_out_nothing(moderator: User, colleague: User) -> None:
    subject = light()
    claim(subject=subject, moderator=moderator)
    begin_break(moderator=moderator)
    assert not Claim.objects.exists()
    claim(subject=subject, moderator=colleague)
    with pytest.raises(NotNow, match="on a break"):
        claim(subject=light(), moderator=moderator)
    end_break(moderator=moderator)
    claim(subject=light(), moderator=moderator)


def test_a_break_that_is_due_is_taken_or_put_off(moderator: User) -> None:
    a_work_span(user=moderator, hard=False, minutes_ago=60, minutes=59)
    assert own_work(moderator).break_due
    with pytest.raises(NotNow, match="A break is due"):
        claim(subject=light(), moderator=moderator)
    postpone_break(moderator=moderator)
    claim(subject=light(), moderator=moderator)


def test_the_log_has_no_word_of_rest_beside_what_was_let_go(moderator: User) -> None:
    """Two who let an ad go, one of them for a break: the log must not tell which."""
    tired, other = moderator, a_user(Role.MODERATOR)
    typed = {"facts": "It asks for", "outcome": "remove"}
    for person in (tired, other):
        claim(subject=light(), moderator=person)
    held = {claim_.holder_id: claim_.subject for claim_ in Claim.objects.all()}
    before = LedgerEntry.objects.count()
    keep_words(moderator=tired, subject=held[tired.pk], typed=typed)
    begin_break(moderator=tired)
    release(subject=held[other.pk], moderator=other)
    end_break(moderator=tired)
    postpone_break(moderator=tired)
    wish(moderator=tired, items=3, minutes=4, refused=["intimate"])
    note_feeling(moderator=tired, feeling=DayNote.Feeling.WORN)
    entries = LedgerEntry.objects.order_by("id")[before:]
    assert [(entry.action, entry.actor, entry.details) for entry in entries] == [
        ("claim.released", f"person:{tired.pk}", {}),
        ("claim.released", f"person:{other.pk}", {}),
    ]


def test_a_break_is_kept_to_the_minute_and_lasts_at_least_as_long_as_it_should(moderator: User) -> None:
    began = timezone.now()
    row = begin_break(moderator=moderator)
    assert (row.began_at.second, row.began_at.microsecond, row.until.second) == (0, 0, 0)
    assert row.until - began >= timedelta(minutes=own_work(moderator).team.break_minutes)
    end_break(moderator=moderator)
    assert own_work(moderator).pause is None


def test_no_row_says_whose_it_is(moderator: User, colleague: User) -> None:
    subject = hard()
    claim(subject=subject, moderator=moderator)
    row = WorkSpan.objects.get()
    assert str(moderator.pk) not in {row.owner, row.item}
    assert subject not in row.item
    assert owner_of(moderator) != owner_of(colleague)
    assert own_work(colleague).shift.items == 0


def test_words_are_kept_until_it_is_decided(moderator: User) -> None:
    notice = a_notice()
    typed = {"facts": "It asks for", "outcome": "remove", "csrfmiddlewaretoken": "x", "subject": "y"}
    assert keep_words(moderator=moderator, subject=notice.listing.subject, typed=typed)
    assert KeptWords.objects.get().fields == {"facts": "It asks for", "outcome": "remove"}
    assert not keep_words(moderator=moderator, subject="listing:other", typed={"outcome": "remove"})
    other = keep_words(moderator=moderator, subject="listing:other", typed=typed)
    assert (other, KeptWords.objects.count()) == (True, 2)
    assert not keep_words(moderator=moderator, subject="listing:other", typed={"facts": ""})
    keep(notice.listing, moderator)
    assert not KeptWords.objects.exists()


def test_a_quarantined_picture_counts_as_hard(moderator: User) -> None:
    some_work_rules(items=1)
    look_at_quarantined(name="quarantine:1", reader=moderator)
    with pytest.raises(NotNow):
        look_at_quarantined(name="quarantine:2", reader=moderator)
    assert LedgerEntry.objects.filter(action="quarantine.viewed").count() == 1


def test_rules_are_numbers_that_can_be(moderator: User) -> None:
    with pytest.raises(ModerationError, match="a number from 1 to"):
        set_work_rules(limits=Limits(items=0), senior=moderator)
    set_work_rules(limits=Limits(items=7), senior=moderator)
    assert own_work(moderator).limits.items == 7
