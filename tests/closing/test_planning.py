"""What `haven close plan` says reads as a sentence, whatever the numbers are."""

import re

import pytest

from haven.accounts.models import User
from haven.closing.planning import plan, tables
from haven.listings.models import ListingState
from tests.factories import a_hold, a_legal_request, a_listing

pytestmark = pytest.mark.django_db
ONE_OF_MANY = re.compile(r"(?<![\d,.])1 (?!goes|stays|of |to )\w+(?: \w+)?s\b")


def test_no_line_of_the_plan_says_one_things() -> None:
    ad = a_listing(state=ListingState.PUBLISHED)
    a_hold(ad.subject, days=90)
    a_legal_request()
    assert User.objects.count() >= 1
    said = dict(plan())
    assert "1 live ad ends on the day" in said["ads"]
    assert "1 hold, and the log" in said["sealed"]
    assert "1 of them has a live ad" in said["mails"]
    assert said["to decide first"] == "0 open reports, 0 open appeals, 1 request of authorities"
    assert [words for words in [*said.values(), *(words for _, words in tables())] if ONE_OF_MANY.search(words)] == []
    assert re.search(r"\b1 go\b|\b1 stay\b", " ".join(words for _, words in tables())) is None
