"""An ad as evidence: captured when it is submitted, with everything that shows what it was."""

import json

import pytest

from haven.custody import store
from haven.custody.models import EvidenceItem
from haven.ledger.actions import machine
from haven.ledger.models import LedgerEntry
from haven.listings.actions.photos import add_photo
from haven.listings.actions.submission import submit_ad
from haven.listings.errors import WrongState
from haven.listings.evidence import capture_now
from haven.listings.models import Listing
from tests.factories import a_draft, a_listing, a_photo, a_picture_file, a_policy_version, a_user

pytestmark = pytest.mark.django_db


def test_a_submitted_ad_is_kept_as_it_was_in_the_same_entry() -> None:
    a_policy_version()
    draft = a_draft(title="Oak <table>", body="Six chairs & a leaf.")
    photo = add_photo(listing=draft.listing, upload=a_picture_file())
    a_photo(listing=draft.listing)
    listing = submit_ad(author=a_user(), draft=draft)
    item = EvidenceItem.objects.get()
    entry = LedgerEntry.objects.get(action="listing.submitted")
    assert (item.entry_id, entry.details["evidence"]) == (entry.pk, item.digest)
    assert (item.subject, item.about) == (listing.subject, f"person:{listing.poster_id}")
    told = json.loads(item.manifest)
    assert told["facts"]["words"]["body"] == "Six chairs & a leaf."
    assert told["facts"]["screening"]["outcome"] == "publish"
    assert told["facts"]["photos"][0]["uploaded_sha256"] == photo.sha256
    assert [photo["kept"] for photo in told["facts"]["photos"]] == [True, False]  # the second has no file
    files = {file.path: store.read(file.sha256) for file in item.files.all()}
    assert b"Oak &lt;table&gt;" in files["ad.html"]
    assert b'src="photo-01.webp"' in files["ad.html"]
    assert files["photo-01.webp"][:4] == b"RIFF"
    assert capture_now(Listing.objects.get(), machine("test")) == item


def test_an_imported_ad_is_captured_when_it_is_asked_for() -> None:
    listing = a_listing()
    assert not EvidenceItem.objects.exists()
    item = capture_now(listing, machine("test"))
    entry = LedgerEntry.objects.get(action="evidence.captured")
    assert (entry.subject, entry.details) == (item.name, {"of": listing.subject, "evidence": item.digest})
    assert capture_now(listing, machine("test")) == item
    with pytest.raises(WrongState):
        capture_now(Listing.objects.create(), machine("test"))
