"""The front page: search, the shelves, the newest ads, of everywhere or near a town."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haven.listings.queries import SearchQuery, search, shelves
from haven.marketplace.forms.search import SearchForm

_NEWEST = 12


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Everything that is on offer, on one page; `?place=Leeds` shows the newest near there, and can be bookmarked."""
    form = SearchForm(request.GET)
    catalogue = shelves()
    context = {
        "shelves": catalogue,
        "total": sum(shelf.count for shelf in catalogue),
        "newest": search(SearchQuery(place=form.town)).listings[:_NEWEST],
        "today": timezone.localdate(),
        "form": form,
        "hide_search": True,
    }
    return render(request, "marketplace/front.html", context)
