"""What the tests of cases share."""

import pytest

from haven.cases.models import Case
from tests.membership import case_of_two, lead, second

__all__ = ["case_of_two", "lead", "second"]


@pytest.fixture
def case(case_of_two: Case) -> Case:
    """An open case of two."""
    return case_of_two
