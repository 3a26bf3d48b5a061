"""The pages of collections: for members alone, every read logged, searched with the case, made exhibits."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from haven.accounts.models import Role, User
from haven.cases.actions.collecting import read_collection
from haven.cases.collected.building import FILES
from haven.cases.collected.opened import Opened
from haven.cases.models import Case, Collection
from haven.cases.tasks import open_collection
from haven.custody.models import EvidenceItem
from haven.investigations.collected import page_of
from haven.investigations.expanding import sealed
from haven.ledger.models import LedgerEntry
from tests.factories import a_case, a_collection, a_user
from tests.investigations.conftest import AsUser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("american")]


@pytest.fixture
def opened(case_of_two: Case) -> Collection:
    return read_collection(collection=a_collection(case=case_of_two))


def page(name: str, case: Case, *more: object) -> str:
    return reverse(f"investigations:{name}", args=[case.pk, *more])


def test_bring_read_keep(enter: AsUser, case_of_two: Case, lead: User) -> None:
    client, url = enter(lead), page("collections", case_of_two)
    assert "Nothing yet" in client.get(url).content.decode()
    words = {"title": "An archive", "origin": "A newsroom", "lawful": ""}
    data = b"id,text\n1,Call 202 555 0123 about the quiet room\n2,Call 202 555 0123 about the quiet room\n"
    wrong = client.post(url, words | {"archive": SimpleUploadedFile("ads.csv", data)})
    assert wrong.status_code == 422
    assert "why you hold it lawfully" in wrong.content.decode()
    assert "A newsroom" in wrong.content.decode()
    files = [SimpleUploadedFile("ads.csv", data), SimpleUploadedFile("more.csv", b"id,text\n3,A bicycle\n")]
    assert client.post(url, words | {"lawful": "Its permission", "archive": files}).status_code == 302
    row = Collection.objects.get()
    assert [one["name"] for one in row.files] == ["ads.csv", "more.csv"]
    assert "It waits for the worker" in client.get(page("collection", case_of_two, row.pk)).content.decode()
    open_collection.func(collection_id=row.pk)
    shown = client.get(page("collection", case_of_two, row.pk)).content.decode()
    assert row.files[0]["sha256"] in shown
    assert "Its permission" in shown


def test_its_networks_look_like_the_sites(enter: AsUser, case_of_two: Case, lead: User, opened: Collection) -> None:
    client = enter(lead)
    name = next(iter(_networks(opened)))
    shown = client.get(page("collected_network", case_of_two, opened.pk, name)).content.decode()
    assert "The text they share" in shown
    assert "Who is tied to whom" in shown
    assert "+12025550123" in shown
    assert "Author " in shown
    assert "u1" not in shown.split("The ads")[1]
    assert LedgerEntry.objects.filter(action="collection.opened", details__network=name).exists()
    assert client.get(page("collected_network", case_of_two, opened.pk, "n-none")).status_code == 404


def test_found_by_the_search_of_its_case_however_disguised(
    enter: AsUser, case_of_two: Case, lead: User, opened: Collection
) -> None:
    client = enter(lead)
    shown = client.post(page("search", case_of_two), {"q": "(202) 555-0147"}).content.decode()
    assert "In collections" in shown
    address = re.search(r"/investigations/[^\"]*/ad/\?ad=[^\"]+", shown)
    assert address is not None
    assert address[0].split("=")[1] != "c3"
    assert address[0] == page_of(opened, "c3")
    ad = client.get(address[0]).content.decode()
    assert "two oh two 555 01 four seven" in ad
    entry = LedgerEntry.objects.filter(action="collection.opened", details__has_key="ad").latest("id")
    assert entry.details["ad"] != "c3"
    assert "+12025550147" in ad
    assert client.get(page_of(opened, "zz")).status_code == 404
    for nothing in ("", "?ad=", "?ad=c3", "?ad=%00", "?ad=" + sealed(a_case(lead), ["c3"])):
        assert client.get(page("collected_ad", case_of_two, opened.pk) + nothing).status_code == 404


def test_an_ad_and_a_network_become_exhibits(enter: AsUser, case_of_two: Case, lead: User, opened: Collection) -> None:
    client, url = enter(lead), page("keep_collected", case_of_two, opened.pk)
    for kind, ref in (("ad", "c3"), ("network", next(iter(_networks(opened))))):
        assert client.post(url, {"kind": kind, "ref": ref, "why": "It names them"}).status_code == 302
    _first, second = case_of_two.exhibits.order_by("number")
    facts = json.loads(EvidenceItem.objects.get(title__startswith="Ad c3").manifest)["facts"]
    assert facts["collection"]["files"] == opened.files
    assert facts["words"]["body"].startswith("Room 3")
    assert (second.kind, second.title.endswith(": 2 ads")) == ("network", True)
    assert client.get(page("exhibit", case_of_two, 1)).status_code == 200
    client.post(url, {"kind": "ad", "ref": "zz"})
    (opened.directory / FILES / "ads.csv").write_bytes(b"changed")
    answer = client.post(url, {"kind": "ad", "ref": "c1"}, follow=True).content.decode()
    assert "changed on the disk" in answer
    assert case_of_two.exhibits.count() == 2


def test_nobody_else_learns_of_it(enter: AsUser, case_of_two: Case, opened: Collection) -> None:
    client = enter(a_user(Role.INVESTIGATOR))
    for url in (page("collections", case_of_two), page("collection", case_of_two, opened.pk)):
        assert client.get(url).status_code == 404
    assert LedgerEntry.objects.filter(action="case.refused").count() == 2
    assert enter(a_user(Role.AUDITOR)).get(page("collection", case_of_two, opened.pk)).status_code == 200


def _networks(collection: Collection) -> list[str]:
    return [one.network for one in Opened(collection.directory).networks]
