"""Related cases: by contacts first, then by texts, networks and places."""

from typing import Any

import pytest

from haven.accounts.models import User
from haven.cases.actions.exhibits import add_exhibit
from haven.cases.actions.opening import open_case
from haven.cases.grounds import related_to
from haven.cases.models import Case, Exhibit
from haven.custody.actions.capturing import Capture
from haven.listings.models import Place
from tests.factories import a_place

pytestmark = pytest.mark.django_db
TEXT = {"templates": [{"ads": ["a"], "columns": [{"constant": "A quiet room by the"}, {"fillers": ["river"]}]}]}


def found(case: Case, lead: User, mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    other = open_case(title="Another", purpose="Letter 9", by=lead)
    for one, facts in ((case, mine), (other, theirs)):
        made = Capture(subject="network:n-1", about="", title="N", facts=facts)
        add_exhibit(case=one, kind=Exhibit.Kind.NETWORK, shown=made, why="", by=lead)
    return [one.kind for one in related_to(other, "US")]


@pytest.fixture
def alone(lead: User) -> Case:
    """A case of one, whose every member may know of the other."""
    return open_case(title="One", purpose="Letter 8", by=lead)


def test_the_same_text(alone: Case, lead: User) -> None:
    assert found(alone, lead, TEXT | {"network": "n-1"}, TEXT | {"network": "n-2"}) == ["text"]


def test_the_same_place_of_the_gazetteer(alone: Case, lead: User) -> None:
    place: Place = a_place()
    assert found(alone, lead, {"places": [place.name]}, {"places": [place.name]}) == ["place"]
    assert found(alone, lead, {"places": ["Nowhere at all"]}, {"places": ["Nowhere at all"]}) == []


def test_a_contact_says_more_than_a_text(alone: Case, lead: User) -> None:
    contact = {"contacts": ["phone:+12025550123"]}
    assert found(alone, lead, TEXT | contact, TEXT | contact) == ["phone"]


def test_a_few_words_say_nothing(alone: Case, lead: User) -> None:
    few = {"templates": [{"ads": ["a"], "columns": [{"constant": "Call me"}]}]}
    assert found(alone, lead, few, few) == []
