"""An answer to an appeal is taken back within the minute: nobody was told, and all is as if it had not been given."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.listings.models import Listing
from haven.mail.models import OutgoingMail
from haven.moderation.actions import answer_appeal, decide, file_appeal, propose, undo, undo_answer
from haven.moderation.actions.proposing import agree
from haven.moderation.errors import ModerationError
from haven.moderation.models import Appeal, Decision, Outcome, Strike
from haven.moderation.queries import undoable_by
from haven.moderation.queries.own_work import kept_words
from haven.notices.models import Notice
from tests.factories import a_decision, a_listing, a_notice, a_user

pytestmark = pytest.mark.django_db
REASONS = {"ground": "fraud", "facts": "Money first."}


def decided(listing: Listing, moderator: User, outcome: Outcome) -> Decision:
    """Days ago, so that an ad has lost some."""
    assert listing.revision_id
    reasons = REASONS | {"strike": True} if outcome.restricts else {}
    made = decide(
        listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=outcome, **reasons  # type: ignore[arg-type]
    )  # fmt: skip
    Decision.objects.filter(pk=made.pk).update(decided_at=made.decided_at - timedelta(days=3))
    made.refresh_from_db()
    return made


def as_it_is(listing: Listing) -> tuple[object, ...]:
    now = Listing.objects.select_related("poster").get(pk=listing.pk)
    assert now.poster
    return now.state, now.expires_at, now.cleared_id is None, now.limited_at is None, now.poster.is_active


@pytest.mark.parametrize("outcome", [Outcome.REFUSE, Outcome.REMOVE, Outcome.LIMIT])
def test_a_reversal_is_taken_back(moderator: User, colleague: User, outcome: Outcome) -> None:
    listing = a_listing(state="held" if outcome is Outcome.REFUSE else "published")
    notice = a_notice(listing=listing, email="reporter@example.org")
    appeal = file_appeal(decision=decided(listing, moderator, outcome), text="I own the flat.")
    before = as_it_is(listing)
    answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="You are right.")
    assert as_it_is(listing) != before
    undo_answer(appeal=appeal, moderator=colleague)
    after = as_it_is(listing)
    assert after[:1] + after[2:] == before[:1] + before[2:]
    assert outcome is Outcome.REFUSE or after[1] == before[1]
    notice.refresh_from_db()
    assert notice.state == Notice.State.ACTED
    assert Strike.objects.get().lifted_at is None
    assert not OutgoingMail.objects.filter(topic=appeal.topic, cancelled_at=None).exists()
    appeal.refresh_from_db()
    assert (appeal.state, appeal.answer, appeal.answered_by) == (Appeal.State.OPEN, "", None)
    assert kept_words(colleague, appeal.subject) == {"result": "reverse", "answer": "You are right."}
    answer_appeal(appeal=appeal, moderator=colleague, reverse=False, answer="No deed.")
    assert as_it_is(listing) == after


def test_a_closed_account_is_closed_again(moderator: User, colleague: User) -> None:
    senior = a_user(Role.SENIOR_MODERATOR)
    listing = a_listing()
    agree(proposal=propose(ads=[listing], moderator=moderator, outcome=Outcome.CLOSE, reason="One hand.", **REASONS),
          moderator=senior)  # fmt: skip
    before = as_it_is(listing)
    assert before[0] == "removed"
    appeal = file_appeal(decision=Decision.objects.get(), text="It was my cousin.")
    answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="You are right.")
    assert as_it_is(listing)[0] == "published"
    undo_answer(appeal=appeal, moderator=colleague)
    assert as_it_is(listing) == before


def test_a_removal_for_a_reporter_is_undone_with_the_answer_alone(moderator: User, colleague: User) -> None:
    listing = a_listing()
    notice, other = (a_notice(listing=listing, email=f"{name}@example.org") for name in ("one", "two"))
    kept = decided(listing, moderator, Outcome.KEEP)
    appeal = file_appeal(decision=kept, notice=notice, text="Look at the last line.")
    answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="You were right.", **REASONS)
    removal = Decision.objects.get(outcome=Outcome.REMOVE)
    assert "two@example.org" in OutgoingMail.objects.filter(topic=appeal.topic).values_list("recipient", flat=True)
    assert [one.title for one in undoable_by(colleague) if "appeal" in one.done] == [removal.revision.title]
    assert len(undoable_by(colleague)) == 1
    with pytest.raises(ModerationError, match="undo the answer"):
        undo(decision=removal, moderator=colleague)
    undo_answer(appeal=appeal, moderator=colleague)
    assert as_it_is(listing)[0] == "published"
    for one in (notice, other):
        one.refresh_from_db()
        assert (one.state, one.closed_under) == (Notice.State.KEPT, kept.topic)
    assert kept_words(colleague, appeal.subject)["facts"] == "Money first."


def test_only_within_the_minute_by_whom_it_concerns_and_once(moderator: User, colleague: User) -> None:
    appeal = file_appeal(decision=decided(a_listing(), moderator, Outcome.REMOVE), text="Mine.")
    answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="Yes.")
    with pytest.raises(ModerationError, match="Only the person"):
        undo_answer(appeal=appeal, moderator=moderator)
    a_decision(listing=appeal.decision.listing, outcome=Outcome.LIMIT, minutes_ago=0)
    with pytest.raises(ModerationError, match="has changed"):
        undo_answer(appeal=appeal, moderator=colleague)
    Appeal.objects.update(answered_at=timezone.now() - timedelta(minutes=2))
    with pytest.raises(ModerationError, match="too late"):
        undo_answer(appeal=appeal, moderator=colleague)
    assert undoable_by(colleague) == []
