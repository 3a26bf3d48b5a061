"""A request comes in: kept, timed, acknowledged, never believed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.accounts.models import User
from haven.custody import store
from haven.ledger.models import LedgerEntry
from haven.legal.actions.receiving import answer_request, receive_request, refuse_request
from haven.legal.errors import LegalError
from haven.legal.models import LegalRequest
from haven.mail.models import OutgoingMail
from tests.factories import a_legal_request, a_verified_request
from tests.factories.legal import PDF, asked

pytestmark = pytest.mark.django_db


def hours_left(request: LegalRequest) -> float:
    return (request.due_at - request.received_at) / timedelta(hours=1)


def test_it_is_kept_with_its_file_and_acknowledged() -> None:
    request = a_legal_request()
    assert request.reference.startswith("LR-")
    assert request.document is not None
    assert store.read(request.document.files.get().sha256) == PDF.data
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, request.reference in mail.subject) == ("sand@police.example.org", True)
    entry = LedgerEntry.objects.get(action="request.received")
    assert (entry.actor, entry.details["evidence"]) == ("visitor", request.document.digest)
    assert "poster@example.org" not in str(entry.details)


def test_only_an_emergency_comes_without_its_file() -> None:
    with pytest.raises(LegalError, match="Attach the instrument"):
        receive_request(asked=asked())
    assert receive_request(asked=asked(instrument="emergency", words="A child is missing")).document is None


@pytest.mark.parametrize(
    ("instrument", "country", "hours"),
    [("eu_production", "FR", 240), ("emergency", "DE", 8), ("emergency", "US", 2), ("emergency", "GB", 2),
     ("preservation_letter", "US", 24), ("subpoena", "US", 336), ("warrant", "NZ", 336), ("dsa_10", "DE", 72)],
)  # fmt: skip
def test_the_clock_goes_by_instrument_and_place(instrument: str, country: str, hours: int) -> None:
    assert hours_left(a_legal_request(instrument=instrument, country=country)) == hours


def test_the_clock_goes_by_the_size_of_the_site(settings: Settings) -> None:
    settings.SITE_SIZE = "large"
    assert hours_left(a_legal_request(instrument="dsa_10", country="DE")) == 24


def test_a_day_that_the_instrument_names_comes_before_the_clock() -> None:
    today = timezone.now().date()
    sooner = a_legal_request(instrument="subpoena", answer_by=today + timedelta(days=3))
    assert sooner.due_at.date() == today + timedelta(days=3)
    later = a_legal_request(instrument="subpoena", answer_by=today + timedelta(days=90))
    assert hours_left(later) == 336


def test_it_is_refused_with_words_and_once(caller: User) -> None:
    request = a_legal_request()
    with pytest.raises(LegalError, match="why it is refused"):
        refuse_request(request=request, words=" ", by=caller)
    refuse_request(request=request, words="Forged", by=caller)
    assert LegalRequest.objects.get().state == "refused"
    with pytest.raises(LegalError, match="is closed"):
        refuse_request(request=request, words="Forged", by=caller)


def test_what_asks_for_no_data_is_answered_once_it_is_confirmed(caller: User) -> None:
    with pytest.raises(LegalError, match="a call has confirmed"):
        answer_request(request=a_legal_request(), words="Held", by=caller)
    request = a_verified_request(instrument="preservation_letter", wanted=[])
    answer_request(request=request, words="Held until March", by=caller)
    assert LegalRequest.objects.get(pk=request.pk).state == "answered"
