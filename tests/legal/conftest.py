"""What the tests of the legal desk share: three people of it, and somebody whom requests are about."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from haven.accounts.models import Role, User
from tests.committed import committed
from tests.factories import a_user

__all__ = ["committed"]

AsUser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def no_files_of_an_operator(settings: Settings, tmp_path: Path) -> None:
    """The law is ours alone, unless a test writes files of an operator's."""
    settings.LAW = tmp_path / "law"


@pytest.fixture
def caller(db: None) -> User:
    """Who calls authorities back."""
    return a_user(Role.LEGAL_SPECIALIST, display_name="Karl")


@pytest.fixture
def preparer(db: None) -> User:
    """Who puts together what is given."""
    return a_user(Role.LEGAL_SPECIALIST, display_name="Pia")


@pytest.fixture
def approver(db: None) -> User:
    """The second person."""
    return a_user(Role.LEGAL_APPROVER, display_name="Agnes")


@pytest.fixture
def suspect(db: None) -> User:
    """Whom requests are about."""
    return a_user(email="poster@example.org", display_name="Paul Poster")


@pytest.fixture
def enter() -> AsUser:
    """Signs somebody in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
