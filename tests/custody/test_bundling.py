"""Bundles: the same bytes when built again, believed by a stranger, out of the house only with a second person."""

import json
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from haven.custody.actions.bundling import make_bundle, release_bundle
from haven.custody.bundles import contents_of, files_of
from haven.custody.errors import CustodyError, EvidenceMissing
from haven.custody.models import EvidenceBundle, EvidenceItem
from haven.evidence.bundle.building import SIGNATURE, SIGNED, build, pack
from haven.evidence.digests import sha256
from haven.evidence.errors import BadKeyFile
from haven.evidence.keyring import Trust
from haven.evidence.notes import COSIGNATURE, Note, Signer, stated_times
from haven.evidence.verify import verify
from haven.ledger.exporting import key_list
from haven.ledger.keys import end_key, rotate_key
from haven.ledger.models import LedgerEntry, SignedCheckpoint
from haven.ledger.signing import keyring, sign_head
from tests.factories import a_ledger_entry, a_user, an_evidence_bundle, an_evidence_item
from tests.ledger.crimes import commit_crime

pytestmark = pytest.mark.django_db


def test_a_stranger_believes_it_and_it_is_the_same_again(tmp_path: Path, settings: Settings) -> None:
    items = [an_evidence_item(subject=f"listing:{i}", body=f"Oak {i}") for i in range(3)]
    bundle = make_bundle(title=" Oak  tables ", purpose="Request 12", items=items, by=a_user())
    files = files_of(EvidenceBundle.objects.get(pk=bundle.pk))
    (tmp_path / "b.zip").write_bytes(pack(files))
    assert verify([tmp_path / "b.zip"], Trust.parse(key_list())).wrong == []
    assert LedgerEntry.objects.get(action="bundle.made").details == {"items": 3, "digest": sha256(files[SIGNED])}
    for _ in range(300):
        a_ledger_entry()
    old = bundle.signer.split("+")[1]
    rotate_key()
    end_key(key_id=old, revoked=False)
    settings.SITE_URL = "https://moved.example"
    assert files_of(EvidenceBundle.objects.get(pk=bundle.pk)) == files
    assert verify([tmp_path / "b.zip"], Trust.parse(key_list())).wrong == []


@pytest.mark.parametrize("since", ["nothing", "its key was revoked"])
def test_it_holds_the_first_head_with_each_item_that_was_witnessed(
    tmp_path: Path, settings: Settings, since: str
) -> None:
    settings.LEDGER_KEYS = tmp_path / "ledger.keys"
    witness = Signer.make("example.net/w1", COSIGNATURE)
    settings.LEDGER_WITNESSES = [("http://127.0.0.1:9", str(witness.key))]

    def cosign(at: int) -> None:
        head = sign_head()
        assert head
        head.note = str(Note.parse(head.note).renewed(witness.sign(Note.parse(head.note).text, at=at)))
        head.save()

    items = [an_evidence_item(subject="listing:1")]
    sign_head()
    for at in (1_600_000_000, 1_650_000_000):
        a_ledger_entry()
        cosign(at)
    if since == "its key was revoked":
        old = keyring().newest
        rotate_key()
        end_key(key_id=old.id.hex(), revoked=True)
    items.append(an_evidence_item(subject="listing:2"))
    cosign(1_700_000_000)
    bundle = make_bundle(title="Oak tables", purpose="Request 12", items=items, by=a_user())
    files = files_of(EvidenceBundle.objects.get(pk=bundle.pk))
    one, other = (json.loads(files[f"data/exhibits/00{number}/proof.json"]) for number in (1, 2))
    assert stated_times(Note.parse(one["first"]["head"])) == {"example.net/w1": 1_600_000_000}
    assert "first" not in other, "the bundle's own head is the first"
    (tmp_path / "b.zip").write_bytes(pack(files))
    report = verify([tmp_path / "b.zip"], Trust.parse(f"{key_list()}{witness.key}"))
    assert (report.wrong, "all of them by 2023-11-14" in report.holds[0]) == ([], True)
    late = SignedCheckpoint.objects.earliest("id")
    late.note = str(Note.parse(late.note).renewed(witness.sign(Note.parse(late.note).text, at=1_710_000_000)))
    late.save()
    assert files_of(EvidenceBundle.objects.get(pk=bundle.pk)) == files, "a head that is witnessed later changes nothing"


def test_without_a_key_that_signs_none_is_made(tmp_path: Path, settings: Settings) -> None:
    settings.LEDGER_KEYS = tmp_path / "ledger.keys"
    item = an_evidence_item()
    end_key(key_id=keyring().newest.id.hex(), revoked=True)
    with pytest.raises(BadKeyFile, match="make a new one"):
        make_bundle(title="Oak", purpose="Request 12", items=[item], by=a_user())
    assert not EvidenceBundle.objects.exists()


def test_what_was_changed_in_the_database_since_it_was_captured_is_not_signed() -> None:
    """Whoever is handed such a bundle would find it wrong, and the site signed it."""
    item = an_evidence_item(body="Solid oak")
    forged = item.manifest.replace("Solid oak", "Stolen oak")
    commit_crime("UPDATE custody_evidenceitem SET manifest = %s, sha256 = %s", values=[forged, sha256(forged.encode())])
    with pytest.raises(EvidenceMissing, match=r"data/exhibits/001: entry \d+ of the log is about something else"):
        make_bundle(title="Oak", purpose="Request 12", items=[EvidenceItem.objects.get()], by=a_user())
    assert not EvidenceBundle.objects.exists()


def test_one_that_was_made_with_earlier_words_is_built_with_those() -> None:
    bundle = an_evidence_bundle()
    ring = keyring()
    before = build(contents_of(bundle), ring.signing[-1], lambda data: ring.sign_bytes(data)[1], form=1)
    assert before != files_of(bundle)
    bundle.signature = before[SIGNATURE]
    assert files_of(bundle) == before


def test_an_item_that_was_erased_is_missed_in_a_bundle() -> None:
    bundle = an_evidence_bundle()
    EvidenceItem.objects.all().delete()
    with pytest.raises(EvidenceMissing, match="was erased"):
        files_of(bundle)


def test_a_bundle_that_would_not_be_what_was_signed_is_not_handed_out() -> None:
    bundle = an_evidence_bundle()
    bundle.title = "Other tables"
    with pytest.raises(EvidenceMissing, match="make a new one"):
        files_of(bundle)


@pytest.mark.parametrize("wrong", [{"title": " "}, {"purpose": ""}, {"items": []}, {"title": "a" * 121}])
def test_without_title_purpose_or_items_there_is_no_bundle(wrong: dict[str, object]) -> None:
    words = {"title": "Oak", "purpose": "Request 12", "items": [an_evidence_item()], "by": a_user()} | wrong
    with pytest.raises(CustodyError):
        make_bundle(**words)  # type: ignore[arg-type]
    assert not EvidenceBundle.objects.exists()


def test_it_is_released_once_and_by_somebody_else() -> None:
    one, other = a_user(), a_user()
    bundle = an_evidence_bundle(by=one)
    with pytest.raises(CustodyError, match="somebody else"):
        release_bundle(bundle=bundle, by=one)
    release_bundle(bundle=bundle, by=other)
    with pytest.raises(CustodyError, match="already"):
        release_bundle(bundle=bundle, by=other)
    assert LedgerEntry.objects.filter(action="bundle.released").count() == 1
