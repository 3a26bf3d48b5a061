"""What auditors are shown of reads: a sample, and what is unusual."""

import ast
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.cases.actions.oversight import review_read
from haven.cases.errors import CaseError
from haven.investigations.auditing import BULK, flags, reads_since, sample
from haven.ledger.alarms import raise_alarm
from haven.ledger.models import Alarm, LedgerEntry
from haven.policies.actions import install_default_policy
from tests.architecture.sources import Module, modules
from tests.factories import a_listing, a_network, a_sighting, a_user, an_identifier
from tests.investigations.conftest import AsUser

pytestmark = pytest.mark.django_db


def working_hour() -> datetime:
    """Ten o'clock of the last weekday that is over."""
    moment = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) - timedelta(days=1)
    while moment.weekday() > 4:
        moment -= timedelta(days=1)
    return moment


def reads(user: User, count: int = 1, *, at: datetime | None = None, subject: str = "network:n-1") -> None:
    """So many reads, a second apart."""
    start = at or working_hour()
    rows = [
        LedgerEntry(actor=f"person:{user.pk}", action="network.read", subject=subject, at=start + timedelta(seconds=i))
        for i in range(count)
    ]
    LedgerEntry.objects.bulk_create(rows)


def kinds() -> list[str]:
    return sorted(flag.kind for flag in flags())


def test_usual_work_is_not_flagged_and_the_first_read_of_a_day_is_always_drawn(lead: User) -> None:
    reads(lead, 5)
    assert kinds() == []
    assert sample()[-1].entry.subject == "network:n-1"


def test_bulk_is_flagged_with_its_count(lead: User) -> None:
    reads(lead, BULK)
    assert kinds() == []
    reads(lead, 1)
    (flag,) = flags()
    assert (flag.kind, flag.reader, flag.reads) == ("bulk", "Lea", BULK + 1)


def test_an_hour_counts_wherever_it_begins(lead: User) -> None:
    reads(lead, BULK, at=working_hour().replace(minute=58))
    reads(lead, BULK, at=working_hour().replace(hour=11, minute=1))
    reads(lead, BULK, at=working_hour().replace(hour=15))
    assert [(flag.kind, flag.reads, flag.at.minute) for flag in flags()] == [("bulk", 2 * BULK, 58)]


def test_nights_and_weekends_are_flagged(lead: User) -> None:
    reads(lead, at=working_hour().replace(hour=3))
    assert kinds() == ["off-hours"]


def test_what_is_tied_to_staff_is_flagged(lead: User, second: User) -> None:
    own = a_listing(poster=second)
    phone = an_identifier()
    a_sighting(identifier=phone, ad_id=own.code)
    a_sighting(identifier=phone, ad_id="relatedxyz")
    network = a_network("n-2", ads=("relatedxyz", "otherotherr"))
    reads(lead, subject="listing:relatedxyz")
    reads(second, subject=f"network:{network.pk}")
    reads(lead, subject="network:n-3")
    assert sorted((flag.reader, flag.kind, flag.reads) for flag in flags()) == [
        ("Lea", "staff", 1),
        ("Sven", "staff", 1),
    ]
    assert {"own ads" in flag.words for flag in flags()} == {True, False}


def test_about_one_read_of_twenty_is_drawn(lead: User) -> None:
    reads(lead, 1000)
    drawn = len(sample(limit=1000))
    assert 25 <= drawn <= 85


def test_an_auditor_says_what_is_in_order_and_asks_about_the_rest(enter: AsUser, lead: User, client: Client) -> None:
    reads(lead)
    auditor = a_user(Role.AUDITOR)
    entry = LedgerEntry.objects.get(action="network.read")
    page = enter(auditor).get("/investigations/audit/").content.decode()
    assert f"/investigations/audit/{entry.pk}/" in page
    address = f"/investigations/audit/{entry.pk}/"
    assert "what is to be asked" in enter(auditor).post(address, {"verdict": "ask"}, follow=True).content.decode()
    page = enter(auditor).post(address, {"verdict": "ask", "words": "Which case?"}, follow=True).content.decode()
    assert "Which case?" in page
    with pytest.raises(CaseError):
        review_read(entry=entry, in_order=True, words="", by=lead)


