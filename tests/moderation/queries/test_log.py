"""The ledger in words, and who reads how much of it."""

import pytest
from django.db import transaction

from haven.accounts.models import Role, User
from haven.ledger.actions import VISITOR, machine, person, record
from haven.moderation.queries import LogQuery, entries_for
from haven.moderation.queries.log import PAGE, Line
from tests.factories import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> User:
    return a_user(Role.AUDITOR, display_name="Ada")


def write(action: str, subject: str, actor: str = VISITOR, **details: str | int) -> None:
    with transaction.atomic():
        record(actor=actor, action=action, subject=subject, **details)


def sentence(line: Line) -> str:
    return f"{line.who} {line.did} {line.what} {line.code}".strip()


@pytest.mark.parametrize(
    ("action", "subject", "words"),
    [
        ("listing.submitted", "listing:abc", "A visitor submitted ad abc"),
        ("decision.made", "listing:abc", "A visitor decided about ad abc"),
        ("listing.taken_down", "listing:abc", "A visitor took down ad abc"),
        ("queue.read", "desk:queue", "A visitor read the queue"),
        ("network.read", "network:n-1", "A visitor read network n-1"),
        ("notice.codes_sent", "notice:1", "A visitor had the case codes mailed of report 1"),
        ("photos.arranged", "listing:abc", "A visitor arranged the photos of ad abc"),
        ("something.new", "thing:1", "A visitor new a something about thing 1"),
    ],
)
def test_entries_are_sentences(auditor: User, action: str, subject: str, words: str) -> None:
    write(action, subject)
    assert sentence(entries_for(auditor, LogQuery()).lines[0]) == words


def test_people_have_names_and_no_addresses(auditor: User) -> None:
    write("account.opened", f"person:{auditor.pk}", actor=machine("import"))
    write("listing.read", "listing:abc", actor=person(auditor.pk))
    write("notice.filed", "notice:3", listing="abc", reason="fraud")
    lines = entries_for(auditor, LogQuery()).lines
    assert [sentence(line) for line in lines] == [
        "A visitor filed report 3 about ad abc",
        "Ada read ad abc",
        "Haven (import) opened the account Ada",
    ]
    assert lines[0].details == (("reason", "fraud"),)
    assert auditor.email not in str(lines)


def test_moderators_see_what_concerns_ads_only(auditor: User, moderator: User) -> None:
    shown = [("listing.submitted", "listing:a"), ("decision.made", "listing:a"), ("notice.closed", "notice:1")]
    hidden = [
        ("hold.placed", "listing:a"),
        ("network.read", "network:n-1"),
        ("account.signed_in", "person:1"),
        ("listing.exported", "production:1"),
    ]
    for action, subject in shown + hidden:
        write(action, subject)
    assert len(entries_for(auditor, LogQuery()).lines) == len(shown + hidden)
    assert len(entries_for(moderator, LogQuery()).lines) == len(shown)


def test_filters(auditor: User) -> None:
    write("listing.read", "listing:abc")
    write("listings.imported", "import:file")
    write("notice.filed", "notice:3", listing="abc")
    assert len(entries_for(auditor, LogQuery(area="listing")).lines) == 1
    assert len(entries_for(auditor, LogQuery(subject="ABC")).lines) == 1
    assert len(entries_for(auditor, LogQuery(subject="notice:3")).lines) == 1
    assert entries_for(auditor, LogQuery(area="notice", subject="abc")).lines == []


def test_pages_follow_each_other_without_gap(auditor: User) -> None:
    for number in range(PAGE + 5):
        write("listing.read", f"listing:{number}")
    first = entries_for(auditor, LogQuery())
    second = entries_for(auditor, LogQuery(before=first.before))
    assert [line.code for line in first.lines + second.lines] == [str(n) for n in reversed(range(PAGE + 5))]
    assert second.before is None
