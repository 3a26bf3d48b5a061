"""The page of cases without a lead says who led them and never what they are about."""

import pytest
from django.test import Client

from haven.accounts.models import Role, User
from haven.cases.models import Case
from haven.ledger.models import LedgerEntry
from tests.factories import a_case, a_user

pytestmark = pytest.mark.django_db
ADDRESS = "/investigations/cases/without-lead/"


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def orphan() -> Case:
    """A case whose lead's account is closed."""
    lead = a_user(Role.INVESTIGATOR, display_name="Lea")
    case = a_case(lead, title="Flats under several names")
    User.objects.filter(pk=lead.pk).update(is_active=False)
    return case


def test_from_the_list_of_cases_to_leading_one(orphan: Case) -> None:
    one, other = a_user(Role.INVESTIGATOR), a_user(Role.ADMINISTRATOR, display_name="Ada")
    asking, agreeing = enter(one), enter(other)
    assert "no lead any more" in asking.get("/investigations/").content.decode()
    page = asking.get(ADDRESS).content.decode()
    assert "Led by Lea: their account is closed" in page
    for secret in (orphan.title, orphan.purpose):
        assert secret not in page
    empty = asking.post(f"{ADDRESS}{orphan.pk}/", {"why": ""})
    assert (empty.status_code, "Say why you take it over" in empty.content.decode()) == (422, True)
    asking.post(f"{ADDRESS}{orphan.pk}/", {"why": "Lea has left us"})
    assert asking.get(f"/investigations/cases/{orphan.pk}/").status_code == 404
    seen = agreeing.get(ADDRESS).content.decode()
    assert "Lea has left us" in seen
    assert orphan.title not in seen
    agreeing.post(f"{ADDRESS}{orphan.pk}/agree/")
    assert asking.get(f"/investigations/cases/{orphan.pk}/").status_code == 200
    assert agreeing.get(f"/investigations/cases/{orphan.pk}/").status_code == 403
    assert "Every case has a lead" in asking.get(ADDRESS).content.decode()
    assert LedgerEntry.objects.filter(action="cases.without_lead_read", actor=f"person:{other.pk}").exists()


def test_a_case_with_a_lead_looks_like_none(orphan: Case) -> None:
    client = enter(a_user(Role.INVESTIGATOR))
    led = a_case(a_user(Role.INVESTIGATOR))
    for number in (led.pk, orphan.pk + 1000):
        assert client.post(f"{ADDRESS}{number}/", {"why": "Mine"}).status_code == 404
    assert client.post(f"{ADDRESS}{orphan.pk}/agree/").status_code == 404
