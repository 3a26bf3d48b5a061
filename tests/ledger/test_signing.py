"""Heads: signed when something is new, never over another past."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from haven.evidence.errors import BadKeyFile
from haven.evidence.keyring import Trust
from haven.ledger import exporting
from haven.ledger.errors import LogBroken
from haven.ledger.keys import end_key, rotate_key
from haven.ledger.models import LedgerEntry, SignedCheckpoint
from haven.ledger.signing import keyring, latest_checkpoint, sign_head
from tests.evidence import independent
from tests.factories import a_checkpoint, a_ledger_entry

pytestmark = pytest.mark.django_db


def trust() -> Trust:
    return Trust.parse(exporting.key_list())


def test_an_empty_log_has_no_head() -> None:
    assert sign_head() is None
    assert latest_checkpoint() is None


def test_a_head_is_signed_when_something_is_new() -> None:
    first = a_checkpoint()
    assert sign_head() == first
    a_ledger_entry()
    second = sign_head()
    assert second is not None
    assert second != first
    assert [trust().open(signed.note)[0].size for signed in (first, second)] == [1, 2]
    assert latest_checkpoint() == second


@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE ledger_tile SET hashes = decode(repeat('00', octet_length(hashes)), 'hex') WHERE level = 0",
        "UPDATE ledger_treehead SET size = 1",
        "DELETE FROM ledger_tile",
    ],
)
def test_over_another_past_nothing_is_signed(crime: str) -> None:
    for _ in range(3):
        a_ledger_entry()
    a_checkpoint()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(crime)
    with pytest.raises(LogBroken):
        sign_head()
    assert SignedCheckpoint.objects.count() == 1


def test_a_rotation_is_an_entry_and_signs_beside_the_old_key() -> None:
    a_checkpoint()
    old = keyring().signing[0]
    new = rotate_key()
    assert LedgerEntry.objects.get(action="key.rotated").details == {"key": str(new)}
    signed = latest_checkpoint()
    assert signed is not None
    assert set(trust().open(signed.note)[2]) == {old, new}
    end_key(key_id=old.id.hex(), revoked=False)
    signed = sign_head()
    assert signed is not None
    assert set(trust().open(signed.note)[2]) == {new}
    assert LedgerEntry.objects.get(action="key.retired").details == {"until": 2}


def test_a_revoked_key_signs_nothing_more_and_an_unknown_one_cannot_be_revoked() -> None:
    a_checkpoint()
    end_key(key_id=keyring().signing[0].id.hex(), revoked=True)
    with pytest.raises(BadKeyFile, match="make a new one"):
        sign_head()
    rotate_key()
    with pytest.raises(BadKeyFile, match="no key of"):
        end_key(key_id="00000000", revoked=True)
    assert LedgerEntry.objects.filter(action="key.revoked").count() == 1


def test_an_exported_log_holds_before_an_independent_verifier(tmp_path: Path, settings: Settings) -> None:
    for _ in range(299):
        a_ledger_entry()
    signed = a_checkpoint()
    written = [str(path) for path in exporting.write_log(signed, tmp_path)]
    assert written == [
        "tile/0/000", "tile/entries/000", "tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1",
    ]  # fmt: skip
    entries = independent.check_log(tmp_path, (tmp_path / "keys.txt").read_text().strip())
    assert len(entries) == 300
    assert b'"action":"draft.started"' in entries[0]
