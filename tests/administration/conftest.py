"""A small site, and an administrator's browser."""

import pytest
from django.test import Client

from haven.accounts.models import Role
from tests.factories import a_user
from tests.marketplace.conftest import ad, market, poster

__all__ = ["ad", "market", "poster"]


@pytest.fixture
def admin(market: None) -> Client:
    """An administrator, signed in."""
    client = Client()
    client.force_login(a_user(Role.ADMINISTRATOR), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
