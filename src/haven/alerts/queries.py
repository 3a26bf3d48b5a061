"""Reading saved searches and their finds."""

from django.db.models import Count, Q, QuerySet

from haven.alerts.models import Find, SavedSearch
from haven.listings.searching.document import listed

_IN_A_FEED = 50


def searches_of(email: str) -> QuerySet[SavedSearch]:
    """The confirmed searches of an address, the latest first, each with `.found`: live ads it found so far."""
    live = Count("finds", filter=Q(finds__listing__in=listed()))
    rows = SavedSearch.objects.filter(email=email).exclude(confirmed_at=None)
    return rows.annotate(found=live).order_by("-created_at", "-pk")


def latest_finds(search: SavedSearch) -> list[Find]:
    """The latest live ads that a search found, with their words."""
    finds = Find.objects.filter(search=search, listing__in=listed())
    return list(finds.select_related("listing__revision").order_by("-found_at", "-pk")[:_IN_A_FEED])
