"""Serving photos where no reverse proxy does it. A photo's name is 100 random bits; its content never changes."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest


def photo(request: HttpRequest, path: str) -> FileResponse:
    """One WebP file of the media directory; the route admits no other kind of path."""
    try:
        response = FileResponse((settings.MEDIA_ROOT / path).open("rb"), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
