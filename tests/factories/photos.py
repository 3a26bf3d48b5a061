"""Photos, and files as people upload them."""

import io
from typing import Any

from PIL import Image

from haven.listings.models import Listing, ListingRevision, Photo, RevisionPhoto, new_code
from tests.factories.listings import a_listing, a_revision


def a_picture_file(
    kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any
) -> io.BytesIO:
    """A file of this kind (a Pillow format name): red above, blue below, so that it is seen which way up it is."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0], size[1] // 2))
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **options)
    out.seek(0)
    return out


def a_photo(*, listing: Listing | None = None, position: int | None = 0) -> Photo:
    """A photo's row; there are no files behind it."""
    return Photo.objects.create(
        listing=listing or a_listing(),
        key=new_code() + new_code(),
        width=800,
        height=600,
        widths=[360, 800],
        sha256="0" * 64,
        pdq="0" * 64,
        position=position,
    )


def a_revision_photo(*, revision: ListingRevision | None = None, photo: Photo | None = None) -> RevisionPhoto:
    """A photo as a revision shows it."""
    revision = revision or a_revision()
    photo = photo or a_photo(listing=revision.listing)
    return RevisionPhoto.objects.create(revision=revision, photo=photo, position=0)
