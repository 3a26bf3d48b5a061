"""The front page: search, the shelves, the newest ads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haven.listings.queries import SearchQuery, search, shelves
from haven.marketplace.forms.search import SearchForm

_NEWEST = 12


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Everything that is on offer, on one page."""
    catalogue = shelves()
    context = {
        "shelves": catalogue,
        "total": sum(shelf.count for shelf in catalogue),
        "newest": search(SearchQuery()).listings[:_NEWEST],
        "today": timezone.localdate(),
        "form": SearchForm(request.GET),
        "hide_search": True,
    }
    return render(request, "marketplace/front.html", context)
