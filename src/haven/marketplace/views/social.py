"""The picture that a network or a messenger shows beside a link to an ad."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from haven.listings.models import RevisionPhoto
from haven.listings.pictures import CARD, as_card
from haven.marketplace.views.ads import find_ad


@require_safe
def card(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One photo of a live ad as a JPEG of 1200 × 630 pixels; 404 once the ad is over."""
    listing = find_ad(code)
    if not listing.is_public:
        raise Http404
    shown = get_object_or_404(RevisionPhoto.objects.select_related("photo"), revision=listing.revision, photo__key=key)
    try:
        drawn = _drawn(settings.MEDIA_ROOT / shown.photo.path(CARD[0]))
    except FileNotFoundError:
        raise Http404 from None
    return HttpResponse(drawn, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})


@lru_cache(32)  # whoever is sent a link asks within the same minutes
def _drawn(file: Path) -> bytes:
    return as_card(file.read_bytes())
