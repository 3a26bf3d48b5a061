"""The front page: search, the shelves, the newest ads, of everywhere or near a town.

A town is remembered only when its reader asks for it, in a cookie of that one purpose: the town's number, which many
share, and nothing else. The site keeps nothing.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from haven.listings.models import Place
from haven.listings.queries import SearchQuery, search, shelves
from haven.marketplace.forms.search import SearchForm
from haven.marketplace.hiding import without_hidden

NEAR_COOKIE = "haven_place"
_NEWEST = 12
_YEAR = 365 * 86400


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Everything that is on offer, on one page; `?place=Leeds` shows the newest near there, and can be bookmarked."""
    form = SearchForm(request.GET)
    remembered = _remembered(request)
    town = form.town if "place" in request.GET else remembered
    catalogue = shelves()
    context = {
        "shelves": catalogue,
        "total": sum(shelf.count for shelf in catalogue),
        "newest": without_hidden(request, search(SearchQuery(place=town)).listings)[:_NEWEST],
        "today": timezone.localdate(),
        "form": form,
        "town": town,
        "remembered": remembered,
        "near_cookie": NEAR_COOKIE,
        "hide_search": True,
    }
    return render(request, "marketplace/front.html", context)


@require_POST
def near(request: HttpRequest) -> HttpResponse:
    """Remember a town in this browser, or forget it; nothing is written down here."""
    answer = redirect("marketplace:front")
    if "forget" in request.POST:
        answer.delete_cookie(NEAR_COOKIE)
        return answer
    town = get_object_or_404(Place, pk=_number(request.POST.get("remember")))
    answer.set_cookie(
        NEAR_COOKIE, str(town.pk), max_age=_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return answer


def _remembered(request: HttpRequest) -> Place | None:
    number = _number(request.COOKIES.get(NEAR_COOKIE))
    return Place.objects.filter(pk=number).first() if number else None


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0
