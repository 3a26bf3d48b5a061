"""The public form, and the desk's pages."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.findings.models import Identifier, Sighting
from haven.ledger.models import LedgerEntry
from haven.legal.models import Authority, LegalRequest
from haven.mail.models import OutgoingMail
from tests.factories import a_legal_request, a_listing, a_user, a_verified_request, an_authority
from tests.legal.conftest import AsUser

pytestmark = pytest.mark.django_db
TYPED = {
    "instrument": "subpoena", "authority_said": "Mill County Police", "country": "US", "officer": "Sgt. Sand",
    "email": "sand@police.example.org", "file_number": "MC-12", "legal_basis": "18 USC 2703", "about": "a@example.org",
    "wanted": ["subscriber"],
}  # fmt: skip


def pdf(data: bytes = b"%PDF-1.7 made up", name: str = "order.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def day(away: int) -> str:
    return (timezone.localdate() + timedelta(days=away)).isoformat()


def test_anybody_sends_a_request_and_gets_a_reference(client: Client) -> None:
    answer = client.post("/authorities/", TYPED | {"document": pdf()}, follow=True)
    request = LegalRequest.objects.get()
    assert request.reference in answer.content.decode()
    assert "a@example.org" not in answer.content.decode()
    assert (request.wanted, request.state, request.typed_in_by) == (["subscriber"], "received", None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"instrument": ""}, "pick the instrument"), ({"document": ""}, "Attach the instrument"),
     ({"document": pdf(b"MZ a program")}, "as a PDF file"), ({"document": pdf(b"")}, "empty"),
     ({"email": "nobody"}, "not an e-mail address"),
     ({"since": "2026-05-02", "until": "2026-05-01"}, "before it begins"), ({"since": day(3)}, "in the future"),
     ({"answer_by": "2020-01-01"}, "This day is over"), ({"gag_until": day(-3)}, "This day is over"),
     ({"wanted": []}, "which data you ask for"), ({"about": "a@example.org\n" * 101}, "At most 100 lines"),
     ({"instrument": "emergency", "document": ""}, "who is in danger"), ({"about": ""}, "what it is about"),
     ({"email": "nobody", "document": pdf()}, "once more")],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: Client, wrong: dict[str, object], said: str) -> None:
    answer = client.post("/authorities/", TYPED | {"document": pdf()} | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Sgt. Sand" in page
    assert "MC-12" in page
    assert not LegalRequest.objects.exists()


def test_a_letter_that_came_late_is_typed_in_as_it_stands(caller: User, enter: AsUser) -> None:
    late = TYPED | {"answer_by": "2020-01-01", "wanted": [], "instrument": "preservation_letter", "document": pdf()}
    assert enter(caller).post("/legal/new/", late).status_code == 302
    assert LegalRequest.objects.get().is_late


def test_a_letter_names_no_mailbox_and_gets_no_receipt(client: Client, caller: User, enter: AsUser) -> None:
    letter = TYPED | {"email": "", "document": pdf()}
    answer = enter(caller).post("/legal/new/", letter, follow=True)
    assert (answer.status_code, OutgoingMail.objects.count()) == (200, 0)
    assert "No authority of the directory" not in answer.content.decode()
    assert client.post("/authorities/", letter | {"document": pdf()}).status_code == 422


def test_nobody_floods_the_desk(client: Client) -> None:
    answers = [client.post("/authorities/", TYPED | {"document": pdf()}).status_code for _ in range(21)]
    assert answers == [302] * 10 + [422] * 11, "ten receipts an hour to one mailbox"


@pytest.mark.parametrize("network", ["192.0.2.7", "2001:db8:0:1::"])
def test_nobody_floods_it_from_one_network(network: str) -> None:
    for n in range(21):
        client = Client(REMOTE_ADDR=network + (f"{n + 1:x}" if ":" in network else ""))
        answer = client.post("/authorities/", TYPED | {"document": pdf(), "email": f"officer{n}@police.example.org"})
        assert answer.status_code == (302 if n < 20 else 422)


def test_a_receipt_tells_nothing_of_what_became_of_it(client: Client, caller: User, enter: AsUser) -> None:
    request = a_verified_request()
    page = client.get(f"/authorities/received/{request.reference}/").content.decode()
    assert request.reference in page
    assert "erified" not in page
    enter(caller).post("/legal/new/", TYPED | {"document": pdf()})
    typed_in = LegalRequest.objects.exclude(typed_in_by=None).get()
    assert client.get(f"/authorities/received/{typed_in.reference}/").status_code == 404


def test_the_queue_has_the_next_due_first_and_says_what_is_late(caller: User, enter: AsUser) -> None:
    slow, soon = a_legal_request(instrument="subpoena"), a_legal_request(instrument="emergency")
    LegalRequest.objects.filter(pk=soon.pk).update(due_at=soon.received_at)
    page = enter(caller).get("/legal/").content.decode()
    assert page.index(soon.reference) < page.index(slow.reference)
    assert "late" in page
    assert LedgerEntry.objects.filter(action="requests.read", actor=f"person:{caller.pk}").exists()


def test_a_request_on_one_screen(caller: User, enter: AsUser, suspect: User) -> None:
    request = a_legal_request(phone="+1 202 555 0177", about=suspect.email)
    an_authority()
    page = enter(caller).get(f"/legal/requests/{request.reference}/").content.decode()
    for words in ("never call this one", "18 USC 2703", "Mill County Police", "+12025550100", "Record"):
        assert words in page, words
    assert f"Account {suspect.pk}" not in page, "nobody is looked up for a request that nobody called about"
    looked = enter(caller).get(f"/legal/requests/{request.reference}/?look=up").content.decode()
    assert f"Account {suspect.pk}" in looked
    assert LedgerEntry.objects.filter(action="request.read", details__looked_up=True).exists()


def test_an_order_to_act_leads_to_a_report_of_the_ad(caller: User, enter: AsUser) -> None:
    ad = a_listing()
    request = a_verified_request(
        instrument="dsa_9", country="DE", wanted=[], about=f"https://haven.example/ads/{ad.code}/"
    )
    page = enter(caller).get(f"/legal/requests/{request.reference}/").content.decode()
    assert f"/ads/{ad.code}/report/" in page


def test_what_the_desk_is_not_offered_is_said(caller: User, enter: AsUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("haven.legal.targets.MOST_ADS", 1)
    number = Identifier.objects.create(kind="phone", value="+12025550123")
    ads = [a_listing() for _ in range(2)]
    request = a_verified_request(about="+1 202 555 0123")
    client, address = enter(caller), f"/legal/requests/{request.reference}/"
    Sighting.objects.create(identifier=number, ad_id=ads[0].code)
    assert "ads name" not in client.get(address).content.decode()
    Sighting.objects.create(identifier=number, ad_id=ads[1].code)
    assert "ads name +12025550123: the newest" in client.get(address).content.decode()


def test_the_same_file_number_twice_is_pointed_out(caller: User, enter: AsUser) -> None:
    one, other = a_legal_request(), a_legal_request(file_number="mc-12")
    assert other.reference in enter(caller).get(f"/legal/requests/{one.reference}/").content.decode()


def test_a_gag_that_comes_after_the_request_is_written_down_before_anything_leaves(caller: User, enter: AsUser) -> None:
    address = f"/legal/requests/{(request := a_verified_request()).reference}/"
    assert "An order forbids telling them" in enter(caller).get(address).content.decode()
    assert enter(caller).post(f"{address}gag/", {"until": day(30), "words": "Order 9"}).status_code == 302
    request.refresh_from_db()
    assert request.gag_until == timezone.localdate() + timedelta(days=30)


def test_the_file_is_saved_and_never_shown(caller: User, enter: AsUser) -> None:
    answer = enter(caller).get(f"/legal/requests/{a_legal_request().reference}/document/")
    assert answer.content == b"%PDF-1.7 made up"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_call_needs_a_number_of_the_directory(caller: User, enter: AsUser) -> None:
    request, client, authority = a_legal_request(), enter(caller), an_authority()
    typed = {"authority": 4711, "result": "confirmed", "answered_by": "Somebody", "phone": "+12025550177"}
    answer = client.post(f"/legal/requests/{request.reference}/call/", typed)
    assert answer.status_code == 422
    assert "Choose the entry" in answer.content.decode() or "valid choice" in answer.content.decode()
    wrong = client.post(f"/legal/requests/{request.reference}/call/", {"authority": authority.pk})
    assert "Say what came of the call" in wrong.content.decode()
    assert not request.calls.exists()


def test_the_directory_is_written_by_one_and_confirmed_by_another(caller: User, preparer: User, enter: AsUser) -> None:
    typed = {"name": "Harbor Police", "country": "US", "kind": "police", "phone": "202 555 0144",
             "source": "harbor.example/contact", "checked_on": "2026-11-26"}  # fmt: skip
    one, other = enter(caller), enter(preparer)
    a_legal_request(words="Call 202-555-0144")
    assert one.post("/legal/directory/", typed | {"phone": "12"}).status_code == 422
    assert one.post("/legal/directory/", typed).status_code == 302
    row = Authority.objects.get(name="Harbor Police")
    assert (row.phone, row.confirmed_at) == ("+12025550144", None)
    assert "stands in the request" in other.get("/legal/directory/").content.decode()
    one.post(f"/legal/directory/{row.pk}/confirm/")
    row.refresh_from_db()
    assert row.confirmed_at is None
    other.post(f"/legal/directory/{row.pk}/confirm/")
    row.refresh_from_db()
    assert row.may_be_called


@pytest.mark.parametrize("address", ["/legal/", "/legal/holds/", "/legal/directory/"])
def test_an_auditor_reads_and_changes_nothing(address: str, enter: AsUser) -> None:
    client = enter(a_user(Role.AUDITOR))
    page = client.get(address)
    assert page.status_code == 200
    assert b'<form class="form" method="post"' not in page.content
    if address == "/legal/directory/":
        client.post(address, {"name": "Harbor Police"})
        assert not Authority.objects.exists()
