"""From the announcement to the end: what must be kept is sealed and stays, everything else goes, from every table.

The oracle is the database itself: it is filled with a row of every model, and afterwards every table is counted. A
table that is added later, and that nobody thought of here, fails the test.
"""

import inspect
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.accounts.models import Role, User
from haven.closing.actions.agreeing import agree, name_custodian
from haven.closing.actions.announcing import announce, call_off
from haven.closing.actions.finishing import Erased, begin_erasing, erase_due
from haven.closing.actions.sealing import seal
from haven.closing.errors import ClosingError
from haven.closing.last import write_last
from haven.closing.models import Sealing
from haven.closing.tasks import erase_on_schedule, go_on
from haven.custody import store
from haven.custody.models import CHILD_SAFETY, CyberTip, EvidenceItem, PreservationHold, QuarantinedFile
from haven.evidence.keyring import Trust
from haven.evidence.verify import verify
from haven.ledger.exporting import key_list
from haven.ledger.models import LedgerEntry
from haven.legal.actions.keeping import keep_what_is_there
from haven.legal.models import UserNotice
from haven.listings.actions.conversations import start_conversation
from haven.listings.models import Listing, Message, Photo
from haven.moderation.models import Decision
from haven.site.models import Closing
from haven.site.queries import site
from tests import factories
from tests.closing.conftest import move
from tests.factories import a_case, a_decision, a_hold, a_user, an_exhibit
from tests.marketplace.stage import publish_ad

pytestmark = pytest.mark.django_db

# What is left when nothing has to be kept any more: the log, the closing, and what is about nobody.
LEFT = {
    "ledger_ledgerentry", "ledger_leaf", "ledger_tile", "ledger_treehead", "ledger_signedcheckpoint",
    "ledger_unsequencedentry", "ledger_alarm", "ledger_witness",
    "site_closing", "site_sitesettings", "site_termsversion", "closing_sealing", "closing_sealedpart",
    "closing_agreement", "listings_category", "listings_place",
    "django_content_type", "django_migrations", "auth_permission", "procrastinate_jobs", "procrastinate_events",
    "procrastinate_periodic_defers", "procrastinate_workers",
}  # fmt: skip
"""Jobs that wait name rows that are gone; they find nothing and end."""
BY_SQL = {"IndexedAd", "TextKey"}


def fill_every_table() -> None:
    """A row of every model of ours, and what else each factory makes."""
    for _, make in inspect.getmembers(factories, inspect.isfunction):
        returned = get_type_hints(make).get("return")
        if isinstance(returned, type) and issubclass(returned, Model):
            try:
                with transaction.atomic():
                    make()
            except IntegrityError:  # there can be one only of something below it: make it of that
                with suppress(IntegrityError), transaction.atomic():
                    make(**of_what_is_there(make))
    for config in apps.get_app_configs():
        for model in config.get_models() if config.name.startswith("haven.") and config.label != "ledger" else ():
            assert model.__name__ in BY_SQL or model._base_manager.exists(), f"{model} has no row to be erased"


def everything_is_over(by: User) -> None:
    """No hold of what was filled in runs, nobody is to be told anything, and child safety has nothing to do."""
    UserNotice.objects.update(sent_at=timezone.now())
    PreservationHold.objects.update(until=timezone.now() - timedelta(days=1))
    CyberTip.objects.update(state="filed", filed_at=timezone.now() - timedelta(days=400), report_id="1")
    QuarantinedFile.objects.update(state="cleared", decided_by=by, decided_at=timezone.now())


def of_what_is_there(make: Callable[..., Model]) -> dict[str, Model]:
    """Rows that are there for every parameter of a factory that is one."""
    hints = {name: get_args(hint)[0] for name, hint in get_type_hints(make).items() if get_args(hint)}
    models = {name: hint for name, hint in hints.items() if isinstance(hint, type) and issubclass(hint, Model)}
    return {name: row for name, model in models.items() if (row := model._base_manager.first()) is not None}


