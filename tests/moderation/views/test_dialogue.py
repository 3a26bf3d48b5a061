"""The pages of what is asked, appealed by reporters, decided about many, or about an account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.listings.links import make_token
from haven.listings.models import Listing
from haven.moderation.actions import answer_appeal, decide
from haven.moderation.models import Appeal, Decision, Escalation, Outcome, Proposal, Question
from haven.notices.models import Notice
from tests.factories import a_listing, a_notice, a_question, a_strike, an_appeal, an_escalation
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db
REASONS = {"ground": "fraud", "facts": "Money first.", "reason": "One hand."}


def test_a_poster_answers_a_question(client: Client, enter: Enter) -> None:
    question = a_question()
    address = reverse("moderation:question", args=[make_token("question", str(question.decision_id))])
    page = client.get(address).content.decode()
    assert "Change the ad" in page
    assert client.post(address, {"text": " "}).status_code == 422
    assert client.post(address, {"text": "My <b>mother</b>."}).status_code == 302
    assert "My &lt;b&gt;mother&lt;/b&gt;." in client.get(address).content.decode()
    assert client.post(address, {"text": "Again."}).status_code == 422
    desk = enter(Role.MODERATOR).get(reverse("moderation:item", args=[question.decision.listing.code]))
    assert "My &lt;b&gt;mother&lt;/b&gt;." in desk.content.decode()
    assert client.get(reverse("moderation:question", args=["nonsense"])).status_code == 410
    assert Question.objects.get().answer == "My <b>mother</b>."


def test_a_reporter_appeals_by_the_case_code(client: Client, moderator: User, enter: Enter) -> None:
    notice = a_notice()
    case = reverse("marketplace:case", args=[notice.case_code])
    address = reverse("moderation:notice_appeal", args=[notice.case_code])
    assert client.get(address)["Location"] == case
    listing = notice.listing
    decide(listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=Outcome.KEEP)  # type: ignore[arg-type]
    assert client.get(address)["Location"] == case
    Notice.objects.update(closed_at=timezone.now() - timedelta(minutes=1))
    assert address in client.get(case).content.decode()
    shown = client.get(address)
    assert shown.status_code == 200
    assert "data-quick-exit" in shown.content.decode()
    assert "help-lines-fold" in shown.content.decode()
    assert client.post(address, {"text": ""}).status_code == 422
    assert client.post(address, {"text": "Read the last line."}).status_code == 302
    assert "someone else will look" in client.get(address).content.decode()
    appeal = Appeal.objects.get()
    desk = reverse("moderation:appeal", args=[appeal.pk])
    senior = enter(Role.SENIOR_MODERATOR)
    page = senior.get(desk).content.decode()
    assert "The reporter appeals" in page
    assert senior.post(desk, {"result": "ask", "answer": "Which line?"}).status_code == 302
    assert "Which line?" in client.get(address).content.decode()
    assert client.post(address, {"text": "The seventh."}).status_code == 302
    assert senior.post(desk, {"result": "reverse", "answer": "You are right."}).status_code == 422
    done = senior.post(desk, {"result": "reverse", "answer": "You are right.", "ground": "fraud", "facts": "Line 7."})
    assert done.status_code == 302
    assert Listing.objects.get().state == "removed"
    assert "You are right." not in client.get(address).content.decode()
    Appeal.objects.update(answered_at=timezone.now() - timedelta(minutes=1))
    Notice.objects.update(closed_at=timezone.now() - timedelta(minutes=1))
    assert "You are right." in client.get(address).content.decode()
    assert "We acted on it" in client.get(case).content.decode()
    unknown = client.get(reverse("moderation:notice_appeal", args=["AAAA-AAAA-AAAA"]))
    assert (unknown.status_code, "data-quick-exit" in unknown.content.decode()) == (410, True)


def test_who_cannot_appeal_any_more_is_told_why(client: Client, moderator: User) -> None:
    appeal = an_appeal()
    notice = a_notice(listing=appeal.decision.listing)
    Notice.objects.filter(pk=notice.pk).update(
        state="acted", closed_at=timezone.now(), closed_under=appeal.decision.topic
    )
    answer_appeal(appeal=appeal, moderator=moderator, reverse=True, answer="You are right.")
    Notice.objects.update(closed_at=timezone.now() - timedelta(minutes=1))
    page = client.get(reverse("moderation:notice_appeal", args=[notice.case_code]), follow=True)
    assert "you cannot appeal here any more" in page.content.decode()


def test_many_are_seen_before_they_are_decided(enter: Enter) -> None:
    one, two, live = a_listing(state="held", title="One"), a_listing(state="held", title="Two"), a_listing(title="Live")
    client = enter(Role.MODERATOR)
    bulk = reverse("moderation:bulk")
    chosen = {"ad": [one.code, two.code, live.code], "outcome": "refuse"}
    page = client.post(bulk, chosen).content.decode()
    for words in ("Refuse 2 ads?", "Nothing has been done yet", "Left out", "One", "Two", "Live"):
        assert words in page
    assert not Decision.objects.exists()
    assert client.post(bulk, chosen | {"sure": "yes"} | REASONS | {"reason": ""}).status_code == 422
    answer = client.post(bulk, chosen | {"sure": "yes"} | REASONS, follow=True)
    assert "Undo all 2" in answer.content.decode()
    assert Decision.objects.count() == 2
    settle = reverse("moderation:settle", args=[Proposal.objects.get().pk])
    assert "Undone: 2" in client.post(settle, {"step": "undo"}, follow=True).content.decode()
    assert client.post(bulk, {"outcome": "explode", "ad": [one.code]}).status_code == 302
    assert client.post(bulk, {"outcome": "refuse"}).status_code == 302


def test_an_account_is_closed_by_two(enter: Enter, moderator: User) -> None:
    live = a_listing()
    first, second = enter(moderator), enter(Role.SENIOR_MODERATOR)
    close = reverse("moderation:close", args=[live.code])
    assert "Write what you saw" in first.post(close, REASONS | {"facts": ""}).content.decode()
    page = first.post(close, REASONS, follow=True).content.decode()
    assert "someone else must agree" in page
    settle = reverse("moderation:settle", args=[Proposal.objects.get().pk])
    assert "someone else must agree" in first.post(settle, {"step": "agree"}, follow=True).content.decode()
    assert "Close the account" in second.get(reverse("moderation:queue")).content.decode()
    assert "Carried out." in second.post(settle, {"step": "agree"}, follow=True).content.decode()
    assert "The account is closed." in first.get(reverse("moderation:item", args=[live.code])).content.decode()


def test_investigators_read_what_was_escalated(enter: Enter) -> None:
    held = a_listing(state="held")
    client = enter(Role.MODERATOR)
    address = reverse("moderation:escalate", args=[held.code])
    assert client.post(address, {"text": ""}).status_code == 422
    assert "still waits" in client.post(address, {"text": "Five towns."}, follow=True).content.decode()
    page = enter(Role.INVESTIGATOR).get(reverse("moderation:escalations")).content.decode()
    assert "Five towns." in page
    assert Escalation.objects.get().listing == held
    an_escalation()


def test_words_too_long_to_hand_over_are_not_lost(enter: Enter) -> None:
    held = a_listing(state="held")
    written = "Five towns. " * 200
    answer = enter(Role.MODERATOR).post(reverse("moderation:escalate", args=[held.code]), {"text": written})
    assert answer.status_code == 422
    assert f"{written}</textarea>" in answer.content.decode()
    assert not Escalation.objects.exists()


def test_strikes_are_on_the_screen(enter: Enter) -> None:
    strike = a_strike()
    page = enter(Role.MODERATOR).get(reverse("moderation:item", args=[strike.decision.listing.code])).content.decode()
    assert "1 strike" in page
    assert Notice.objects.count() == 0
