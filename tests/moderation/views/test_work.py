"""The page of one's own work, what the queue offers after it, and what a lead is told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.moderation.actions import claim
from haven.moderation.actions.notes import set_skills
from haven.moderation.actions.resting import begin_break, wish
from haven.moderation.models import Claim, DayNote, WorkRules, WorkWish
from haven.moderation.models.work import owner_of
from haven.moderation.queries import queue_for
from haven.moderation.queries.own_work import own_work
from haven.notices.models import NoticeReason
from tests.factories import a_day_note, a_notice, a_user, a_work_span, a_work_wish, some_work_rules
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db
PAGE, BREAK = reverse("moderation:work"), reverse("moderation:work_break")


def address(subject: str) -> str:
    return reverse("moderation:item", args=[subject.removeprefix("listing:")])


def reported(reason: NoticeReason) -> str:
    return str(a_notice(reason=reason).listing.subject)


def test_the_page_shows_ones_own_numbers_and_nobody_elses(enter: Enter, moderator: User, colleague: User) -> None:
    a_work_span(user=moderator, minutes_ago=20, minutes=7)
    a_work_wish(user=moderator)
    a_day_note(user=moderator)
    mine = enter(moderator).get(PAGE)
    assert (mine.context["own"].shift.hard_items, mine.context["own"].shift.hard_minutes) == (1, 7)
    assert "Worn" in mine.content.decode()
    theirs = enter(colleague).get(PAGE, {"user": str(moderator.pk), "owner": owner_of(moderator)})
    assert theirs.context["own"].shift.hard_items == 0
    assert theirs.context["days"] == []


def test_the_child_safety_role_has_its_own_page(enter: Enter) -> None:
    page = enter(Role.CHILD_SAFETY).get(PAGE).content.decode()
    assert "This shift" in page
    assert f'href="{reverse("moderation:queue")}"' not in page


def test_wishes_are_saved_and_asking_for_more_is_a_fault_that_loses_nothing(enter: Enter, moderator: User) -> None:
    client, form = enter(moderator), reverse("moderation:work_wishes")
    assert client.post(form, {"items": "12", "minutes": "", "refused": ["intimate"]}).status_code == 302
    kept = WorkWish.objects.get(owner=owner_of(moderator))
    assert (kept.items, kept.minutes, kept.refused) == (12, None, ["intimate"])
    answer = client.post(form, {"items": "5000", "minutes": "30", "refused": ["danger"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "that is what the desk allows" in page
    assert 'value="5000"' in page
    assert 'value="30"' in page


def test_how_somebody_is_stays_with_them(enter: Enter, moderator: User) -> None:
    client = enter(moderator)
    client.post(reverse("moderation:work_feeling"), {"feeling": "5"})
    assert DayNote.objects.get().feeling == DayNote.Feeling.NOT_WELL
    assert "hard on anybody" in client.get(PAGE).content.decode()
    assert client.post(reverse("moderation:work_feeling"), {"feeling": "fine"}).status_code == 422


def test_what_is_refused_is_neither_listed_nor_opened(enter: Enter, moderator: User, colleague: User) -> None:
    hidden, shown = reported(NoticeReason.INTIMATE), reported(NoticeReason.FRAUD)
    wish(moderator=moderator, items=None, minutes=None, refused=["intimate"])
    client = enter(moderator)
    found = queue_for(moderator)
    assert [item.key for item in found.items] == [shown]
    assert (found.total, found.for_colleagues) == (1, 1)
    assert [item.key for item in queue_for(colleague).items] == [hidden, shown]
    page = client.get(address(hidden)).content.decode()
    assert "A kind that you do not take" in page
    assert "ad-text" not in page
    assert not Claim.objects.exists()
    read = client.get(address(hidden), {"anyway": "yes"}).content.decode()
    assert "ad-text" in read
    assert reverse("moderation:decide", args=[hidden.removeprefix("listing:")]) not in read


def test_a_lane_that_a_lead_assigns_is_not_forced_on_who_refuses_it(enter: Enter, moderator: User) -> None:
    reported(NoticeReason.INTIMATE)
    reported(NoticeReason.FRAUD)
    wish(moderator=moderator, items=None, minutes=None, refused=["intimate"])
    lead = enter(Role.SENIOR_MODERATOR)
    lead.post(reverse("moderation:skills", args=[moderator.pk]), {"lane": ["intimate"]})
    assert queue_for(moderator).items == []
    assert "refused" not in lead.get(reverse("moderation:team")).content.decode()


def test_something_light_comes_after_many_hard_ones(moderator: User) -> None:
    some_work_rules(in_a_row=2)
    urgent, light = reported(NoticeReason.EXPLOITATION), reported(NoticeReason.CATEGORY)
    assert queue_for(moderator).first_free == next(item for item in queue_for(moderator).items if item.key == urgent)
    for number in range(2):
        a_work_span(user=moderator, subject=f"listing:{number}", minutes_ago=10 - number)
    found = queue_for(moderator).first_free
    assert found is not None
    assert found.key == light


def test_after_the_light_one_the_hard_ones_are_next_again(moderator: User) -> None:
    some_work_rules(in_a_row=1)
    hard, light = [reported(NoticeReason.EXPLOITATION) for _ in range(2)], reported(NoticeReason.CATEGORY)
    claim(subject=hard[0], moderator=moderator)
    between = queue_for(moderator).after(hard[0])
    claim(subject=light, moderator=moderator)
    after = queue_for(moderator).after(light)
    assert between is not None
    assert after is not None
    assert (between.key, after.key) == (light, hard[1])


def test_words_come_back_after_a_break(enter: Enter, moderator: User) -> None:
    subject, client = reported(NoticeReason.FRAUD), enter(moderator)
    client.get(address(subject))
    data = {"subject": subject, "facts": "It asks for a fee", "outcome": "remove", "ground": "fraud", "step": "begin"}
    assert client.post(BREAK, data)["Location"] == PAGE
    assert "You are on a break" in client.get(address(subject)).content.decode()
    client.post(BREAK, {"step": "end"})
    page = client.get(address(subject)).content.decode()
    assert "It asks for a fee" in page
    assert 'value="remove" checked' in page


def test_letting_go_loses_no_words_either(enter: Enter, moderator: User) -> None:
    subject, client = reported(NoticeReason.FRAUD), enter(moderator)
    client.get(address(subject))
    client.post(reverse("moderation:step"), {"subject": subject, "facts": "Half a sentence", "to": "queue"})
    assert "Half a sentence" in client.get(address(subject)).content.decode()


def test_an_open_page_hears_once_that_a_break_is_due(enter: Enter, moderator: User) -> None:
    subject, client = reported(NoticeReason.FRAUD), enter(moderator)
    client.get(address(subject))
    seen = {"seen": queue_for(moderator).seen, "current": subject}
    part = reverse("moderation:queue_part")
    assert client.get(part, seen).status_code == 204
    a_work_span(user=moderator, hard=False, minutes_ago=70, minutes=69)
    told = client.get(part, seen).content.decode()
    assert "A break is due" in told
    assert "what you typed is kept" in told
    assert client.get(part, seen | {"rest": "yes"}).status_code == 204


def test_a_decision_typed_while_the_limit_was_reached_is_not_lost(enter: Enter, moderator: User) -> None:
    subject, client = reported(NoticeReason.EXPLOITATION), enter(moderator)
    some_work_rules(items=1)
    a_work_span(user=moderator)
    answer = client.post(
        reverse("moderation:decide", args=[subject.removeprefix("listing:")]),
        {"outcome": "remove", "facts": "Words of mine.", "subject": subject},
    )
    assert answer.status_code == 422
    assert "Words of mine." in answer.content.decode()


def test_a_lead_sets_limits_and_sees_how_many_can(enter: Enter, moderator: User, colleague: User) -> None:
    senior = a_user(Role.SENIOR_MODERATOR)
    client, form = enter(senior), reverse("moderation:work_rules")
    numbers = {"items": "9", "minutes": "60", "in_a_row": "3", "work_minutes": "50", "break_minutes": "5"}
    client.post(form, numbers)
    assert WorkRules.objects.get().set_by == senior
    assert own_work(moderator).limits.items == 9
    answer = client.post(form, numbers | {"items": "0", "minutes": "much"}, follow=True).content.decode()
    assert "Hard items in a shift: a number from 1 to 500." in answer
    assert WorkRules.objects.count() == 1
    wish(moderator=moderator, items=None, minutes=None, refused=["intimate"])
    begin_break(moderator=colleague)
    rows = {row.lane.slug: row for row in client.get(reverse("moderation:team")).context["capacity"]}
    assert (rows["intimate"].able, rows["danger"].able) == (1, 2)
    set_skills(user=moderator, lanes=["danger"], senior=senior)  # nor does moving somebody tell what they leave out
    moved = {row.lane.slug: row for row in client.get(reverse("moderation:team")).context["capacity"]}
    assert {slug: row.able for slug, row in moved.items()} == {slug: row.able for slug, row in rows.items()}


def test_of_few_people_a_lead_is_told_no_number(enter: Enter, moderator: User) -> None:
    client = enter(Role.SENIOR_MODERATOR)
    page = client.get(reverse("moderation:team"))
    assert {row.able for row in page.context["capacity"]} == {None}
    assert "too few to say" in page.content.decode()
    assert "capacity" not in enter(moderator).get(reverse("moderation:team")).content.decode()


def test_what_is_claimed_before_a_wish_is_left_to_be_finished(enter: Enter, moderator: User) -> None:
    subject, client = reported(NoticeReason.INTIMATE), enter(moderator)
    claim(subject=subject, moderator=moderator)
    wish(moderator=moderator, items=None, minutes=None, refused=["intimate"])
    decide = reverse("moderation:decide", args=[subject.removeprefix("listing:")])
    assert decide in client.get(address(subject)).content.decode()


def test_what_one_let_run_out_is_not_opened_as_if_it_were_in_hand(enter: Enter, moderator: User) -> None:
    subject = reported(NoticeReason.INTIMATE)
    claim(subject=subject, moderator=moderator)
    Claim.objects.update(until=timezone.now() - timedelta(minutes=1))
    wish(moderator=moderator, items=None, minutes=None, refused=["intimate"])
    page = enter(moderator).get(address(subject))
    assert "A kind that you do not take" in page.content.decode()
    assert "item" not in page.context
