"""A made-up picture that is in a bank: never in an ad, out of sight with its ad, held, and a report drafted."""

import io

import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from haven.accounts.models import Role
from haven.custody import store
from haven.custody.errors import EvidenceMissing
from haven.custody.models import CyberTipDraft, EvidenceFile, QuarantinedFile
from haven.custody.queries import held
from haven.ledger.models import LedgerEntry
from haven.listings.actions.photos import add_photo, store_message_photo
from haven.listings.actions.quarantining import is_quarantined, quarantine_if_known
from haven.listings.actions.submission import submit_ad
from haven.listings.errors import BadPhoto
from haven.listings.models import ListingState, Photo
from haven.listings.pictures import encode
from haven.moderation.actions.matches import settle_match
from haven.moderation.queries import queue_for
from haven.moderation.tasks import match_photos
from tests.factories import (
    a_bank_entry,
    a_conversation,
    a_draft,
    a_listing,
    a_message,
    a_message_photo,
    a_photo,
    a_picture_file,
    a_policy_version,
    a_user,
)

pytestmark = pytest.mark.django_db


def known(size: tuple[int, int] = (900, 600)) -> io.BytesIO:
    """A picture that is in a bank from now on."""
    a_bank_entry(value=encode(a_scene(size, "PNG")).pdq, bank="Scenes")
    return a_scene(size, "PNG")


def test_it_never_reaches_the_ad_and_the_ad_nobody_else() -> None:
    a_policy_version()
    draft, author, upload = a_draft(), a_user(), known()
    with pytest.raises(BadPhoto, match="cannot be used"):
        add_photo(listing=draft.listing, upload=upload)
    assert not Photo.objects.exists()
    file = QuarantinedFile.objects.get()
    assert file.stored == file.sha256
    assert store.read(file.stored, store.QUARANTINE) == a_scene((900, 600), "PNG").getvalue()
    assert (file.state, file.distance, file.was_public) == ("waiting", 0, False)
    assert held([draft.listing.subject]) == {draft.listing.subject}
    fields = CyberTipDraft.objects.get().fields
    assert fields["person_reported"]["email"] == draft.email
    assert fields["file"]["hash_md5"] == file.md5
    assert fields["internet_details"]["url"].endswith(f"/ads/{draft.listing.code}/")
    entry = LedgerEntry.objects.get(action="file.quarantined")
    assert file.sha256 not in str(entry.details)
    listing = submit_ad(author=author, draft=draft)
    assert listing.state == ListingState.HELD
    assert queue_for(a_user(Role.MODERATOR), "all").items == []


def test_it_is_known_by_its_bytes_and_by_what_it_shows() -> None:
    a_bank_entry(kind="md5", value=encode(a_picture_file(size=(80, 60))).md5)
    with pytest.raises(BadPhoto):
        add_photo(listing=a_draft().listing, upload=a_picture_file(size=(80, 60)))
    a_bank_entry(value=encode(a_scene((900, 600), "PNG")).pdq)
    with pytest.raises(BadPhoto):
        add_photo(listing=a_draft().listing, upload=a_scene((450, 300), "JPEG"))
    add_photo(listing=a_draft().listing, upload=a_picture_file(size=(800, 600)))
    assert Photo.objects.count() == 1
    assert list(QuarantinedFile.objects.order_by("id").values_list("entry__kind", flat=True)) == ["md5", "pdq"]


