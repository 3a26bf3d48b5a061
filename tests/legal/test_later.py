"""Months later: a hold of 90 + 90 days, an erasure that waited for it, a gag that ended while nobody was there.

By the tasks of the real worker, on a database that commits, with days that pass for all of it.
"""

import re
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django.fixtures import Settings

from haven.accounts.models import Role, User
from haven.custody.actions.holds import ask_release, release_hold
from haven.custody.actions.tipping import note_filed
from haven.custody.errors import HoldRefused
from haven.custody.models import CyberTip, EvidenceItem, PreservationHold, QuarantinedFile, Snapshot
from haven.ledger.models import LedgerEntry
from haven.legal.actions.holding import ask_legal_release, hold_for, release_legal_hold, renew_legal_hold
from haven.legal.actions.producing import approve_production, deliver_production, export_production
from haven.legal.actions.scoping import set_targets
from haven.legal.actions.telling import extend_gag
from haven.legal.models import LegalHold, UserNotice
from haven.listings.actions.conversations import send_message, start_conversation
from haven.listings.actions.photos import add_photo
from haven.listings.links import make_token
from haven.listings.models import Listing
from haven.listings.queries import SearchQuery
from haven.mail.models import OutgoingMail
from haven.project.backup import DUMP, write_backup
from haven.project.cluster import binaries
from haven.project.data_directory import DataDirectory
from haven.project.database import Database
from haven.rights.actions.erasing import erase_person
from haven.rights.models import Erasure
from tests.aging import days_pass
from tests.committed import work_off
from tests.factories import a_cyber_tip, a_legal_request, a_saved_search, a_user, a_verified_request, put_together
from tests.indexing import an_index, titles
from tests.marketplace.conftest import market, poster
from tests.marketplace.stage import picture, publish_ad

__all__ = ["market", "poster"]
pytestmark = pytest.mark.usefixtures("committed")
HOURLY = ("haven.custody.tasks.end_holds", "haven.rights.tasks.finish_erasures_hourly")
NIGHTLY = ("haven.rights.tasks.keep_no_longer_nightly", "haven.legal.tasks.remind_daily")
EACH_MINUTE = ("haven.legal.tasks.follow_requests",)
MINE, WORDS, SAID, NAME = "mara@example.org", "Zorquil touring bicycle", "My umbrelloid words", "Mara"
"""Of somebody whom a hold covers: words that stand nowhere else."""
OF_THE_REQUEST = {"legal_legalrequest", "legal_legalhold", "evidence"}
"""What it asked about and its file: on record for a term of their own."""


@pytest.fixture(autouse=True)
def places_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """Files of its own: what is erased is looked for in all of them."""
    settings.LEDGER_KEYS, settings.MEDIA_ROOT = tmp_path / "ledger.keys", tmp_path / "media"


def work(*tasks: str) -> None:
    """The clock of the worker strikes for these, one after the other."""
    for name in tasks:
        app.tasks[name].configure(task_kwargs={"timestamp": 0}).defer()
        work_off()


@pytest.fixture
def lived(poster: User, tmp_path: Path) -> Iterator[Listing]:
    """An ad with a photo, evidence of it, a conversation, a saved search; found by the search."""
    poster.display_name = NAME
    poster.save()
    ad = publish_ad(poster, title=WORDS)
    add_photo(listing=ad, upload=picture("red"))
    talk = start_conversation(listing=ad, reader=a_user(email="rosa@example.org"), text="Is it there?")
    send_message(conversation=talk, author=poster, text=SAID)
    a_saved_search(email=MINE)
    with an_index(tmp_path / "search"):
        yield ad


def where_it_stands(tmp_path: Path) -> set[str]:
    """The tables and kinds of files of a new backup in which anything of the person stands."""
    parts = connection.get_connection_params()
    url = f"postgresql:///{parts['dbname']}?host={parts['host']}&port={parts['port']}&user={parts['user']}"
    target = tmp_path / "backup.tar"
    target.unlink(missing_ok=True)
    data = DataDirectory(tmp_path)
    write_backup(Database(url, "18"), data, target)
    found: set[str] = set()
    with tarfile.open(target) as archive:
        archive.extract(DUMP, tmp_path, filter="data")
        found |= {name.split("/")[1] for name in archive.getnames() if name.startswith("media/")}
    text = subprocess.run(
        [binaries() / "pg_restore", "--data-only", "--file=-", tmp_path / DUMP], check=True, capture_output=True
    ).stdout.decode()
    for table, rows in re.findall(r"^COPY public\.(\w+) .*?;\n(.*?)^\\\.$", text, re.DOTALL | re.MULTILINE):
        if any(secret in rows for secret in (MINE, WORDS, SAID)):
            found.add(table)
    return found


def place(who: User, by: User) -> LegalHold:
    letter = a_legal_request(instrument="preservation_letter", wanted=[], about=MINE)
    return hold_for(request=letter, subjects=[f"person:{who.pk}"], by=by)


