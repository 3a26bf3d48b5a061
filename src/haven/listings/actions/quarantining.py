"""Pictures that are in a hash bank: kept from the ad before it has them, or taken out of it with all their copies.

Owns: which ad and whose. What is done with the file is the business of `custody`. Who uploaded it is told no more
than that the picture cannot be used.
"""

from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.custody import store
from haven.custody.actions.quarantining import Upload, quarantine
from haven.custody.matching import Match, find_match
from haven.custody.models import EvidenceFile, QuarantinedFile
from haven.evidence.digests import sha256
from haven.listings.errors import BadPhoto
from haven.listings.links import absolute
from haven.listings.models import Clearance, Listing, ListingDraft, ListingState, MessagePhoto, Photo, RevisionPhoto
from haven.listings.pictures import Picture

_SEEN_BY_NOBODY = {QuarantinedFile.State.WAITING, QuarantinedFile.State.CONFIRMED}
_NOT_SUBMITTED = {ListingState.DRAFT, ListingState.PENDING, ListingState.HELD}


def refuse_known(*, picture: Picture, listing: Listing, person: User | None) -> None:
    """Let a picture pass that no bank knows.

    Raises:
        BadPhoto: it matched; the file is in quarantine by now, whatever becomes of the request.
    """
    if quarantine_if_known(picture=picture, listing=listing, person=person):
        raise BadPhoto(_("This picture cannot be used. Choose another one."))


@transaction.atomic
def quarantine_if_known(*, picture: Picture, listing: Listing, person: User | None) -> bool:
    """Whether the picture matched a bank; then its file is quarantined.

    The ad is out of sight where it is the person's own: nobody can take down the ad of somebody they write to.
    """
    match = find_match(md5=picture.md5, pdq=picture.pdq, sha256=picture.sha256)
    if match is None:
        return False
    upload = Upload(
        data=picture.original, sha256=picture.sha256, md5=picture.md5, pdq=picture.pdq, **_whose(listing, person)
    )
    quarantine(upload=upload, match=match)
    if listing.revision_id is not None and _is_theirs(listing, person):
        _out_of_sight(listing)
    return True


@transaction.atomic
def quarantine_photo(*, photo: Photo, match: Match) -> QuarantinedFile:
    """Take a photo that a bank knows by now out of its ad, with every copy of it, evidence too; the ad is out of sight.

    Only the largest copy is left of what was uploaded.
    """
    listing = photo.listing.lock()
    RevisionPhoto.objects.filter(photo=photo).delete()
    file = _take(photo, match, listing, listing.poster, was_public=listing.published_at is not None)
    if listing.revision_id is not None:
        _out_of_sight(listing)
    return file


@transaction.atomic
def quarantine_message_photo(*, photo: MessagePhoto, match: Match) -> QuarantinedFile:
    """The same for a photo of a message, out of its thread; an ad is out of sight where its poster sent the photo."""
    listing, author = photo.message.conversation.listing.lock(), photo.message.author
    file = _take(photo, match, listing, author, was_public=False)
    if listing.revision_id is not None and _is_theirs(listing, author):
        _out_of_sight(listing)
    return file


def is_quarantined(listing: Listing) -> bool:
    """Whether a file of this ad waits in quarantine or was confirmed: then only the child-safety role may see it."""
    return QuarantinedFile.objects.filter(subject=listing.subject, state__in=_SEEN_BY_NOBODY).exists()


def unseen_subjects() -> QuerySet[QuarantinedFile, str]:
    """The names of everything that only the child-safety role may see."""
    return QuarantinedFile.objects.filter(state__in=_SEEN_BY_NOBODY).values_list("subject", flat=True)


def has_quarantined() -> Exists:
    """The same, for rows of ads in a query."""
    subject = Concat(Value("listing:"), OuterRef("code"))
    return Exists(QuarantinedFile.objects.filter(subject=subject, state__in=_SEEN_BY_NOBODY))


def _take(
    photo: Photo | MessagePhoto, match: Match, listing: Listing, person: User | None, *, was_public: bool
) -> QuarantinedFile:
    """Put the largest copy that is left into quarantine; delete the row and, once that is sure, every copy."""
    copies = {width: data for width in photo.widths if (data := _read(photo.path(width))) is not None} or {0: b""}
    file = quarantine(
        upload=Upload(
            data=copies[max(copies)], sha256=photo.sha256, md5=photo.md5, pdq=photo.pdq, was_public=was_public,
            **_whose(listing, person),
        ),
        match=match,
    )  # fmt: skip
    digests = [sha256(data) for data in copies.values()]
    kept = list(EvidenceFile.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    photo.delete()
    transaction.on_commit(partial(_delete, photo.files, kept))
    return file


def _is_theirs(listing: Listing, person: User | None) -> bool:
    return person is None or listing.poster_id in {None, person.pk}


def _whose(listing: Listing, person: User | None) -> dict[str, Any]:
    draft = ListingDraft.objects.filter(listing=listing).first()
    email = person.email if person else draft.email if draft else ""
    name = person.display_name if person else draft.display_name if draft else ""
    return {
        "subject": listing.subject if _is_theirs(listing, person) or person is None else f"person:{person.pk}",
        "address": absolute("marketplace:ad", listing.code),
        "about": f"person:{person.pk}" if person else "",
        "account": {"esp_identifier": str(person.pk) if person else "", "email": email, "screen_name": name},
    }


def _out_of_sight(listing: Listing) -> None:
    """Held, whatever it was; nothing clears it but a person after the match was found wrong."""
    listing.lock()
    if listing.state not in _NOT_SUBMITTED:
        listing.cleared = None
        listing.become(ListingState.REMOVED if listing.state == ListingState.SOLD else ListingState.HELD)
    Clearance.objects.filter(revision__listing=listing).delete()


def _read(path: str) -> bytes | None:
    """The bytes of a copy; None where it is gone."""
    try:
        with default_storage.open(path) as file:
            data: bytes = file.read()
    except FileNotFoundError:
        return None
    return data


def _delete(paths: list[str], digests: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)
    for digest in digests:
        store.drop(digest)
