"""An identifier is found however it was written, for a case, and the log hears of it first."""

import pytest
from django.test import Client

from haven.accounts.models import User
from haven.cases.models import Case
from haven.findings.actions import link_ad
from haven.findings.models import Identifier
from haven.investigations.actions.mentions import read_notices
from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing
from haven.listings.records import submitted_records, to_record
from haven.notices.models import Notice
from tests.factories import a_listing, a_notice, a_user, an_exhibit, an_identifier
from tests.investigations.conftest import AsUser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("american")]

WRITTEN = ("+1 202-555-0123", "two oh two 555 01 two three", "2O2 . 555 . OI23", "２０２ ５５５ ０１２３")


def a_linked_ad(body: str) -> Listing:
    """An ad that the worker has indexed."""
    ad = a_listing(body=body)
    assert ad.revision
    link_ad(ad=to_record(ad.revision), fetch=submitted_records, region="US")
    return ad


@pytest.fixture
def client(enter: AsUser, lead: User) -> Client:
    """The lead's browser."""
    return enter(lead)


def sought(client: Client, case: Case, words: str) -> str:
    return client.post(f"/investigations/cases/{case.pk}/search/", {"q": words}).content.decode()


@pytest.mark.parametrize("asked", WRITTEN)
def test_any_way_to_write_it_finds_all_others(client: Client, case_of_two: Case, asked: str) -> None:
    ads = [a_linked_ad(f"Sunny room. Call {written} now") for written in WRITTEN]
    page = sought(client, case_of_two, asked)
    assert "+12025550123" in page
    for ad in ads:
        assert ad.code in page


def test_reports_exhibits_and_accounts_are_searched_too(client: Client, case_of_two: Case) -> None:
    notice = a_notice()
    Notice.objects.filter(pk=notice.pk).update(text="They wrote from jo (at) example dot org")
    assert read_notices() == 1
    assert read_notices() == 0
    exhibit = an_exhibit(case=case_of_two, body="Mail jo@example.org")
    jo = a_user(email="jo@example.org", display_name="Johanna Quince")
    page = sought(client, case_of_two, "jo@example.org")
    assert notice.case_code in page
    assert f"Exhibit {exhibit.number}." in page
    assert "address of an account" in page
    assert jo.name not in page


def test_the_log_knows_that_it_was_sought_and_not_what(client: Client, case_of_two: Case) -> None:
    sought(client, case_of_two, "jo@example.org")
    entry = LedgerEntry.objects.get(action="identifier.sought")
    assert (entry.subject, entry.details["identifiers"]) == (case_of_two.subject, 1)
    assert "jo" not in str(entry.details)


def test_hubs_are_called_hubs_and_nothing_is_said_to_be_nothing(client: Client, case_of_two: Case) -> None:
    an_identifier()
    Identifier.objects.update(hub=True)
    page = sought(client, case_of_two, "+1 202 555 0123")
    assert "hub" in page
    assert "Nothing here names it" in page
    assert "is no number, address, account or wallet" in sought(client, case_of_two, "hello there")
    assert "Type what you look for" in sought(client, case_of_two, "")


def test_one_ad_after_the_other_is_kept_from_what_was_found(client: Client, case_of_two: Case) -> None:
    one, other = (a_linked_ad("Sunny room. Call +1 202-555-0123 now") for _ in range(2))
    where = f"/investigations/cases/{case_of_two.pk}/search/"
    page = client.post(where, {"q": WRITTEN[1], "keep": one.code, "why": "Names it"}).content.decode()
    assert "Kept as exhibit 1." in page
    assert "Exhibit 1</a>" in page
    assert f'name="keep" value="{other.code}"' in page
    assert f'name="keep" value="{one.code}"' not in page
    exhibit = case_of_two.exhibits.get()
    assert (exhibit.subject, exhibit.why) == (one.subject, "Names it")
    assert "no ad with this code" in client.post(where, {"q": WRITTEN[1], "keep": "x\x00y"}).content.decode()
    assert case_of_two.exhibits.count() == 1
