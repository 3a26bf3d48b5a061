"""Two people and the case that is theirs, for the tests of cases and of the desk that works on them."""

import pytest

from haven.accounts.models import Role, User
from haven.cases.models import Case
from tests.factories import a_case, a_user


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
