"""Asking the poster, limiting, strikes, escalating: what a decision can be beside publish and refuse."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.errors import BadLink
from haven.listings.links import make_token
from haven.listings.models import Listing
from haven.listings.queries import SearchQuery
from haven.mail.models import OutgoingMail
from haven.moderation.actions import answer_question, decide, escalate, undo
from haven.moderation.errors import ModerationError
from haven.moderation.models import Decision, Outcome, Question, Strike
from haven.moderation.queries import queue_for
from haven.notices.models import Notice
from tests.factories import a_listing, a_notice
from tests.indexing import search

pytestmark = pytest.mark.django_db
REASONS = {"ground": "contact-rules", "facts": "The number is written in words."}


def made(listing: Listing, moderator: User, outcome: Outcome, **values: object) -> Decision:
    reasons = REASONS if outcome.restricts else {"facts": "Who owns the flat?"} if outcome is Outcome.ASK else {}
    last = Decision.objects.filter(listing=listing, undone_at=None).first()
    return decide(
        listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=outcome,  # type: ignore[arg-type]
        last_decision=last.pk if last else None, **(reasons | values),  # type: ignore[arg-type]
    )  # fmt: skip


def test_from_held_by_dialogue_to_published(moderator: User) -> None:
    held = a_listing(state="held")
    decision = made(held, moderator, Outcome.ASK)
    assert queue_for(moderator).items == []
    mail = OutgoingMail.objects.get(topic=decision.topic)
    assert "Who owns the flat?" in mail.text
    assert "/moderation/questions/" in mail.text
    answer_question(token=make_token("question", str(decision.pk)), text="My mother does.")
    [item] = queue_for(moderator).items
    assert "The poster answered" in item.reasons
    made(held, moderator, Outcome.PUBLISH)
    assert Listing.objects.get().state == "published"


def test_without_an_answer_the_ad_comes_back(moderator: User) -> None:
    made(a_listing(state="held"), moderator, Outcome.ASK)
    Question.objects.update(waits_until=timezone.now() - timedelta(seconds=1))
    [item] = queue_for(moderator).items
    assert "No answer in time" in item.reasons


def test_a_report_that_comes_after_the_question_does_not_wait_for_the_answer(moderator: User) -> None:
    live = a_listing()
    a_notice(listing=live)
    made(live, moderator, Outcome.ASK)
    assert queue_for(moderator).items == []
    a_notice(listing=live)
    assert len(queue_for(moderator).items) == 1


def test_a_live_ad_is_held_while_its_poster_is_asked_and_reports_stay_open(moderator: User) -> None:
    live = a_listing()
    notice = a_notice(listing=live)
    decision = made(live, moderator, Outcome.ASK)
    assert Listing.objects.get().state == "held"
    notice.refresh_from_db()
    assert notice.state == Notice.State.OPEN
    undo(decision=decision, moderator=moderator)
    connection.check_constraints()
    assert Listing.objects.get().state == "published"
    with pytest.raises(BadLink):
        answer_question(token=make_token("question", str(decision.pk)), text="Me.")


def test_a_question_is_answered_once_and_then_not_undone(moderator: User) -> None:
    decision = made(a_listing(state="held"), moderator, Outcome.ASK)
    token = make_token("question", str(decision.pk))
    for text in (" ", "x" * 5001):
        with pytest.raises(ModerationError):
            answer_question(token=token, text=text)
    answer_question(token=token, text="Me.")
    with pytest.raises(ModerationError, match="already"):
        answer_question(token=token, text="Not me.")
    with pytest.raises(ModerationError, match="answered"):
        undo(decision=decision, moderator=moderator)
    with pytest.raises(BadLink):
        answer_question(token=make_token("appeal", str(decision.pk)), text="Me.")


def test_asking_takes_a_question(moderator: User) -> None:
    with pytest.raises(ModerationError, match="want to know"):
        made(a_listing(state="held"), moderator, Outcome.ASK, facts=" ")


def test_a_limited_ad_is_public_and_not_found(moderator: User) -> None:
    live = a_listing()
    decision = made(live, moderator, Outcome.LIMIT)
    assert Listing.objects.get().is_public
    assert search(SearchQuery()).total == 0
    assert decision.statement.decision_visibility == ["DECISION_VISIBILITY_CONTENT_DEMOTED"]
    assert "search and lists do not show it" in OutgoingMail.objects.get(topic=decision.topic).text
    with pytest.raises(ModerationError, match="cannot limit"):
        made(Listing.objects.get(), moderator, Outcome.LIMIT)
    undo(decision=decision, moderator=moderator)
    assert search(SearchQuery()).total == 1


def test_a_strike_counts_until_it_is_undone(moderator: User) -> None:
    listing = a_listing(state="held")
    decision = made(listing, moderator, Outcome.REFUSE, strike=True)
    assert Strike.objects.get().user == listing.poster
    assert "counts as a strike" in OutgoingMail.objects.get(topic=decision.topic).text
    undo(decision=decision, moderator=moderator)
    assert not Strike.objects.exists()


def test_escalating_decides_nothing(moderator: User) -> None:
    held = a_listing(state="held")
    escalate(listing=held, moderator=moderator, text="The same words in five towns.")
    assert Listing.objects.get().state == "held"
    assert LedgerEntry.objects.get(action="ad.escalated").subject == held.subject
    for text in (" ", "x" * 2001):
        with pytest.raises(ModerationError):
            escalate(listing=held, moderator=moderator, text=text)