def counted() -> dict[str, int]:
    """Rows of every table that has any."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 — names of tables
            found[table] = cursor.fetchone()[0]
    return {table: number for table, number in found.items() if number}


@pytest.fixture
def approvers() -> list[User]:
    return [a_user(Role.ADMINISTRATOR, email="olga@example.org"), a_user(Role.LEGAL_APPROVER, email="lea@example.org")]


@pytest.fixture
def here(settings: Settings, tmp_path: Path) -> Path:
    """Where it is sealed; the site's own files lie beside it."""
    settings.SEARCH_DIRECTORY, settings.LOGS = tmp_path / "search", tmp_path / "logs"
    settings.SITE_CONTACT = "help@example.org"
    return tmp_path / "sealed"


def close_and_seal(here: Path, approvers: list[User], **custodian: str) -> Closing:
    closing = Closing.objects.filter(called_off_at=None).first()
    closing = closing or announce(ends_on=timezone.localdate() + timedelta(days=3))
    closing = move(closing, days=31)
    go_on(0)
    name_custodian(closing=closing, custodian="Archive of Leeds", address="2 Mill Lane\nLeeds", **custodian)
    for who in approvers:
        agree(closing=closing, by=who, typed=site().name)
    seal(closing=closing, directory=here)
    closing.refresh_from_db()
    return closing


def erase(closing: Closing, approvers: list[User]) -> Erased:
    digest = Sealing.objects.get(closing=closing).manifest
    for who in approvers:
        agree(closing=closing, by=who, typed=site().name, read_back=digest[:8])
    begin_erasing(closing=closing)
    return erase_due(closing=closing)


