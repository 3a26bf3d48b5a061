"""What the tests of the desk share."""

from collections.abc import Callable

import pytest
from django.test import Client

from haven.accounts.models import Role, User
from tests.committed import committed
from tests.factories import a_policy_version, a_user

__all__ = ["committed"]

Enter = Callable[..., Client]


@pytest.fixture
def moderator(db: None) -> User:
    """Someone who decides, under a live policy."""
    a_policy_version()
    return a_user(Role.MODERATOR, display_name="Moira")


@pytest.fixture
def colleague(db: None) -> User:
    """Someone else who decides."""
    return a_user(Role.MODERATOR, display_name="Cleo")


@pytest.fixture
def enter(db: None) -> Enter:
    """Signs somebody in: a person, or a new one with these roles; nobody without any."""
    a_policy_version()

    def signed_in(*who: Role | User) -> Client:
        client = Client()
        people = [one for one in who if isinstance(one, User)]
        roles = [one for one in who if isinstance(one, Role)]
        if who:
            client.force_login(people[0] if people else a_user(*roles))
        return client

    return signed_in
