"""Pages of plain words: who we are, how ads are checked, how to stay safe, terms, privacy."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haven.rights.actions.retention import KINDS

NAMES = ("about", "moderation", "safety", "minors", "terms", "privacy")


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages in `NAMES`."""
    if name not in NAMES:
        raise Http404
    return render(request, f"marketplace/pages/{name}.html", {"kinds": KINDS} if name == "privacy" else {})
