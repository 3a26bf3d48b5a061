"""What the tests of the investigators' desk share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from haven.accounts.models import User
from tests.committed import committed
from tests.membership import case_of_two, lead, second

__all__ = ["case_of_two", "committed", "lead", "second"]

AsUser = Callable[[User], Client]


@pytest.fixture
def american(settings: Any) -> None:
    """A site whose phone numbers need no +1."""
    settings.SITE_REGION = "US"


@pytest.fixture
def enter() -> AsUser:
    """Signs somebody in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
