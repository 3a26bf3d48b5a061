"""Lighter copies of photos."""

import io

import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from haven.ledger.models import LedgerEntry
from haven.listings.actions.photos import add_photo, drop_photo
from haven.listings.encoding import add_avif
from haven.listings.models import Photo
from haven.listings.pictures import as_avif, encode
from haven.project.templatetags.haven import photo as photo_tag
from tests.factories import a_listing, a_photo, a_revision_photo

pytestmark = pytest.mark.django_db


def grainy(width: int = 900, height: int = 600) -> io.BytesIO:
    """A picture with the grain of a photo, so that there is something to save."""
    rng = np.random.default_rng(3)
    small = Image.fromarray(rng.integers(0, 255, (height // 20, width // 20, 3)).astype(np.uint8))
    out = io.BytesIO()
    small.resize((width, height), Image.Resampling.BICUBIC).save(out, "JPEG", quality=95)
    out.seek(0)
    return out


@pytest.fixture
def photo() -> Photo:
    return add_photo(listing=a_listing(), upload=grainy())


def test_every_width_is_there_in_both_forms_and_lighter(photo: Photo) -> None:
    assert add_avif(key=photo.key)
    photo.refresh_from_db()
    assert photo.has_avif
    sizes = {form: sum(default_storage.size(photo.path(w, form)) for w in photo.widths) for form in ("webp", "avif")}
    assert sizes["avif"] < sizes["webp"]
    for width in photo.widths:
        with default_storage.open(photo.path(width, "avif")) as file, Image.open(file) as opened:
            assert (opened.format, opened.width) == ("AVIF", width)
            assert not opened.getexif()
    assert LedgerEntry.objects.filter(action="photo.encoded").count() == 1


def test_twice_is_once_and_none_at_all_is_no_error(photo: Photo) -> None:
    assert [add_avif(key=photo.key), add_avif(key=photo.key)] == [True, True]
    assert LedgerEntry.objects.filter(action="photo.encoded").count() == 1
    assert not add_avif(key="nosuchphoto")
    assert not add_avif(key=a_photo().key)  # a row without files


def test_what_would_be_heavier_is_left(photo: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("haven.listings.encoding.as_avif", lambda webp: webp + b"0")
    assert not add_avif(key=photo.key)
    assert not Photo.objects.get().has_avif


def test_a_photo_that_goes_takes_them_along(photo: Photo, django_capture_on_commit_callbacks: object) -> None:
    add_avif(key=photo.key)
    photo.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        drop_photo(photo=photo)
    assert not any(default_storage.exists(path) for path in photo.files)


def test_one_that_went_while_it_was_encoded_leaves_nothing(photo: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_it_goes(webp: bytes) -> bytes:
        Photo.objects.all().delete()
        return as_avif(webp)

    monkeypatch.setattr("haven.listings.encoding.as_avif", as_it_goes)
    assert not add_avif(key=photo.key)
    assert not any(default_storage.exists(photo.path(width, "avif")) for width in photo.widths)


def test_browsers_are_offered_both(photo: Photo) -> None:
    assert "<picture>" not in photo_tag(photo, 360, sizes="50vw")
    add_avif(key=photo.key)
    photo.refresh_from_db()
    offered = photo_tag(photo, 360, sizes="50vw")
    assert f'<source type="image/avif" srcset="/media/{photo.path(360, "avif")} 360w, ' in offered
    assert f'src="/media/{photo.path(360)}"' in offered
    assert f'srcset="/media/{photo.path(360, "avif")}" sizes=""' in photo_tag(photo, 360)


def test_they_are_served_as_what_they_are(photo: Photo) -> None:
    assert photo.listing.revision
    a_revision_photo(revision=photo.listing.revision, photo=photo)
    add_avif(key=photo.key)
    for form in ("avif", "webp"):
        answer = Client().get(f"/media/{photo.path(360, form)}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, f"image/{form}")
        assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert Client().get(f"/media/{photo.path(360, 'svg')}").status_code == 404


def test_the_encoder_reads_only_what_we_made() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        as_avif(b"GIF89a")
    assert as_avif(encode(grainy()).copies[360])[4:12] == b"ftypavif"
