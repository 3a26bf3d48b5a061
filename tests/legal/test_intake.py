"""Whoever has not been called back leaves only so many bytes here; their request gets in all the same."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from haven.accounts.models import User
from haven.custody import store
from haven.custody.errors import EvidenceMissing
from haven.ledger.models import LedgerEntry
from haven.legal import intake
from haven.legal.actions.receiving import attach_document, receive_request
from haven.legal.belongings import forget_instruments
from haven.legal.documents import Document
from haven.legal.errors import LegalError
from haven.legal.models import LegalRequest
from tests.factories import a_legal_hold, a_legal_request, a_verified_request
from tests.factories.legal import PDF, asked
from tests.legal.conftest import AsUser
from tests.legal.test_views import TYPED, pdf

pytestmark = pytest.mark.django_db
SIZE = len(PDF.data)


def sent_from(network: str) -> LegalRequest:
    return receive_request(asked=asked(), document=PDF, network=network)


def test_one_network_leaves_so_much_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "A_NETWORK", 2 * SIZE)
    kept = [sent_from("192.0.2.7").document is not None for _ in range(3)]
    assert kept == [True, True, False]
    assert sent_from("192.0.2.8").document is not None


@pytest.mark.parametrize("limit", ["A_DAY", "ALTOGETHER"])
def test_all_together_leave_so_much(limit: str, monkeypatch: pytest.MonkeyPatch, caller: User) -> None:
    monkeypatch.setattr(intake, limit, 2 * SIZE)
    kept = [sent_from(f"192.0.2.{n}").document is not None for n in range(3)]
    assert kept == [True, True, False]
    assert intake.unconfirmed_bytes() == 2 * SIZE
    assert receive_request(asked=asked(), document=PDF, by=caller).document is not None, "what staff type in is kept"
    LegalRequest.objects.update(received_at=timezone.now() - timedelta(days=2))
    assert (sent_from("192.0.2.9").document is None) == (limit == "ALTOGETHER")


def test_what_was_confirmed_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    a_verified_request()
    monkeypatch.setattr(intake, "ALTOGETHER", SIZE)
    assert sent_from("192.0.2.7").document is not None


def test_the_request_gets_in_and_is_told_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, caller: User, enter: AsUser
) -> None:
    monkeypatch.setattr(intake, "A_DAY", 5)
    page = client.post("/authorities/", TYPED | {"document": pdf()}, follow=True).content.decode()
    assert "Your request is in, its file is not" in page
    request = LegalRequest.objects.get()
    assert (request.about, request.document, len(request.file_sha256)) == ("a@example.org", None, 64)
    assert LedgerEntry.objects.get(action="request.received").details["left_out"] is True
    desk, address = enter(caller), f"/legal/requests/{request.reference}/"
    assert "Its file is not here" in desk.get(address).content.decode()
    assert desk.post(f"{address}file/", {"document": pdf(b"MZ a program")}).status_code == 422
    assert desk.post(f"{address}file/", {"document": pdf()}).status_code == 302
    assert LedgerEntry.objects.get(action="request.file_added").details["as_sent"] is True
    assert desk.get(f"{address}document/").content == b"%PDF-1.7 made up"


def test_a_file_is_added_once(caller: User) -> None:
    emergency = receive_request(asked=asked(instrument="emergency", words="A child is missing"))
    attach_document(request=emergency, document=PDF, by=caller)
    with pytest.raises(LegalError, match="has its file"):
        attach_document(request=emergency, document=Document(b"%PDF-2", "document.pdf", "application/pdf"), by=caller)


def test_files_that_nobody_confirmed_go_with_age(caller: User) -> None:
    old, held, confirmed, young = a_legal_request(), a_legal_hold().request, a_verified_request(), a_legal_request()
    past = timezone.now() - timedelta(days=40)
    LegalRequest.objects.exclude(pk=young.pk).update(due_at=past)
    assert forget_instruments(timezone.now() - timedelta(days=30)) == 1
    assert forget_instruments(timezone.now() - timedelta(days=30)) == 0
    left = set(LegalRequest.objects.exclude(document=None))
    assert left == {held, confirmed, young}
    old.refresh_from_db()
    assert (old.about, old.state, len(old.file_sha256)) == ("poster@example.org", "received", 64)


def test_its_bytes_are_gone_from_the_disk(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    request = receive_request(asked=asked(), document=Document(b"%PDF-1.7 alone", "document.pdf", "application/pdf"))
    LegalRequest.objects.update(due_at=timezone.now() - timedelta(days=40))
    with django_capture_on_commit_callbacks(execute=True):
        forget_instruments(timezone.now())
    with pytest.raises(EvidenceMissing):
        store.read(request.file_sha256)
