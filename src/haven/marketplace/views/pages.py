"""Pages of plain words: who runs the site, how ads are checked, staying safe, terms and their versions, privacy."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haven.notices.help_lines import help_lines
from haven.rights.actions.retention import KINDS
from haven.site.markup import as_html
from haven.site.models import TermsVersion
from haven.site.queries import current_terms, next_terms, site, what_changed


def _help() -> dict[str, Any]:
    lines = help_lines()
    return {"help_lines": lines, "young_lines": [line for line in lines if line.young]}


def _terms() -> dict[str, Any]:
    now = current_terms()
    return {
        "version": now,
        "words": as_html(now.text) if now else "",
        "ahead": next_terms(timezone.localdate()),
        "versions": TermsVersion.objects.defer("text"),
    }


PAGES: dict[str, Callable[[], dict[str, Any]]] = {
    "about": dict,
    "contact": dict,
    "moderation": dict,
    "safety": _help,
    "minors": _help,
    "terms": _terms,
    "privacy": lambda: {"kinds": KINDS},
}


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages in `PAGES`."""
    if name not in PAGES:
        raise Http404
    return render(request, f"marketplace/pages/{name}.html", PAGES[name]() | {"site": site().saved})


@require_safe
def terms_version(request: HttpRequest, day: str) -> HttpResponse:
    """One version of the terms, old, present or announced, and what it changed."""
    try:
        version = get_object_or_404(TermsVersion, valid_from=date.fromisoformat(day))
    except ValueError:
        raise Http404 from None
    after = TermsVersion.objects.filter(valid_from__gt=version.valid_from).order_by("valid_from").first()
    context = {
        "version": version,
        "words": as_html(version.text),
        "after": after,
        "is_ahead": version.is_ahead(timezone.localdate()),
        "is_over": after is not None and not after.is_ahead(timezone.localdate()),
        "changes": what_changed(version),
    }
    return render(request, "marketplace/pages/terms_version.html", context)
