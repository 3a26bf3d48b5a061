"""Who works at the desk, and on which lanes."""

from dataclasses import dataclass

from haven.accounts.models import User
from haven.accounts.permissions import MODERATORS
from haven.moderation.duties import Lane, lanes_of
from haven.moderation.queries.own_work import Capacity, capacity
from haven.policies.queries import live_policy


@dataclass(frozen=True, slots=True)
class Member:
    """One person, with the slugs of the lanes they work on; none means all."""

    user: User
    lanes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody who decides, the lanes there are, and how many people can take what is hard now."""

    members: list[Member]
    lanes: list[Lane]

    @property
    def capacity(self) -> list[Capacity]:
        """Counted when it is asked for: for a lead alone."""
        return capacity([(member.user, member.lanes) for member in self.members])


def team() -> Team:
    """Everybody at the desk by name."""
    _, policy = live_policy()
    people = User.objects.holding(MODERATORS).prefetch_related("skills")
    members = [Member(user, frozenset(skill.lane for skill in user.skills.all())) for user in people]
    return Team(sorted(members, key=lambda member: member.user.name), list(lanes_of(policy).values()))
