"""The second look: never by the same person, blind, settled by a third; golden ads once each."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.moderation.actions import claim
from haven.moderation.actions.auditing import (
    add_golden,
    agree_golden,
    answer_golden,
    look_again,
    retire_golden,
    settle_sample,
)
from haven.moderation.errors import InOtherHands, ModerationError
from haven.moderation.models import GoldenAd, QASample
from haven.moderation.queries import audit
from tests.factories import a_decision, a_golden_ad, a_listing, a_qa_sample, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def senior() -> User:
    return a_user(Role.SENIOR_MODERATOR)


def test_nobody_looks_again_at_what_they_decided(moderator: User, colleague: User) -> None:
    sample = a_qa_sample(decision=a_decision(moderator=moderator))
    assert audit.next_look(moderator) is None
    with pytest.raises(ModerationError, match="somebody else"):
        look_again(sample=sample, reviewer=moderator, against=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        QASample.objects.filter(pk=sample.pk).update(
            second_by=moderator, second_against=True, second_at=sample.draw.drawn_at
        )
    assert audit.next_look(colleague) == sample
    done = look_again(sample=sample, reviewer=colleague, against=True, ground="fraud", note="So it is.")
    assert (done.second_against, done.second_ground) == (True, "fraud")
    assert list(audit.disagreements()) == []
    with pytest.raises(ModerationError, match="already"):
        look_again(sample=sample, reviewer=a_user(Role.MODERATOR), against=False)


def test_what_is_against_the_rules_is_against_one_of_them(moderator: User) -> None:
    with pytest.raises(ModerationError, match="rule"):
        look_again(sample=a_qa_sample(listing=a_listing()), reviewer=moderator, against=True, ground="nonsense")


def test_one_at_a_time(moderator: User, colleague: User) -> None:
    sample = a_qa_sample(listing=a_listing())
    claim(subject=sample.subject, moderator=colleague)
    assert audit.next_look(moderator) is None
    with pytest.raises(InOtherHands):
        look_again(sample=sample, reviewer=moderator, against=False)


def test_a_third_person_settles_what_two_disagree_about(moderator: User, colleague: User, senior: User) -> None:
    sample = a_qa_sample(decision=a_decision(moderator=moderator))
    with pytest.raises(ModerationError, match="nothing to settle"):
        settle_sample(sample=sample, lead=senior, against=True, note="x")
    look_again(sample=sample, reviewer=colleague, against=False)
    assert list(audit.disagreements()) == [sample]
    for one in (moderator, colleague):
        with pytest.raises(ModerationError, match="third person"):
            settle_sample(sample=sample, lead=one, against=True, note="x")
        with pytest.raises(IntegrityError), transaction.atomic():
            QASample.objects.filter(pk=sample.pk).update(settled_by=one, settled_against=True)
    with pytest.raises(ModerationError, match="Write why"):
        settle_sample(sample=sample, lead=senior, against=False, note=" ")
    settle_sample(sample=sample, lead=senior, against=False, note="The fee is a deposit.")
    assert list(audit.disagreements()) == []
    standings = {one.reviewer: (one.settled_for, one.settled_against) for one in audit.sureness()}
    assert standings == {moderator: (0, 1), colleague: (1, 0)}
    assert [one.settled_note for one in audit.settled_about(moderator)] == ["The fee is a deposit."]


def test_agreement_is_that_of_the_rows(moderator: User, colleague: User) -> None:
    for number, (first, second) in enumerate([(True, True), (True, False), (False, False), (False, False)]):
        decision = a_decision(moderator=moderator)
        sample = a_qa_sample(decision=decision)
        QASample.objects.filter(pk=sample.pk).update(first_against=first)
        look_again(sample=sample, reviewer=colleague, against=second, ground="fraud" if second else "")
        assert audit.agreed(machine=False).judged == number + 1
    people = audit.agreed(machine=False)
    assert (people.both_lawful, people.both_against, people.first_only, people.second_only) == (2, 1, 1, 0)
    assert audit.agreed(machine=True).judged == 0


def test_every_fifth_is_golden_and_each_of_them_once(moderator: User, senior: User) -> None:
    golden = a_golden_ad(added_by=senior)
    a_golden_ad(added_by=moderator)  # one's own is none
    for _ in range(4):
        sample = a_qa_sample(listing=a_listing())
        assert audit.next_look(moderator) == sample
        look_again(sample=sample, reviewer=moderator, against=False)
    sample = a_qa_sample(listing=a_listing())
    assert audit.next_look(moderator) == golden
    assert not answer_golden(golden=golden, reviewer=moderator, against=False).right
    with pytest.raises(ModerationError, match="already"):
        answer_golden(golden=golden, reviewer=moderator, against=True)
    assert audit.next_look(moderator) == sample
    own = audit.own_sureness(moderator)
    assert own
    assert (own.right, own.answered) == (0, 1)


def test_golden_ads_are_real_ads_and_can_be_retired(senior: User) -> None:
    listing = a_listing()
    with pytest.raises(ModerationError, match="no submitted ad"):
        add_golden(code="nonsense", against=True, why="x", senior=senior)
    with pytest.raises(ModerationError, match="Write why"):
        add_golden(code=listing.code, against=True, why="", senior=senior)
    golden = add_golden(code=listing.code.upper(), against=True, why="A fee before the work.", senior=senior)
    with pytest.raises(ModerationError, match="already"):
        add_golden(code=listing.code, against=True, why="x", senior=senior)
    with pytest.raises(ModerationError, match="Only one person"):
        answer_golden(golden=golden, reviewer=a_user(Role.MODERATOR), against=True)
    golden = agree_golden(golden=golden, senior=a_user(Role.SENIOR_MODERATOR))
    with pytest.raises(ModerationError, match="You put"):
        answer_golden(golden=golden, reviewer=senior, against=True)
    retire_golden(golden=golden, senior=senior)
    golden.refresh_from_db()
    assert golden.retired_at


def test_a_golden_ad_takes_two(moderator: User, senior: User) -> None:
    golden = a_golden_ad(added_by=senior, agreed=False)
    for _ in range(4):
        look_again(sample=a_qa_sample(listing=a_listing()), reviewer=moderator, against=False)
    sample = a_qa_sample(listing=a_listing())
    assert audit.next_look(moderator) == sample
    with pytest.raises(ModerationError, match="someone else"):
        agree_golden(golden=golden, senior=senior)
    with pytest.raises(IntegrityError, match="golden_by_two"), transaction.atomic():
        GoldenAd.objects.filter(pk=golden.pk).update(agreed_by=senior, agreed_at=timezone.now())
    second = a_user(Role.SENIOR_MODERATOR)
    golden = agree_golden(golden=golden, senior=second)
    assert audit.next_look(moderator) == golden
    with pytest.raises(ModerationError, match="already"):
        agree_golden(golden=golden, senior=a_user(Role.SENIOR_MODERATOR))
    with pytest.raises(ModerationError, match="You put"):
        answer_golden(golden=golden, reviewer=second, against=True)