def test_asked_on_day_10_gone_on_day_180_and_not_a_day_before(lived: Listing, poster: User, tmp_path: Path) -> None:
    by = a_user(Role.LEGAL_SPECIALIST)
    held = place(poster, by)
    assert titles(SearchQuery(words="zorquil")) == [WORDS]
    days_pass(10)
    erase_person(token=make_token("erase", str(poster.pk)))
    assert titles(SearchQuery(words="zorquil")) == []
    days_pass(67)  # day 77
    work(*NIGHTLY)
    assert reminders() == 1
    held.refresh_from_db()
    renew_legal_hold(held=LegalHold.objects.get(pk=held.pk), by=by)
    days_pass(90)  # day 167
    work(*NIGHTLY, *NIGHTLY)
    assert reminders() == 2
    assert "be renewed again" in OutgoingMail.objects.filter(recipient=by.email).latest("pk").text
    days_pass(12)  # day 179
    work(*HOURLY, *NIGHTLY)
    kept = where_it_stands(tmp_path)
    assert {"photos", "evidence", "listings_listingrevision", "listings_message", "rights_erasure"} <= kept
    assert Snapshot.objects.count() == 3
    days_pass(2)  # day 181: it ended
    work(*HOURLY)
    assert where_it_stands(tmp_path) == OF_THE_REQUEST
    left = set(EvidenceItem.objects.values_list("subject", flat=True))
    assert left == {LegalHold.objects.get().request.subject}, "the letter itself stays for its own term"
    assert Erasure.objects.get().done_at is not None
    ended = LedgerEntry.objects.filter(action__in=["erasure.finished", "hold.snapshots_erased"])
    assert ended.count() == 2


def reminders() -> int:
    """How often the desk was told that a hold ends."""
    return LedgerEntry.objects.filter(action="request.hold_ending").count()


def test_released_by_two_before_its_end_it_goes_within_the_hour(lived: Listing, poster: User, tmp_path: Path) -> None:
    by, other = a_user(Role.LEGAL_SPECIALIST), a_user(Role.LEGAL_SPECIALIST)
    held = place(poster, by)
    erase_person(token=make_token("erase", str(poster.pk)))
    days_pass(20)
    ask_legal_release(held=held, by=by)
    work(*HOURLY)
    assert Listing.objects.exists(), "one alone releases nothing"
    release_legal_hold(held=held, by=other)
    work(*HOURLY)
    assert where_it_stands(tmp_path) == OF_THE_REQUEST


def test_where_two_hold_the_later_end_counts(lived: Listing, poster: User) -> None:
    letter, by = place(poster, a_user(Role.LEGAL_SPECIALIST)), a_user(Role.LEGAL_SPECIALIST)
    order = hold_for(request=a_legal_request(about=MINE), subjects=[f"person:{poster.pk}"], by=by)
    erase_person(token=make_token("erase", str(poster.pk)))
    renew_legal_hold(held=order, by=by)
    days_pass(100)
    work(*HOURLY)
    assert not letter.hold.snapshots.exists()
    assert order.hold.snapshots.exists()
    assert Listing.objects.exists()
    days_pass(81)
    work(*HOURLY)
    assert not Listing.objects.exists()


def test_what_was_reported_about_a_child_is_kept_a_year_from_the_filing(settings: Settings) -> None:
    settings.SITE_CONTACT = "safety@example.org"
    by, other, tip = a_user(Role.CHILD_SAFETY), a_user(Role.CHILD_SAFETY), a_cyber_tip()
    days_pass(30)
    CyberTip.objects.filter(pk=tip.pk).update(route=CyberTip.Route.NCA)
    tip = note_filed(tip=CyberTip.objects.get(pk=tip.pk), reference="12", by=by)
    days_pass(364)
    work(*HOURLY)
    assert QuarantinedFile.objects.get().erased_at is None
    hold = ask_release(hold=PreservationHold.objects.get(pk=tip.hold_id), by=by)
    with pytest.raises(HoldRefused, match="for a year"):
        release_hold(hold=hold, by=other)
    days_pass(2)
    work(*HOURLY)
    assert QuarantinedFile.objects.get().erased_at is not None


def test_a_gag_that_ended_while_nobody_was_there_is_told_as_soon_as_the_worker_is(poster: User) -> None:
    prepared, approved_by, today = a_user(Role.LEGAL_SPECIALIST), a_user(Role.LEGAL_APPROVER), timezone.localdate()
    request = a_verified_request(about=MINE, gag_until=today + timedelta(days=30))
    set_targets(request=request, subjects=[f"person:{poster.pk}"], by=prepared)
    made = put_together(request=request, by=prepared)
    made = approve_production(production=made, manifest=made.manifest, by=approved_by)
    export_production(production=made, by=prepared)
    deliver_production(production=made, how="By courier", by=prepared)
    extend_gag(request=request, until=today + timedelta(days=60), words="Order 9", by=prepared)
    outbox.outbox = []
    days_pass(59)
    work(*EACH_MINUTE)
    assert told_to(MINE) == []
    days_pass(20)  # off on the day itself, and for weeks
    work(*EACH_MINUTE, *EACH_MINUTE)
    (mail,) = told_to(MINE)
    assert request.reference in mail
    assert UserNotice.objects.get().sent_at is not None
    days_pass(1)
    work(*EACH_MINUTE)
    assert len(told_to(MINE)) == 1


def told_to(address: str) -> list[str]:
    """What really left for them."""
    return [str(sent.body) for sent in outbox.outbox if sent.to == [address]]
