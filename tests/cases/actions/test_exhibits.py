"""Exhibits are numbered, never change, and go when what they show is erased, unless it is held."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from haven.cases.actions.exhibits import add_exhibit
from haven.cases.models import Case, CaseNote, Exhibit
from haven.custody.actions.capturing import Capture, erase_evidence
from haven.ledger.models import LedgerEntry
from tests.factories import a_case_note, a_hold, an_exhibit


def test_numbers_follow_each_other_and_one_thing_is_one_exhibit(case: Case) -> None:
    first = an_exhibit(case=case)
    second = an_exhibit(case=case, subject="listing:bbbbbbbbbb")
    assert first.item
    again = add_exhibit(case=case, kind=Exhibit.Kind.AD, shown=first.item, why="Again", by=case.lead)
    assert [first.number, second.number, again.number] == [1, 2, 1]


def test_what_is_captured_now_has_its_digest_in_the_entry(case: Case) -> None:
    made = Capture(subject="network:n-1", about="", title="Network n-1", facts={"ads": ["a"]})
    exhibit = add_exhibit(case=case, kind=Exhibit.Kind.NETWORK, shown=made, why="", by=case.lead)
    assert exhibit.item
    assert exhibit.item.entry_id
    entry = LedgerEntry.objects.get(pk=exhibit.item.entry_id)
    assert (entry.action, entry.details["evidence"]) == ("exhibit.added", exhibit.item.digest)


def test_erasing_takes_the_words_and_leaves_the_number(case: Case) -> None:
    gone, held = an_exhibit(case=case), an_exhibit(case=case, subject="listing:bbbbbbbbbb")
    a_hold("listing:bbbbbbbbbb")
    assert erase_evidence(names=["listing:aaaaaaaaaa", "listing:bbbbbbbbbb"], actor="machine:rights") == 1
    gone.refresh_from_db()
    held.refresh_from_db()
    assert (gone.number, gone.item, gone.title) == (1, None, "erased since")
    assert held.item


@pytest.mark.parametrize("change", [{"number": 7}, {"why": "Something else"}, {"kind": "file"}])
def test_the_database_lets_nobody_change_an_exhibit(case: Case, change: dict[str, object]) -> None:
    exhibit = an_exhibit(case=case)
    with pytest.raises((IntegrityError, InternalError), match="never changed"), transaction.atomic():
        Exhibit.objects.filter(pk=exhibit.pk).update(**change)
    with pytest.raises((IntegrityError, InternalError), match="never changed"), transaction.atomic():
        Exhibit.objects.filter(pk=exhibit.pk).delete()


def test_the_database_lets_nobody_change_a_note(case: Case) -> None:
    note = a_case_note(case=case)
    with pytest.raises((IntegrityError, InternalError), match="never changed"), transaction.atomic():
        CaseNote.objects.filter(pk=note.pk).update(text="Something else")
