"""From a network to a bundle that leaves the house, and holds: who may do what, and what the log says."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from haven.accounts.models import Role, User
from haven.cases.models import Case
from haven.custody.models import EvidenceBundle, PreservationHold
from haven.custody.queries import held
from haven.evidence.keyring import Trust
from haven.evidence.verify import verify
from haven.findings.models import Network
from haven.ledger.exporting import key_list
from haven.ledger.models import LedgerEntry
from tests.factories import a_case, a_hold, a_listing, a_network, a_user, an_evidence_bundle

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> User:
    return a_user(Role.INVESTIGATOR)


@pytest.fixture
def two() -> User:
    return a_user(Role.INVESTIGATOR)


@pytest.fixture
def case(one: User, two: User) -> Case:
    return a_case(one, two)


@pytest.fixture
def network() -> Network:
    return a_network(ads=tuple(a_listing(title=f"Room {i}").code for i in range(2)))


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_two_people_take_a_network_out_as_evidence(
    one: User, two: User, case: Case, network: Network, tmp_path: Path
) -> None:
    first, second = as_user(one), as_user(two)
    assert (
        "Bundle the evidence" in first.get(f"/investigations/cases/{case.pk}/networks/{network.pk}/").content.decode()
    )
    answer = first.post(
        f"/investigations/cases/{case.pk}/networks/{network.pk}/bundle/", {"title": "Rooms", "purpose": "Request 12"}
    )
    address = answer["Location"]
    stranger = as_user(a_user(Role.INVESTIGATOR))
    assert [stranger.get(address).status_code, stranger.post(f"{address}release/").status_code] == [404, 404]
    assert "Rooms" not in stranger.get("/investigations/evidence/").content.decode()
    assert "has to release it" in first.get(address).content.decode()
    assert first.get(f"{address}bundle.zip").status_code == second.get(f"{address}bundle.zip").status_code == 403
    assert "Release it" in second.get(address).content.decode()
    assert "somebody else" in first.post(f"{address}release/", follow=True).content.decode()
    assert "Released." in second.post(f"{address}release/", follow=True).content.decode()
    out = first.get(f"{address}bundle.zip")
    assert out["Content-Type"] == "application/zip"
    (tmp_path / "b.zip").write_bytes(out.content)
    assert verify([tmp_path / "b.zip"], Trust.parse(key_list())).wrong == []
    assert b"Room 1" in ZipFile(BytesIO(out.content)).read("data/index.html")
    told = list(LedgerEntry.objects.filter(action__startswith="bundle.").values_list("action", flat=True))
    assert [told.count(f"bundle.{did}") for did in ("made", "released", "exported")] == [1, 1, 1]


def test_nothing_typed_is_lost_when_something_is_missing(one: User, case: Case, network: Network) -> None:
    answer = as_user(one).post(
        f"/investigations/cases/{case.pk}/networks/{network.pk}/bundle/", {"title": "Rooms & more", "purpose": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Rooms &amp; more" in page
    assert "Say what the bundle is for" in page
    answer = as_user(one).post(f"/investigations/cases/{case.pk}/networks/{network.pk}/hold/", {"reason": ""})
    assert "Say what the hold rests on" in answer.content.decode()
    assert not EvidenceBundle.objects.exists()


def test_a_network_without_ads_makes_no_bundle_and_no_hold(one: User, case: Case) -> None:
    empty = a_network(ads=())
    for what, words in (("bundle", {"title": "a", "purpose": "b"}), ("hold", {"reason": "c"})):
        answer = as_user(one).post(f"/investigations/cases/{case.pk}/networks/{empty.pk}/{what}/", words)
        assert answer.status_code == 422
        assert "Nothing you typed is lost" in answer.content.decode()


def test_a_hold_covers_the_ads_and_the_people_and_ends_by_two(
    one: User, two: User, case: Case, network: Network
) -> None:
    first, second = as_user(one), as_user(two)
    page = first.post(
        f"/investigations/cases/{case.pk}/networks/{network.pk}/hold/", {"reason": "Letter 12"}, follow=True
    ).content.decode()
    assert "Letter 12" in page
    hold = PreservationHold.objects.get()
    covered = set(hold.subjects.values_list("subject", flat=True))
    assert held(covered) == covered
    assert {name.partition(":")[0] for name in covered} == {"listing", "person"}
    steps = f"/investigations/evidence/holds/{hold.pk}"
    assert "two people" in second.post(f"{steps}/release/", follow=True).content.decode()
    first.post(f"{steps}/ask/")
    assert "asks to release it" in second.get("/investigations/evidence/").content.decode()
    assert f"{steps}/release/" not in first.get("/investigations/evidence/").content.decode()
    second.post(f"{steps}/release/")
    assert held(covered) == set()
    assert "is over" in first.post(f"{steps}/renew/", follow=True).content.decode()
    assert first.post(f"{steps}/destroy/").status_code == 403


def test_an_auditor_sees_everything_and_takes_nothing(one: User) -> None:
    bundle, auditor = an_evidence_bundle(by=one), as_user(a_user(Role.AUDITOR))
    a_hold("listing:aaaaaaaaaa")
    page = auditor.get("/investigations/evidence/").content.decode()
    assert "waits for a second person" in page
    assert "Renew" not in page
    assert "Release it" not in auditor.get(f"/investigations/evidence/bundles/{bundle.pk}/").content.decode()
    assert auditor.get(f"/investigations/evidence/bundles/{bundle.pk}/bundle.zip").status_code == 403


def test_without_evidence_the_page_says_how_it_comes_to_be(one: User) -> None:
    page = as_user(one).get("/investigations/evidence/").content.decode()
    assert "No bundle yet" in page
    assert "Nothing is held" in page
