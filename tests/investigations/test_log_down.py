"""Where the log takes no entry, nothing is shown: the log is really broken here, page by page."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from haven.accounts.models import Role, User
from haven.cases.models import Case
from haven.ledger.actions import record_read
from haven.ledger.errors import LogDown
from tests.factories import a_link, a_listing, a_network, a_policy_version, a_user, an_evidence_bundle, an_exhibit

pytestmark = pytest.mark.django_db
SECRET = "Seven lemons"

_BREAK = """
CREATE FUNCTION log_is_down() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER log_is_down BEFORE INSERT ON ledger_ledgerentry FOR EACH ROW EXECUTE FUNCTION log_is_down();
"""
_MEND = "DROP TRIGGER log_is_down ON ledger_ledgerentry; DROP FUNCTION log_is_down();"


@pytest.fixture
def addresses(case_of_two: Case, lead: User) -> dict[str, list[str]]:
    """Every page of the desks that shows what somebody wrote, by the role that opens it."""
    ad = a_listing(title=SECRET, body=f"{SECRET} in a room")
    held = a_listing(state="held", title=SECRET, body=f"{SECRET} in a room")
    network = a_network(ads=(ad.code, held.code))
    a_link(network=network, a=ad.code, b=held.code)
    exhibit = an_exhibit(case=case_of_two, body=SECRET)
    bundle = an_evidence_bundle(by=lead)
    at = f"/investigations/cases/{case_of_two.pk}"
    a_policy_version()
    return {
        Role.INVESTIGATOR: [
            "/investigations/", f"{at}/", f"{at}/networks/", f"{at}/networks/{network.pk}/", f"{at}/bundle/",
            f"{at}/networks/{network.pk}/drawing/", f"{at}/networks/{network.pk}/drawing.json",
            f"{at}/compare/?a={ad.code}&b={held.code}",
            f"{at}/networks/{network.pk}/bundle/", f"{at}/networks/{network.pk}/hold/", f"{at}/search/",
            f"{at}/exhibits/{exhibit.number}/", f"{at}/exhibits/{exhibit.number}/files/ad.html",
            "/investigations/evidence/", f"/investigations/evidence/bundles/{bundle.pk}/", "/moderation/escalations/",
        ],
        Role.AUDITOR: [
            "/investigations/networks/", f"/investigations/networks/{network.pk}/", f"{at}/", "/investigations/audit/",
            "/moderation/ledger/", "/moderation/", f"/moderation/ads/{held.code}/", "/moderation/team/",
        ],
        Role.MODERATOR: ["/moderation/", f"/moderation/ads/{held.code}/", "/moderation/team/"],
    }  # fmt: skip


@pytest.fixture
def broken_log(addresses: dict[str, list[str]]) -> Iterator[None]:
    """A log that takes nothing, once everything is made."""
    with connection.cursor() as cursor:
        cursor.execute(_BREAK)
        yield
        cursor.execute(_MEND)


def ask(client: Client, address: str) -> tuple[int, bytes]:
    client.raise_request_exception = False
    answer = client.get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, content


@pytest.mark.parametrize("role", [Role.INVESTIGATOR, Role.AUDITOR, Role.MODERATOR])
def test_a_read_that_cannot_be_written_down_is_refused(
    role: Role, addresses: dict[str, list[str]], lead: User, broken_log: None
) -> None:
    client = Client()
    client.force_login(lead if role == Role.INVESTIGATOR else a_user(role))
    for address in addresses[role]:
        status, content = ask(client, address)
        assert status == 503, f"{address}: {status}"
        assert SECRET.encode() not in content, address
        assert b"cannot be written" in content, address


@pytest.mark.parametrize("role", [Role.INVESTIGATOR, Role.AUDITOR, Role.MODERATOR])
def test_the_same_pages_are_shown_while_the_log_works(role: Role, addresses: dict[str, list[str]], lead: User) -> None:
    client = Client()
    client.force_login(lead if role == Role.INVESTIGATOR else a_user(role))
    for address in addresses[role]:
        assert ask(client, address)[0] == 200, address


def test_a_search_is_not_done_either(case_of_two: Case, lead: User, broken_log: None) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(lead)
    answer = client.post(f"/investigations/cases/{case_of_two.pk}/search/", {"q": "jo@example.org"})
    assert answer.status_code == 503


def test_the_error_says_what_could_not_be_written_down(broken_log: None) -> None:
    with pytest.raises(LogDown, match=r"case\.read of case:1"):
        record_read(reader=1, action="case.read", subject="case:1")
