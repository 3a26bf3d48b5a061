"""Bytes in quarantine go once nothing keeps them any more, and not before."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from haven.custody import store
from haven.custody.actions.ending import erase_quarantined
from haven.custody.errors import EvidenceMissing
from haven.custody.models import CyberTip, PreservationHold, QuarantinedFile
from haven.evidence.digests import sha256
from haven.ledger.models import LedgerEntry
from tests.factories import a_hold, a_quarantined_file, a_user

pytestmark = pytest.mark.django_db
DATA = b"made up bytes"
Erase = Callable[[], int]


def a_file(state: str = "cleared", *, over: bool = True) -> QuarantinedFile:
    """A file with bytes; its hold is over unless told otherwise."""
    file = a_quarantined_file(state=state, subject=f"listing:{QuarantinedFile.objects.count():010d}")
    QuarantinedFile.objects.filter(pk=file.pk).update(stored=store.keep(DATA, store.QUARANTINE))
    if over:
        PreservationHold.objects.filter(pk=file.hold_id).update(until=timezone.now())
    return file


def is_there() -> bool:
    try:
        return store.read(sha256(DATA), store.QUARANTINE) == DATA
    except EvidenceMissing:
        return False


@pytest.fixture
def erase(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Erase:
    """Erases as the clock does, to the end of the transaction."""

    def run() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return erase_quarantined()

    return run


def test_a_wrong_match_goes_when_its_hold_is_over(erase: Erase) -> None:
    running, over = a_file(over=False), a_file()
    assert erase() == 1
    assert is_there(), "the other file has the same bytes"
    PreservationHold.objects.filter(pk=running.hold_id).update(until=timezone.now())
    assert (erase(), erase()) == (1, 0)
    assert not is_there()
    over.refresh_from_db()
    assert over.erased_at is not None
    assert over.sha256
    assert LedgerEntry.objects.filter(action="quarantine.erased").count() == 2


def test_what_nobody_decided_about_stays(erase: Erase) -> None:
    a_file("waiting")
    assert erase() == 0
    assert is_there()


def test_what_another_hold_covers_stays(erase: Erase) -> None:
    file = a_file()
    other = a_hold(file.subject)
    assert erase() == 0
    PreservationHold.objects.filter(pk=other.pk).update(until=timezone.now())
    assert erase() == 1


def test_what_was_confirmed_stays_until_it_was_reported_and_the_year_is_over(erase: Erase) -> None:
    file = a_file("confirmed")
    assert erase() == 0, "confirmed, and nobody wrote the report"
    hold = a_hold()
    tip = CyberTip.objects.create(
        draft=file.cybertip, subject=file.subject, incident="x", happened_at=timezone.now(), fields={},
        report="<report/>", written_by=a_user(), hold=hold, state="waiting",
    )  # fmt: skip
    assert erase() == 0, "the report is not there yet"
    long_ago = timezone.now() - timedelta(days=400)
    CyberTip.objects.filter(pk=tip.pk).update(state="filed", filed_at=long_ago, report_id="12")
    assert erase() == 0, "the hold of the report runs"
    PreservationHold.objects.filter(pk=hold.pk).update(until=timezone.now())
    assert erase() == 1
    assert not is_there()
