"""Evidence: kept as it was captured, erased whole unless a hold covers it, and never changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from haven.custody import store
from haven.custody.actions.capturing import erase_evidence
from haven.custody.errors import EvidenceMissing
from haven.custody.models import EvidenceItem
from haven.evidence.digests import salted_digest, sha256
from haven.ledger.actions import machine
from haven.ledger.models import LedgerEntry
from tests.factories import a_hold, an_evidence_bundle, an_evidence_item

pytestmark = pytest.mark.django_db
CLOCK = machine("clock")


def test_the_ledger_holds_a_salted_digest_and_none_of_the_words() -> None:
    item = an_evidence_item(body="Solid oak")
    assert item.entry_id is not None
    entry = LedgerEntry.objects.get(pk=item.entry_id)
    assert entry.details == {"evidence": salted_digest(bytes(item.salt), {"sha256": sha256(item.manifest.encode())})}
    assert "Solid oak" in item.manifest
    assert store.read(item.files.get().sha256) == b"<p>Solid oak</p>"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE custody_evidenceitem SET manifest = '{}'", "UPDATE custody_evidenceitem SET entry_id = 1",
     "UPDATE custody_evidenceitem SET salt = 'x'", "UPDATE custody_evidencefile SET sha256 = 'x'",
     "UPDATE custody_evidencebundle SET purpose = 'x'", "DELETE FROM custody_evidencebundle"],
)  # fmt: skip
def test_no_statement_changes_what_was_captured(statement: str) -> None:
    an_evidence_bundle()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_file_that_was_changed_or_lost_is_not_handed_out() -> None:
    digest = store.keep(b"as it was")
    assert store.keep(b"as it was") == digest
    path = store._path(digest)
    path.write_bytes(b"as it was not")
    with pytest.raises(EvidenceMissing, match="changed on the disk"):
        store.read(digest)
    store.drop(digest)
    store.drop(digest)
    with pytest.raises(EvidenceMissing, match="cannot be read"):
        store.read(digest)


def test_erasing_takes_everything_but_what_is_held(django_capture_on_commit_callbacks: object) -> None:
    held = an_evidence_item(subject="listing:heldheldhe", body="same")
    gone = an_evidence_item(subject="listing:gonegonego", body="same")
    alone = an_evidence_item(subject="listing:alonealone", body="alone")
    a_hold("listing:heldheldhe")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert erase_evidence(names=["person:7"], actor=CLOCK) == 2
    assert list(EvidenceItem.objects.all()) == [held]
    assert store.read(held.files.get().sha256) == b"<p>same</p>"
    with pytest.raises(EvidenceMissing):
        store.read(sha256(b"<p>alone</p>"))
    assert LedgerEntry.objects.get(action="evidence.erased").details == {"kept": 1}
    assert gone.entry_id is not None
    assert LedgerEntry.objects.filter(pk__in=[gone.entry_id, alone.entry_id]).count() == 2


@pytest.mark.parametrize("covered", ["person:7", "listing:aaaaaaaaaa", "evidence"])
def test_a_hold_on_the_person_the_ad_or_the_item_keeps_it(covered: str) -> None:
    item = an_evidence_item()
    a_hold(item.name if covered == "evidence" else covered)
    assert erase_evidence(names=["listing:aaaaaaaaaa"], actor=CLOCK) == 0
    assert EvidenceItem.objects.get() == item


@pytest.mark.prove
def test_of_many_erased_exactly_the_held_ones_stay(django_capture_on_commit_callbacks: object) -> None:
    from tests.conftest import PROVING

    count = 1000 if PROVING else 20
    items = [an_evidence_item(subject=f"listing:{i}", about=f"person:{i % 7}", body=f"ad {i}") for i in range(count)]
    kept = {f"listing:{i}" for i in range(0, count, 10)} | {f"listing:{i}" for i in range(count) if i % 7 == 3}
    a_hold(*[f"listing:{i}" for i in range(0, count, 10)], "person:3")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase_evidence(names=[item.subject for item in items], actor=CLOCK)
    assert set(EvidenceItem.objects.values_list("subject", flat=True)) == kept
    for i in range(count):
        there = store._path(sha256(f"<p>ad {i}</p>".encode())).exists()
        assert there == (f"listing:{i}" in kept), i
