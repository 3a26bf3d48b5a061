"""An entry that the owner of the database changes, removes or hides is found, though every hash and head stays."""

from pathlib import Path

import pytest

from haven.evidence.keyring import Trust
from haven.evidence.verify import verify
from haven.ledger.alarms import problems, standing
from haven.ledger.checking import check_entries
from haven.ledger.exporting import key_list, write_log
from haven.ledger.models import Leaf, SignedCheckpoint
from haven.ledger.signing import sign_head
from haven.ledger.tree import hashed_again
from tests.factories import a_ledger_entry
from tests.ledger.crimes import commit_crime

pytestmark = pytest.mark.django_db


def a_log(size: int) -> SignedCheckpoint:
    for _ in range(size):
        a_ledger_entry()
    signed = sign_head()
    assert signed is not None
    return signed


def test_a_sound_log_raises_nothing_and_neither_does_an_empty_one() -> None:
    check_entries()
    for size in (1, 255, 256, 3):
        a_log(size)
        check_entries()
        assert problems() == []
    a_ledger_entry()
    check_entries()
    assert problems() == []


@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE ledger_ledgerentry e SET actor = 'person:9' FROM ledger_leaf WHERE entry_id = e.id AND position = 270",
        "UPDATE ledger_ledgerentry e SET at = now() FROM ledger_leaf WHERE entry_id = e.id AND position = 270",
        "DELETE FROM ledger_ledgerentry WHERE id = (SELECT entry_id FROM ledger_leaf WHERE position = 270)",
        "DELETE FROM ledger_leaf WHERE position = 270",
        "UPDATE ledger_leaf SET salt = 'x' WHERE position = 270",
    ],
)
def test_an_entry_that_was_changed_alone_is_found_and_its_place_is_told(crime: str) -> None:
    a_log(300)
    commit_crime(crime)
    check_entries()
    assert "1 of 300 entries is not what was hashed, at place 270" in problems()[0]
    assert standing() == "alarm"


def test_many_are_counted_and_the_first_are_named() -> None:
    a_log(300)
    commit_crime("UPDATE ledger_ledgerentry SET actor = 'person:9'")
    check_entries()
    assert "300 of 300 entries are not what was hashed, at place 0, 1, 2" in problems()[0]
    assert "9 and more" in problems()[0]
    assert len(problems()[0]) < 300


def test_an_entry_that_was_changed_with_its_hash_is_found_though_the_root_is_made_from_the_tiles_above() -> None:
    a_log(300)
    commit_crime(
        "UPDATE ledger_ledgerentry e SET actor = 'person:9' FROM ledger_leaf WHERE entry_id = e.id AND position = 0"
    )
    commit_crime(
        "UPDATE ledger_tile SET hashes = %s || substring(hashes FROM 33) WHERE (level, number) = (0, 0)",
        values=hashed_again(0, 1),
    )
    a_log(1)  # it is signed: the tile above still has the old hash
    check_entries()
    assert "the first 301 entries do not lead to the root that was signed" in problems()[0]


def test_an_entry_that_was_kept_from_getting_a_place_is_found() -> None:
    a_log(3)
    entry = a_ledger_entry()
    commit_crime("DELETE FROM ledger_unsequencedentry")
    check_entries()
    assert f"entry {entry.pk} has no place and waits for none" in problems()[0]


def test_the_alarm_ends_when_all_is_as_it_was() -> None:
    a_log(3)
    commit_crime("UPDATE ledger_ledgerentry SET actor = 'x' || actor")
    check_entries()
    commit_crime("UPDATE ledger_ledgerentry SET actor = substring(actor FROM 2) WHERE actor LIKE 'x%'")
    check_entries()
    assert problems() == []


def test_of_an_entry_that_is_gone_an_exported_log_names_the_place_and_no_other(tmp_path: Path) -> None:
    signed = a_log(9)
    commit_crime("DELETE FROM ledger_ledgerentry WHERE id = (SELECT entry_id FROM ledger_leaf WHERE position = 4)")
    list(write_log(signed, tmp_path))
    wrong = verify([tmp_path], Trust.parse(key_list())).wrong
    assert [line.rpartition(": ")[2] for line in wrong] == ["entry 4 is not what was hashed"]
    assert Leaf.objects.count() == 9
