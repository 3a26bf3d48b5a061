"""One ad, read for a case: also one that nobody else can read any more, and by whom it is."""

import pytest

from haven.accounts.models import Role, User
from haven.cases.actions.opening import close_case
from haven.cases.models import Case
from haven.cases.pseudonyms import pseudonym
from haven.findings.models import Sighting
from haven.ledger.models import LedgerEntry
from haven.listings.models import ListingState
from tests.factories import a_listing, a_network, a_user, an_identifier
from tests.investigations.conftest import AsUser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("american")]


def test_a_removed_ad_is_read_with_whom_it_names_and_what_its_poster_posted_besides(
    enter: AsUser, lead: User, case_of_two: Case
) -> None:
    poster = a_user(display_name="Johanna Quince")
    ad = a_listing(title="Room <i>", body="Call <b>me</b>", poster=poster, state=ListingState.REMOVED)
    other = a_listing(title="A second room", poster=poster)
    Sighting.objects.create(identifier=an_identifier(), ad_id=ad.code)
    network = a_network(ads=(ad.code, other.code))
    page = enter(lead).get(f"/investigations/cases/{case_of_two.pk}/ads/{ad.code}/").content.decode()
    for words in (
        "Room &lt;i&gt;", "Call &lt;b&gt;me&lt;/b&gt;", "Removed", "+12025550123", "A second room", network.pk,
        pseudonym(case_of_two.pk, poster.pk),
    ):  # fmt: skip
        assert words in page
    assert "Johanna Quince" not in page
    assert "As the public sees it" not in page
    entry = LedgerEntry.objects.get(action="listing.read")
    assert (entry.subject, entry.details["case"]) == (ad.subject, case_of_two.pk)


def test_who_may_not_read_the_case_reads_no_ad_for_it(enter: AsUser, lead: User, case_of_two: Case) -> None:
    ad = a_listing(state=ListingState.REMOVED)
    at = f"/investigations/cases/{case_of_two.pk}/ads/"
    assert enter(a_user(Role.INVESTIGATOR)).get(f"{at}{ad.code}/").status_code == 404
    assert enter(a_user(Role.MODERATOR)).get(f"{at}{ad.code}/").status_code == 403
    auditor = enter(a_user(Role.AUDITOR))
    assert "Keep as an exhibit" not in auditor.get(f"{at}{ad.code}/").content.decode()
    assert auditor.get(f"{at}nosuchcode/").status_code == 404
    close_case(case=case_of_two, words="Handed over", by=lead)
    assert auditor.get(f"{at}{ad.code}/").status_code == 403