def test_refused_looks_are_flagged(enter: AsUser, lead: User, second: User, case_of_two: object) -> None:
    stranger = a_user(Role.INVESTIGATOR, display_name="Str")
    enter(stranger).get("/investigations/cases/1/")
    enter(stranger).get("/investigations/networks/")
    assert [(flag.reader, flag.reads) for flag in flags() if flag.kind == "refused"] == [("Str", 2)]


def test_whoever_lost_the_role_or_works_at_the_legal_desk_is_looked_at_too_and_auditors_are_not(lead: User) -> None:
    legal, auditor, both = a_user(Role.LEGAL_SPECIALIST), a_user(Role.AUDITOR), a_user(Role.AUDITOR, Role.INVESTIGATOR)
    for user in (lead, legal, auditor, both):
        reads(user, at=working_hour().replace(hour=3))
    LedgerEntry.objects.create(actor="machine:cases", action="network.read", subject="network:n-1", at=working_hour())
    lead.grants.all().delete()
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert {flag.reader for flag in flags()} == {lead.name, legal.name, both.name}
    assert {row.reader for row in sample()} == {lead.name, legal.name, both.name}


def test_an_ad_that_was_opened_for_a_case_counts_and_one_of_the_queue_does_not(lead: User) -> None:
    moderator = a_user(Role.MODERATOR)
    for user, details in ((lead, {"case": 1}), (moderator, {"revision": 1})):
        LedgerEntry.objects.create(
            actor=f"person:{user.pk}", action="listing.read", subject="listing:aaaaaaaaaa", details=details,
            at=working_hour(),
        )  # fmt: skip
    assert [row.reader for row in sample()] == [lead.name]


def test_every_read_of_both_desks_is_among_those_that_are_drawn(lead: User) -> None:
    written = {
        action
        for module in modules("src")
        if module.name.startswith(("haven.investigations.", "haven.legal."))
        for action in read_in(module)
        if action not in {"audit.read", "listing.read"}
    }
    assert {"production.file_read", "graph.read", "case.read", "collection.opened", "bundle.exported"} <= written
    LedgerEntry.objects.bulk_create(
        LedgerEntry(actor=f"person:{lead.pk}", action=action, subject="case:1") for action in sorted(written)
    )
    found = {entry.action for entry in reads_since(timezone.now() - timedelta(days=1))}
    assert written - found == set()


def read_in(module: Module) -> Iterator[str]:
    """How the log calls what a module has it note before it shows anything."""
    for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
        called = call.func.id if isinstance(call.func, ast.Name) else ""
        named = [word.value for word in call.keywords if word.arg == "action"] if called == "record_read" else []
        for value in [*named, *(call.args if called == "in_case" else [])]:
            if isinstance(value, ast.Constant) and value.value:
                yield str(value.value)


def test_the_page_says_in_words_what_was_read(lead: User, enter: AsUser) -> None:
    reads(lead)
    page = enter(a_user(Role.AUDITOR)).get("/investigations/audit/").content.decode()
    assert "Read a network" in page
    assert "network n-1" in page
    assert "network.read" not in page


def test_auditors_and_operators_see_what_is_wrong_with_the_log(enter: AsUser) -> None:
    install_default_policy()
    raise_alarm(source="https://w.example", kind=Alarm.Kind.REFUSED, text="The witness refuses the log.")
    auditor, operator = enter(a_user(Role.AUDITOR)), enter(a_user(Role.ADMINISTRATOR))
    told = (auditor, "/investigations/audit/"), (auditor, "/moderation/ledger/"), (operator, "/administration/")
    for client, address in told:
        assert "The witness refuses the log." in client.get(address).content.decode()
