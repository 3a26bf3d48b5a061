"""Two moderators at the same moment, on connections of their own."""

from functools import partial

import pytest

from haven.accounts.models import Role
from haven.listings.models import Listing
from haven.moderation.actions import answer_appeal, decide
from haven.moderation.errors import ChangedMeanwhile, ModerationError
from haven.moderation.models import Appeal, Decision, Outcome
from tests.committed import at_once
from tests.factories import a_listing, a_user, an_appeal


@pytest.mark.usefixtures("committed")
def test_one_of_two_decisions_counts() -> None:
    listing = a_listing(state="held")
    people = [a_user(Role.MODERATOR), a_user(Role.MODERATOR)]
    assert listing.revision_id
    act = partial(decide, listing=listing, revision_id=listing.revision_id, ground="fraud", facts="Money first.")
    outcomes = at_once(
        partial(act, moderator=people[0], outcome=Outcome.PUBLISH),
        partial(act, moderator=people[1], outcome=Outcome.REFUSE),
    )
    made = [outcome for outcome in outcomes if isinstance(outcome, Decision)]
    assert len(made) == 1
    assert any(isinstance(outcome, ChangedMeanwhile) for outcome in outcomes)
    expected = {"publish": "published", "refuse": "refused"}[made[0].outcome]
    assert Listing.objects.get(pk=listing.pk).state == expected


@pytest.mark.usefixtures("committed")
def test_one_of_two_answers_counts() -> None:
    appeal = an_appeal()
    answers = at_once(
        *(
            partial(answer_appeal, appeal=appeal, moderator=a_user(Role.MODERATOR), reverse=reverse, answer="So.")
            for reverse in (True, False)
        )
    )
    assert sum(isinstance(answer, Appeal) for answer in answers) == 1
    assert sum(isinstance(answer, ModerationError) for answer in answers) == 1
