"""Taking, ordering and dropping the photos of a draft."""

from functools import partial
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from haven.custody.queries import held
from haven.ledger.actions import VISITOR, record
from haven.listings.actions.quarantining import refuse_known
from haven.listings.errors import TooManyPhotos
from haven.listings.models import Listing, Message, MessagePhoto, Photo, RevisionPhoto, new_code
from haven.listings.pictures import Picture, encode
from haven.listings.tasks import encode_photo

MOST_PHOTOS = 12


def add_photo(*, listing: Listing, upload: IO[bytes], alt: str = "") -> Photo:
    """Re-encode an uploaded picture and put it last in the listing's draft.

    Raises:
        BadPhoto: the file is no picture we take, or is too large.
        TooManyPhotos: the ad has enough.
    """
    _room_for_one(Photo.objects.filter(listing=listing, position__isnull=False))
    picture = encode(upload)
    refuse_known(picture=picture, listing=listing, person=listing.poster)
    return _add(listing, picture, alt)


@transaction.atomic
def _add(listing: Listing, picture: Picture, alt: str) -> Photo:
    shown = Photo.objects.filter(listing=listing, position__isnull=False)
    # Only now: encoding took a while, and two uploads must not both take the last free place.
    Listing.objects.select_for_update().get(pk=listing.pk)
    _room_for_one(shown)
    last = shown.aggregate(last=Max("position"))["last"]
    photo = store_picture(listing, picture, alt, 0 if last is None else last + 1)
    record(actor=VISITOR, action="photo.added", subject=listing.subject, photo=photo.key)
    encode_photo.defer(key=photo.key)
    return photo


def _room_for_one(shown: QuerySet[Photo]) -> None:
    if shown.count() >= MOST_PHOTOS:
        raise TooManyPhotos(_("An ad has at most %(most)s photos. Take one out first.") % {"most": MOST_PHOTOS})


def store_picture(listing: Listing, picture: Picture, alt: str, position: int) -> Photo:
    """Write a picture's files and its row; part of the transaction of whoever calls."""
    photo = Photo(
        listing=listing,
        key=new_code() + new_code(),
        width=picture.width,
        height=picture.height,
        widths=sorted(picture.copies),
        sha256=picture.sha256,
        md5=picture.md5,
        pdq=picture.pdq,
        alt=alt[:200],
        position=position,
    )
    for width, data in picture.copies.items():
        default_storage.save(photo.path(width), ContentFile(data))
    photo.save()
    return photo


def store_message_photo(message: Message, picture: Picture) -> MessagePhoto:
    """Write the files and the row of a photo that came with a message; part of the transaction of whoever calls."""
    photo = MessagePhoto(
        message=message,
        key=new_code() + new_code(),
        width=picture.width,
        height=picture.height,
        widths=sorted(picture.copies),
        sha256=picture.sha256,
        md5=picture.md5,
        pdq=picture.pdq,
    )
    for width, data in picture.copies.items():
        default_storage.save(photo.path(width), ContentFile(data))
    photo.save()
    return photo


@transaction.atomic
def drop_photo(*, photo: Photo) -> None:
    """Take a photo out of the draft. Revisions that showed it keep it; one that nobody was shown is deleted.

    Unless a hold covers the ad or who posts it: then it is only out of sight, which looks the same.
    """
    names = {photo.listing.subject, f"person:{photo.listing.poster_id}"}
    if RevisionPhoto.objects.filter(photo=photo).exists() or held(names):
        Photo.objects.filter(pk=photo.pk).update(position=None)
    else:
        Photo.objects.filter(pk=photo.pk).delete()
        transaction.on_commit(partial(_delete_files, photo.files))
    record(actor=VISITOR, action="photo.dropped", subject=photo.listing.subject, photo=photo.key)


def _delete_files(paths: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)


@transaction.atomic
def arrange_photos(*, listing: Listing, keys: list[str], alts: dict[str, str]) -> None:
    """Put the draft's photos in the order of `keys` and set their alternative texts; photos not named stay last."""
    order = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    photos = list(Photo.objects.filter(listing=listing, position__isnull=False))
    photos.sort(key=lambda photo: (order.get(photo.key, len(order)), photo.position))
    for position, photo in enumerate(photos):
        photo.position, photo.alt = position, alts.get(photo.key, photo.alt)[:200]
    Photo.objects.bulk_update(photos, ["position", "alt"])
    record(actor=VISITOR, action="photos.arranged", subject=listing.subject, count=len(photos))