def test_what_must_stay_stays_and_everything_else_goes(poster: User, approvers: list[User], here: Path) -> None:
    fill_every_table()
    everything_is_over(approvers[0])
    held = publish_ad(poster, title="Blue touring bicycle")
    other = publish_ad(poster, title="A green tandem for two")
    reader, lone = a_user(email="rosa@example.org"), a_user(email="lone@example.org")
    talk = start_conversation(listing=held, reader=reader, text="Is it still there?")
    start_conversation(listing=other, reader=lone, text="And the tandem?")
    hold = a_hold(held.subject, days=300)
    keep_what_is_there(hold, [held.subject])
    exhibit = an_exhibit(case=a_case(), subject=other.subject)
    decided = a_decision(listing=other)
    stray = store.keep(b"a file that no row names")

    closing = close_and_seal(here, approvers)
    place = here / "custodian"
    assert verify([place], Trust.parse(key_list())).wrong == []
    assert not (here / "child-safety").exists()
    contents = (place / "contents.html").read_text()
    titles = {"Blue touring bicycle", f"Conversation {talk.pk}", "Letter 12", exhibit.title}
    assert {title for title in titles if title not in contents} == set()

    done = erase(closing, approvers)
    assert done.rows["listings_photo"] > 0
    assert not Photo.objects.exists()
    assert not (Path(django_settings.MEDIA_ROOT) / "evidence" / stray[:2] / stray).exists()
    assert Listing.objects.filter(pk=held.pk).exists()
    assert list(Message.objects.values_list("text", flat=True)) == ["Is it still there?"]
    kept = EvidenceItem.objects.exclude(subject__startswith="legal:")  # letters of authorities: on record for the term
    assert set(kept.values_list("subject", flat=True)) >= {held.subject, hold.subject}
    assert not kept.filter(subject=other.subject).exists()
    assert Decision.objects.filter(pk=decided.pk).exists()  # for its term
    assert named_people() == working_here() | {poster.email, reader.email}

    move(closing, days=191)
    erase_on_schedule(0)
    assert set(Listing.objects.values_list("pk", flat=True)) == {held.pk}
    assert not Decision.objects.exists()
    assert set(EvidenceItem.objects.values_list("subject", flat=True)) == {held.subject, hold.subject}
    assert PreservationHold.objects.get().pk == hold.pk
    PreservationHold.objects.update(until=timezone.now() - timedelta(days=1))
    assert erase_due(closing=closing).again_on is None
    assert set(counted()) - LEFT == set()
    assert [path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
    assert Closing.objects.get().over_at is not None

    write_last(closing=closing, directory=here)
    assert verify([here / "public" / "checkpoint.txt", here / "log", place], Trust.parse(key_list())).wrong == []
    assert verify([here / "public"], Trust.parse(key_list())).wrong == []


def named_people() -> set[str]:
    return set(User.objects.exclude(email__endswith="@erased.invalid").values_list("email", flat=True))


def working_here() -> set[str]:
    return set(User.objects.exclude(grants=None).values_list("email", flat=True))


def dying(real: Callable[..., object], at: int) -> Callable[..., object]:
    """The function, but its call of this number is where the machine dies."""
    calls = []

    def dies(*given: object) -> object:
        calls.append(given)
        if len(calls) == at:
            raise KeyboardInterrupt
        return real(*given)

    return dies


def test_stopped_anywhere_it_goes_on_and_nothing_is_done_twice(
    ad: Listing, approvers: list[User], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from haven.closing.actions import finishing, sealing

    a_hold(ad.subject, f"person:{ad.poster_id}", days=300)
    monkeypatch.setattr("haven.closing.choosing.MOST_ITEMS", 1)
    for name, at in (("write_part", 2), ("_note_part", 1), ("finish_directory", 1), ("_sealed", 1)):
        real = getattr(sealing, name)
        monkeypatch.setattr(sealing, name, dying(real, at))
        with pytest.raises(KeyboardInterrupt):
            close_and_seal(here, approvers)
        monkeypatch.setattr(sealing, name, real)
    written = {path: path.stat().st_mtime_ns for path in (here / "custodian" / "parts").iterdir()}
    left = [here / "custodian" / "parts" / name for name in (".0a1b2c3d", "part-099.zip")]
    for path in left:  # by a process that was killed while it wrote, and by an earlier sealing of more
        path.write_bytes(b"PK half of a bundle")
    closing = close_and_seal(here, approvers)
    assert not [path for path in left if path.exists()]
    assert {path: path.stat().st_mtime_ns for path in written} == written
    assert len(written) == Sealing.objects.get().parts.count() > 1
    assert LedgerEntry.objects.filter(action="closing.sealing_begun").count() == 1
    assert LedgerEntry.objects.filter(action="closing.part_sealed").count() == len(written)
    assert LedgerEntry.objects.filter(action="closing.sealed").count() == 1
    assert EvidenceItem.objects.filter(title__startswith="Account ").count() == 1
    assert verify([here / "custodian"], Trust.parse(key_list())).wrong == []

    def stopped() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(finishing, "sweep_files", stopped)
    with pytest.raises(KeyboardInterrupt):
        erase(closing, approvers)
    monkeypatch.undo()
    with pytest.raises(ClosingError, match="cannot be called off"):
        call_off(closing=closing)
    erase_due(closing=closing)
    assert LedgerEntry.objects.filter(action="closing.rows_erased").count() == 1


def test_two_people_agree_to_exactly_that(ad: Listing, approvers: list[User], here: Path) -> None:
    olga, lea = approvers
    a_hold(ad.subject)
    closing = move(announce(ends_on=timezone.localdate() + timedelta(days=3)), days=31)
    go_on(0)
    with pytest.raises(ClosingError, match="No custodian"):
        agree(closing=closing, by=olga, typed=site().name)
    name_custodian(closing=closing, custodian="Archive", address="2 Mill Lane")
    for wrong in (a_user(Role.MODERATOR), a_user()):
        with pytest.raises(ClosingError, match="may not"):
            agree(closing=closing, by=wrong, typed=site().name)
    with pytest.raises(ClosingError, match="not the name"):
        agree(closing=closing, by=olga, typed="haven")
    agree(closing=closing, by=olga, typed=site().name)
    agree(closing=closing, by=olga, typed=site().name)
    with pytest.raises(ClosingError, match="1 did"):
        seal(closing=closing, directory=here)
    agree(closing=closing, by=lea, typed=site().name)
    name_custodian(closing=closing, custodian="Somebody else", address="3 Mill Lane")
    with pytest.raises(ClosingError, match="0 did"):
        seal(closing=closing, directory=here)
    for who in approvers:
        agree(closing=closing, by=who, typed=site().name)
    seal(closing=closing, directory=here)
    with pytest.raises(ClosingError, match="not the first characters"):
        agree(closing=closing, by=olga, typed=site().name, read_back="00000000")
    with pytest.raises(ClosingError, match="0 did"):
        begin_erasing(closing=closing)
    a_hold(publish_late(ad).subject)
    with pytest.raises(ClosingError, match="came up"):
        begin_erasing(closing=closing)
    move(closing, days=10)
    seal(closing=closing, directory=here)
    with pytest.raises(ClosingError, match="take along"):
        erase(closing, approvers)


def publish_late(ad: Listing) -> Listing:
    """Something that comes under a hold after it was sealed."""
    from tests.factories import a_listing, an_evidence_item

    late = a_listing(state="expired", poster=ad.poster)
    an_evidence_item(subject=late.subject, about=f"person:{ad.poster_id}")
    return late


def a_key(directory: Path, name: str) -> str:
    """A certificate as openssl makes it; its private key lies beside."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", "-subj", f"/CN={name}"]
    files = ["-keyout", str(directory / f"{name}.key"), "-out", str(directory / f"{name}.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)
    return (directory / f"{name}.pem").read_text()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl, as a custodian does")
def test_child_safety_is_sealed_apart_and_nobody_else_opens_it(
    ad: Listing, approvers: list[User], here: Path, tmp_path: Path
) -> None:
    file = factories.a_quarantined_file(subject=ad.subject, state="confirmed")
    secret = store.keep(b"never in any bundle", store.QUARANTINE)
    QuarantinedFile.objects.filter(pk=file.pk).update(stored=secret)
    PreservationHold.objects.filter(pk=file.hold_id).update(desk=CHILD_SAFETY)
    plain = publish_ad(ad.poster, title="A green tandem for two")  # type: ignore[arg-type]
    a_hold(plain.subject)
    certificates = {"certificate": a_key(tmp_path, "custodian"), "restricted": a_key(tmp_path, "safety")}
    closing = close_and_seal(here, approvers, **certificates)
    assert verify([here / "custodian", here / "child-safety"], Trust.parse(key_list())).wrong == []

    assert ad.code in opened(here / "child-safety", "contents.html", tmp_path / "safety")
    assert ad.code not in opened(here / "custodian", "contents.html", tmp_path / "custodian")
    assert plain.code in opened(here / "custodian", "contents.html", tmp_path / "custodian")
    reports = json.loads(opened(here / "child-safety", "reports.json", tmp_path / "safety"))
    assert reports["quarantined"][0]["sha256"] == "1" * 64
    with pytest.raises(subprocess.CalledProcessError):
        opened(here / "child-safety", "contents.html", tmp_path / "custodian")
    for path in here.rglob("*"):
        assert path.is_dir() or path.suffix == ".p7m" or ad.code not in path.read_text(errors="replace")
    part = unwrapped(here / "custodian" / "parts" / "part-001.zip.p7m", tmp_path / "custodian")
    (tmp_path / "part.zip").write_bytes(part)
    assert verify([tmp_path / "part.zip"], Trust.parse(key_list())).wrong == []
    with zipfile.ZipFile(tmp_path / "part.zip") as archive:
        assert "data/index.html" in archive.namelist()

    erase(closing, approvers)
    assert store.read(secret, store.QUARANTINE) == b"never in any bundle"
    assert QuarantinedFile.objects.get().subject == ad.subject
    PreservationHold.objects.update(until=timezone.now() - timedelta(days=1))
    move(closing, days=191)
    assert erase_due(closing=closing).again_on == timezone.localdate() + timedelta(days=1)  # it was never reported
    assert store.read(secret, store.QUARANTINE)
    QuarantinedFile.objects.update(state="cleared")
    assert erase_due(closing=closing).again_on is None
    assert not QuarantinedFile.objects.exists()


def opened(place: Path, name: str, key: Path) -> str:
    return unwrapped(place / f"{name}.p7m", key).decode()


def unwrapped(path: Path, key: Path) -> bytes:
    """What openssl makes of an envelope with this key."""
    command = ["openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in", str(path)]
    done = subprocess.run([*command, "-inkey", f"{key}.key", "-recip", f"{key}.pem"], check=True, capture_output=True)
    return done.stdout


def test_one_flipped_byte_anywhere_in_a_sealing_is_found(ad: Listing, approvers: list[User], here: Path) -> None:
    a_hold(ad.subject)
    close_and_seal(here, approvers)
    trust = Trust.parse(key_list())
    for path in sorted(path for path in (here / "custodian").rglob("*") if path.is_file()):
        whole = path.read_bytes()
        path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        assert verify([here / "custodian"], trust).wrong, path
        path.write_bytes(whole)
    (here / "custodian" / "added.txt").write_text("x")
    assert verify([here / "custodian"], trust).wrong
