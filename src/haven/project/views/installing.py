"""What makes the site an app on a home screen: manifest, icons, service worker, and the page without network.

Owns which files the worker keeps. Must not know what pages show. No page that the site answers with is ever kept but
the one for when there is no network and the copies of kept ads, which have nothing in them about who reads.
"""

import hashlib
import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from haven.project.views.look import kept_for_good
from haven.site.icons import app_icon
from haven.site.queries import Site, site
from haven.site.themes import palette

ICON_SIZES = (180, 192, 512)
_SHELL = ("tokens.css", "haven.css", "market.css", "theme.js", "haven.js", "offline.js", "icons.svg", "favicon.svg")


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest (W3C), in the language that the browser asks for."""
    now = site()
    light = palette(now.saved.theme, now.saved.accent_light, now.saved.accent_dark)[0]
    told: dict[str, Any] = {
        "id": "/",
        "name": now.name,
        "short_name": now.name if len(now.name) <= 12 else now.name.split()[0][:12],
        "description": _("Local ads, posted and answered safely."),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": light["paper"],
        "theme_color": light["paper"],
        "icons": [_icon(now, size, purpose) for size in (192, 512) for purpose in ("any", "maskable")],
        "shortcuts": [
            {"name": _("Post an ad"), "url": reverse("marketplace:post")},
            {"name": _("Kept ads"), "url": reverse("marketplace:kept")},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def icon(request: HttpRequest, version: str, size: int, purpose: str = "any") -> HttpResponse:
    """The icon for home screens, a PNG."""
    if size not in ICON_SIZES:
        raise Http404
    saved = site().saved
    light = palette(saved.theme, saved.accent_light, saved.accent_dark)[0]
    logo = bytes(saved.logo) if saved.logo else b""
    paper, ink = (light["paper"], light["ink"]) if logo else (light["accent"], light["accent-ink"])
    drawn = app_icon(size, paper=paper, ink=ink, logo=logo, is_maskable=purpose == "maskable")
    return kept_for_good(HttpResponse(drawn, content_type="image/png"), version)


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; its first line names the files to keep: any change of them makes it another worker."""
    now = site()
    files = [static(f"haven/{name}") for name in _SHELL]
    files += [reverse("site_theme", args=[now.version])] if now.has_theme else []
    files += [reverse("site_logo", args=[now.version])] if now.saved.logo_width else []
    files += [reverse("site_icon", args=[now.version, 192, "any"])] if now.has_own_icon else []
    named = json.dumps([*files, now.name])
    shell = {
        "version": hashlib.sha256(named.encode()).hexdigest()[:16],
        "files": files,
        "page": reverse("offline"),
    }
    script = render_to_string("haven/service-worker.js", {"shell": json.dumps(shell)})
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What stands there without network: the ads that this browser has copies of, which `offline.js` lists."""
    return render(request, "haven/offline.html")


def _icon(now: Site, size: int, purpose: str) -> dict[str, str]:
    address = reverse("site_icon", args=[now.version or "0", size, purpose])
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
