"""What the tests of the investigators' desk share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from haven.accounts.models import Role, User
from haven.cases.models import Case
from tests.committed import committed
from tests.factories import a_case, a_user

__all__ = ["committed"]

AsUser = Callable[[User], Client]


@pytest.fixture
def american(settings: Any) -> None:
    """A site whose phone numbers need no +1."""
    settings.SITE_REGION = "US"


@pytest.fixture
def lead(db: None) -> User:
    """Who leads the case."""
    return a_user(Role.INVESTIGATOR, display_name="Lea")


@pytest.fixture
def second(db: None) -> User:
    """Another member of the case."""
    return a_user(Role.INVESTIGATOR, display_name="Sven")


@pytest.fixture
def case_of_two(lead: User, second: User) -> Case:
    """An open case."""
    return a_case(lead, second)


@pytest.fixture
def enter() -> AsUser:
    """Signs somebody in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
