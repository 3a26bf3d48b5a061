"""Many who take one item at the same time, each on a connection of their own."""

import pytest

from haven.accounts.models import Role
from haven.moderation.actions import claim
from haven.moderation.errors import InOtherHands
from haven.moderation.models import Claim
from tests.committed import at_once
from tests.factories import a_policy_version, a_user

pytestmark = pytest.mark.usefixtures("committed")


def test_of_many_who_take_it_at_once_one_gets_it() -> None:
    a_policy_version()
    people = [a_user(Role.MODERATOR) for _ in range(6)]
    answers = at_once(*[lambda who=who: claim(subject="listing:x", moderator=who) for who in people])
    taken = [answer for answer in answers if isinstance(answer, Claim)]
    assert len(taken) == 1
    assert [type(answer) for answer in answers if answer not in taken] == [InOtherHands] * 5
