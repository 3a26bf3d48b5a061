"""Photos of a draft: taken, ordered, dropped."""

import pytest
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from haven.ledger.models import LedgerEntry
from haven.listings.actions.photos import MOST_PHOTOS, add_photo, arrange_photos, drop_photo
from haven.listings.errors import BadPhoto
from haven.listings.models import Photo
from tests.factories import a_draft, a_listing, a_photo, a_picture_file, a_revision_photo

pytestmark = pytest.mark.django_db


def test_a_photo_is_put_last_and_its_copies_are_stored() -> None:
    listing = a_draft().listing
    a_photo(listing=listing, position=4)
    photo = add_photo(listing=listing, upload=a_picture_file(size=(900, 600)), alt="x" * 300)
    assert (photo.position, photo.width, photo.height, photo.widths) == (5, 900, 600, [360, 800, 900])
    assert len(photo.alt) == 200
    for width in photo.widths:
        assert default_storage.size(photo.path(width)) > 100
    entry = LedgerEntry.objects.get(action="photo.added")
    assert (entry.subject, entry.details) == (listing.subject, {"photo": photo.key}), "no digest of what it shows"


def test_the_path_is_that_of_the_smallest_copy_that_is_wide_enough() -> None:
    photo = a_photo()
    stem = f"photos/{photo.key[:2]}/{photo.key}"
    assert [photo.path(width) for width in (1, 360, 361, 5000)] == [
        f"{stem}-360.webp",
        f"{stem}-360.webp",
        f"{stem}-800.webp",
        f"{stem}-800.webp",
    ]


def test_twelve_are_enough_and_the_thirteenth_is_not_even_decoded() -> None:
    listing = a_draft().listing
    for position in range(MOST_PHOTOS):
        a_photo(listing=listing, position=position)
    with pytest.raises(BadPhoto, match="at most 12"):
        add_photo(listing=listing, upload=a_picture_file("TIFF"))
    drop_photo(photo=Photo.objects.filter(listing=listing)[3])
    add_photo(listing=listing, upload=a_picture_file())


def test_a_file_that_is_no_photo_leaves_nothing() -> None:
    listing = a_draft().listing
    with pytest.raises(BadPhoto):
        add_photo(listing=listing, upload=a_picture_file("BMP"))
    assert not Photo.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_a_dropped_photo_that_nobody_saw_is_gone_with_its_files(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    photo = add_photo(listing=a_draft().listing, upload=a_picture_file())
    with django_capture_on_commit_callbacks(execute=True):
        drop_photo(photo=photo)
    assert not Photo.objects.exists()
    assert not any(default_storage.exists(photo.path(width)) for width in photo.widths)
    assert LedgerEntry.objects.get(action="photo.dropped").details == {"photo": photo.key}


def test_a_revision_keeps_the_photo_that_was_dropped_from_the_draft(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    listing = a_listing()
    photo = add_photo(listing=listing, upload=a_picture_file())
    a_revision_photo(revision=listing.revision, photo=photo)
    with django_capture_on_commit_callbacks(execute=True):
        drop_photo(photo=photo)
    photo.refresh_from_db()
    assert photo.position is None
    assert all(default_storage.exists(photo.path(width)) for width in photo.widths)


def test_photos_take_the_order_they_are_given() -> None:
    listing = a_draft().listing
    a, b, c, d = (a_photo(listing=listing, position=n) for n in (0, 3, 4, 9))
    elsewhere = a_photo()
    keys = [c.key, "unknown", elsewhere.key, a.key, c.key]
    arrange_photos(listing=listing, keys=keys, alts={a.key: "A table", elsewhere.key: "not mine"})
    shown = list(Photo.objects.filter(listing=listing))
    assert [photo.pk for photo in shown] == [c.pk, a.pk, b.pk, d.pk]
    assert [photo.position for photo in shown] == [0, 1, 2, 3]
    assert Photo.objects.get(pk=a.pk).alt == "A table"
    assert Photo.objects.get(pk=elsewhere.pk).alt == ""
