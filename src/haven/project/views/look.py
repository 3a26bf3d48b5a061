"""The operator's theme and logo. Their addresses name the version, so browsers may keep them for good."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from haven.site.queries import site
from haven.site.themes import palette, stylesheet

_FOR_GOOD, _BRIEFLY = "public, max-age=31536000, immutable", "no-cache"


@require_safe
def theme(request: HttpRequest, version: str) -> HttpResponse:
    """The design tokens that the operator chose."""
    saved = site().saved
    css = stylesheet(*palette(saved.theme, saved.accent_light, saved.accent_dark))
    return kept_for_good(HttpResponse(css, content_type="text/css; charset=utf-8"), version)


@require_safe
def logo(request: HttpRequest, version: str) -> HttpResponse:
    """The logo, a PNG."""
    saved = site().saved
    if not saved.logo:
        raise Http404
    return kept_for_good(HttpResponse(bytes(saved.logo), content_type="image/png"), version)


def kept_for_good(response: HttpResponse, version: str) -> HttpResponse:
    """An address of another version gets what holds now, too, but nobody may keep it under that name."""
    response["Cache-Control"] = _FOR_GOOD if version == site().version else _BRIEFLY
    return response
