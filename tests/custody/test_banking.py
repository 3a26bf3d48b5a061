"""Hash banks: filled, matched, retired; an index that is never older than the bank."""

import pytest
from django.db import IntegrityError, transaction

from haven.accounts.models import Role
from haven.custody.actions.banking import add_hash, import_bank, retire_hash
from haven.custody.bank_files import Hash
from haven.custody.errors import BankRefused
from haven.custody.matching import find_match
from haven.custody.models import BankEntry
from haven.custody.queries import bank_sizes
from haven.ledger.models import LedgerEntry
from tests.factories import a_bank_entry, a_quarantined_file, a_user

pytestmark = pytest.mark.django_db
PDQ, MD5 = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22", "d41d8cd98f00b204e9800998ecf8427e"
NEAR = f"{int(PDQ, 16) ^ 0xFFFF:064x}"  # 16 bits apart
FAR = f"{int(PDQ, 16) ^ (2**40 - 1):064x}"  # 40 bits apart
OTHER = {"md5": "0" * 32, "pdq": "0" * 64, "sha256": "2" * 64}


def test_a_file_is_taken_once() -> None:
    hashes = [Hash("pdq", PDQ), Hash("md5", MD5), Hash("pdq", PDQ)]
    assert import_bank(bank="Sample", reason="From a test.", hashes=hashes) == 2
    assert import_bank(bank="Sample", reason="From a test.", hashes=hashes) == 0
    assert bank_sizes() == [("Sample", 2, 0)]
    assert LedgerEntry.objects.filter(action="bank.imported").count() == 2
    with pytest.raises(BankRefused, match="Name the bank"):
        import_bank(bank=" ", reason="x", hashes=[])
    with pytest.raises(BankRefused, match="why"):
        import_bank(bank="x", reason="", hashes=[])


def test_matches_follow_the_bank_at_once() -> None:
    assert find_match(**OTHER | {"pdq": PDQ}) is None
    by = a_user(Role.CHILD_SAFETY)
    entry = add_hash(bank="Own", kind="pdq", value=PDQ.upper(), reason="Seen.", by=by)
    found = find_match(**OTHER | {"pdq": NEAR})
    assert found
    assert (found.entry, found.distance) == (entry, 16)
    assert find_match(**OTHER | {"pdq": FAR}) is None
    exact = add_hash(bank="Own", kind="md5", value=MD5, reason="Seen.", by=by)
    assert find_match(**OTHER | {"md5": MD5, "pdq": NEAR}).entry == exact  # type: ignore[union-attr]
    with pytest.raises(BankRefused, match="why"):
        retire_hash(entry=entry, reason=" ", by=by)
    retire_hash(entry=entry, reason="A picture of a door.", by=by)
    assert find_match(**OTHER | {"pdq": NEAR}) is None
    with pytest.raises(BankRefused, match="already"):
        retire_hash(entry=entry, reason="x", by=by)


def test_what_a_person_found_wrong_is_not_matched_again() -> None:
    entry = a_bank_entry(value=PDQ)
    assert find_match(**OTHER | {"pdq": PDQ, "sha256": "1" * 64})
    a_quarantined_file(state="cleared")  # of the same bytes
    assert find_match(**OTHER | {"pdq": PDQ, "sha256": "1" * 64}) is None
    assert find_match(**OTHER | {"pdq": PDQ, "sha256": "3" * 64}).entry == entry  # type: ignore[union-attr]


@pytest.mark.parametrize(("kind", "value"), [("pdq", MD5), ("md5", PDQ), ("pdq", "z" * 64), ("sha1", "0" * 40)])
def test_what_is_no_hash_is_refused_by_us_and_by_the_database(kind: str, value: str) -> None:
    with pytest.raises(BankRefused):
        add_hash(bank="Own", kind=kind, value=value, reason="x", by=a_user())
    with pytest.raises(IntegrityError), transaction.atomic():
        BankEntry.objects.create(bank="Own", kind=kind[:3], value=value, reason="x")


def test_twice_in_a_bank_is_refused() -> None:
    by = a_user()
    add_hash(bank="Own", kind="md5", value=MD5, reason="x", by=by)
    with pytest.raises(BankRefused, match="already"):
        add_hash(bank="Own", kind="md5", value=MD5, reason="x", by=by)