def test_a_bank_that_grows_takes_photos_out_of_live_ads(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    a_policy_version()
    draft, author = a_draft(), a_user()
    photo = add_photo(listing=draft.listing, upload=a_scene((900, 600), "PNG"))
    copies = [photo.path(width) for width in photo.widths]
    listing = submit_ad(author=author, draft=draft)
    assert listing.state == ListingState.PUBLISHED
    known()
    with django_capture_on_commit_callbacks(execute=True):
        match_photos.func()
    listing.refresh_from_db()
    assert (listing.state, listing.cleared) == (ListingState.HELD, None)
    assert not Photo.objects.exists()
    assert not any(default_storage.exists(path) for path in copies)
    file = QuarantinedFile.objects.get()
    assert (file.was_public, file.about) == (True, f"person:{author.pk}")
    assert store.read(file.stored, store.QUARANTINE)[8:12] == b"WEBP"
    with pytest.raises(EvidenceMissing):
        store.read(EvidenceFile.objects.get(media_type="image/webp").sha256)
    match_photos.func()
    assert QuarantinedFile.objects.count() == 1


def test_nobody_takes_down_an_ad_by_what_they_write_to_it() -> None:
    listing, stranger = a_listing(), a_user()
    picture = encode(known())
    assert quarantine_if_known(picture=picture, listing=listing, person=stranger)
    listing.refresh_from_db()
    assert listing.is_public
    assert not is_quarantined(listing)
    assert held([listing.subject, f"person:{stranger.pk}"]) == {f"person:{stranger.pk}"}
    assert quarantine_if_known(picture=picture, listing=listing, person=listing.poster)
    listing.refresh_from_db()
    assert (listing.state, is_quarantined(listing)) == (ListingState.HELD, True)


@pytest.mark.parametrize("kind", ["pdq", "md5"])
@pytest.mark.parametrize("sent_by_poster", [True, False])
def test_a_bank_that_grows_takes_photos_out_of_messages(
    kind: str, sent_by_poster: bool, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    thread = a_conversation()
    author = thread.listing.poster if sent_by_poster else thread.reader
    assert author is not None
    picture, message = encode(a_scene((900, 600), "PNG")), a_message(conversation=thread, author=author)
    photo, other = store_message_photo(message, picture), a_message_photo(message=message)
    a_bank_entry(kind=kind, value=getattr(picture, kind))
    with django_capture_on_commit_callbacks(execute=True):
        match_photos.func()
    assert list(message.photos.all()) == [other]
    assert not any(default_storage.exists(path) for path in photo.files)
    file = QuarantinedFile.objects.get()
    assert (file.was_public, file.about, file.md5) == (False, f"person:{author.pk}", picture.md5)
    assert store.read(file.stored, store.QUARANTINE)[8:12] == b"WEBP"
    assert CyberTipDraft.objects.get().fields["person_reported"]["email"] == author.email
    listing = thread.listing
    assert held([listing.subject, f"person:{author.pk}"]) >= {f"person:{author.pk}"}
    listing.refresh_from_db()
    assert (listing.state, is_quarantined(listing)) == (
        (ListingState.HELD, True) if sent_by_poster else (ListingState.PUBLISHED, False)
    )
    match_photos.func()
    assert QuarantinedFile.objects.count() == 1


def test_a_photo_whose_files_are_gone_does_not_stop_the_others() -> None:
    a_policy_version()
    photo = a_photo()
    a_bank_entry(value=photo.pdq)
    match_photos.func()
    assert not Photo.objects.exists()
    assert QuarantinedFile.objects.get().size == 0


def test_right_and_it_is_gone_wrong_and_it_is_back_at_the_desk() -> None:
    a_policy_version()
    by = a_user(Role.CHILD_SAFETY)
    for confirmed in (True, False):
        draft = a_draft()
        with pytest.raises(BadPhoto):
            add_photo(listing=draft.listing, upload=known((900 + 90 * confirmed, 600)))
        listing = submit_ad(author=a_user(), draft=draft)
        file = QuarantinedFile.objects.latest("id")
        settle_match(file=file, by=by, confirmed=confirmed, note="Looked at the hash lists.")
        listing.refresh_from_db()
        tip = CyberTipDraft.objects.get(file=file)
        assert (tip.ready_at is not None, tip.withdrawn_at is not None) == (confirmed, not confirmed)
        assert listing.state == (ListingState.REMOVED if confirmed else ListingState.HELD)
    assert [item.code for item in queue_for(a_user(Role.MODERATOR), "all").items] == [listing.code]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHILD_SAFETY])
def test_no_other_role_learns_of_it(role: Role) -> None:
    a_policy_version()
    draft = a_draft()
    with pytest.raises(BadPhoto):
        add_photo(listing=draft.listing, upload=known())
    listing = submit_ad(author=a_user(), draft=draft)
    file = QuarantinedFile.objects.get()
    client = Client()
    client.force_login(a_user(role))
    assert client.get(reverse("moderation:item", args=[listing.code])).status_code in {403, 404}
    assert client.post(reverse("moderation:quarantine_view", args=[file.pk])).status_code == 403
    if role == Role.MODERATOR:
        assert "quarantine" not in client.get(reverse("moderation:ledger")).content.decode()


def a_scene(size: tuple[int, int], kind: str) -> io.BytesIO:
    """A made-up picture of soft shapes: what PDQ is made for, which two flat colours are not."""
    shapes = np.random.default_rng(4).integers(0, 256, (9, 12, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(shapes).resize(size, Image.Resampling.BICUBIC).save(out, kind)
    out.seek(0)
    return out
