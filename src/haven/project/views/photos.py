"""Serving photos: to everyone while the public may see them, else to those who work on their ad.

A photo's name is 100 random bits, but who has once seen it could pass it on: an ad that is taken down takes its photos
with it, and what was uploaded but never cleared is not put before strangers.
"""

from pathlib import PurePath

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from haven.listings.models import Listing, ListingState, Photo, RevisionPhoto
from haven.marketplace.access import is_drafting, may_manage

_TAKEN_DOWN = [ListingState.REMOVED, ListingState.REFUSED]
# No shared cache may keep what is taken down; a browser that has shown a photo may show it again for a day.
_PUBLIC, _PRIVATE = "private, max-age=86400, immutable", "private, no-store"


def photo(request: HttpRequest, path: str) -> FileResponse:
    """One WebP or AVIF file of the media directory; the route admits no other kind of path."""
    key = PurePath(path).name.partition("-")[0]
    is_public = _is_public(key)
    if not is_public:
        listing = get_object_or_404(Photo.objects.select_related("listing"), key=key).listing
        if not _may_see(request, listing):
            raise Http404
    try:
        response = FileResponse(
            (settings.MEDIA_ROOT / path).open("rb"), content_type=f"image/{path.rpartition('.')[2]}"
        )
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = _PUBLIC if is_public else _PRIVATE
    return response


def _is_public(key: str) -> bool:
    """Whether a cleared revision shows it whose ad was not taken down since."""
    shown = RevisionPhoto.objects.filter(photo__key=key, revision__clearance__isnull=False)
    shown = shown.exclude(revision__listing__poster__is_active=False)
    return shown.exclude(revision__listing__state__in=_TAKEN_DOWN).exists()


def _may_see(request: HttpRequest, listing: Listing) -> bool:
    if is_drafting(request, listing) or may_manage(request, listing):
        return True
    return request.user.is_authenticated and bool(request.user.roles)
