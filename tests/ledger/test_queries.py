"""Reading the log."""

import pytest

from haven.ledger.queries import entries_about, latest_entries
from tests.factories import a_ledger_entry

pytestmark = pytest.mark.django_db


def test_the_entries_about_a_subject_come_oldest_first() -> None:
    first, second = a_ledger_entry(subject="listing:a"), a_ledger_entry(subject="notice:1")
    a_ledger_entry(subject="listing:ab")
    assert list(entries_about("listing:a", "notice:1")) == [first, second]


def test_the_latest_come_first_a_page_at_a_time() -> None:
    entries = [a_ledger_entry() for _ in range(5)]
    page = latest_entries(limit=3)
    assert page == entries[:1:-1]
    assert latest_entries(before=page[-1].pk) == [entries[1], entries[0]]


def test_the_latest_can_be_narrowed() -> None:
    filed = a_ledger_entry(action="notice.filed", subject="notice:1")
    a_ledger_entry(action="listing.submitted", subject="listing:a")
    assert latest_entries(action="notice.") == [filed]
    assert latest_entries(subject="notice:") == [filed]
    assert latest_entries(action="notice.", subject="listing:") == []
