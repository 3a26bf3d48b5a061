"""What somebody has just done and can still take back."""

from datetime import timedelta

import pytest

from haven.accounts.models import User
from haven.moderation.actions import propose, undo_proposal
from haven.moderation.models import Decision, Outcome
from haven.moderation.queries import undoable_by
from tests.factories import a_decision, a_listing

pytestmark = pytest.mark.django_db


def test_ones_own_decisions_of_the_last_minute(moderator: User, colleague: User) -> None:
    fresh = a_decision(moderator=moderator, minutes_ago=0, outcome=Outcome.KEEP)
    a_decision(moderator=moderator, minutes_ago=9)
    a_decision(moderator=colleague, minutes_ago=0)
    assert [(one.done, one.title) for one in undoable_by(moderator)] == [("Kept", fresh.revision.title)]
    Decision.objects.filter(pk=fresh.pk).update(undone_at=fresh.decided_at, undone_by=moderator)
    assert undoable_by(moderator) == []


def test_many_at_once_are_one_thing_to_undo(moderator: User, colleague: User) -> None:
    ads = [a_listing(state="held") for _ in range(3)]
    proposal = propose(ads=ads, moderator=moderator, outcome=Outcome.PUBLISH, reason="All fine.")
    first = Decision.objects.earliest("id")
    Decision.objects.filter(pk=first.pk).update(decided_at=first.decided_at - timedelta(seconds=20))
    [one] = undoable_by(moderator)
    assert (one.done, one.title) == ("Published", "3 ads at once")
    assert one.seconds_left <= 40
    assert undoable_by(colleague) == []
    assert undo_proposal(proposal=proposal, moderator=moderator) == 3
    assert undoable_by(moderator) == []
