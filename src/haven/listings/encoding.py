"""Photos get lighter copies, off the request's path: encoding AVIF takes some tenths of a second."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from haven.ledger.actions import machine, record
from haven.listings.models import Photo
from haven.listings.pictures import as_avif

_MACHINE = machine("photos")


def add_avif(*, key: str) -> bool:
    """Write each copy of a photo as AVIF, too, where that is lighter on the whole; whether it has them now.

    A photo that goes meanwhile takes what was written with it.
    """
    photo = Photo.objects.filter(key=key).first()
    if photo is None or photo.has_avif:
        return photo is not None
    try:
        light = {width: (as_avif(data), len(data)) for width, data in _copies(photo)}
    except FileNotFoundError:
        return False
    if sum(len(avif) for avif, _ in light.values()) >= sum(before for _, before in light.values()):
        return False
    return _keep(key, {width: avif for width, (avif, _) in light.items()})


@transaction.atomic
def _keep(key: str, copies: dict[int, bytes]) -> bool:
    photo = Photo.objects.select_for_update().filter(key=key).first()
    if photo is None:
        return False
    for width, data in copies.items():
        path = photo.path(width, "avif")
        default_storage.delete(path)  # of a worker that was killed
        default_storage.save(path, ContentFile(data))
    photo.has_avif = True
    photo.save(update_fields=["has_avif"])
    record(actor=_MACHINE, action="photo.encoded", subject=photo.listing.subject, photo=photo.key)
    return True


def _copies(photo: Photo) -> Iterator[tuple[int, bytes]]:
    for width in photo.widths:
        with default_storage.open(photo.path(width)) as file:
            yield width, file.read()
