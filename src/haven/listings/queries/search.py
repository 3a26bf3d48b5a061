"""Finding live ads with PostgreSQL's full-text search."""

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from django.contrib.postgres.search import SearchQuery as TextQuery
from django.contrib.postgres.search import SearchRank
from django.db.models import Count, F, FloatField, Q, QuerySet
from django.db.models.expressions import ExpressionWrapper, RawSQL

from haven.listings.models import Category, Listing, ListingState, Place

PAGE = 24
_EARTH_KM = 6371.0
_ROUNDING = 1e-7  # degrees, about a centimetre


class Sort(StrEnum):
    """The order of results."""

    NEWEST = "newest"
    RELEVANCE = "relevance"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What a reader is looking for.

    Attributes:
        words: as typed; quotes, `or` and `-` work as in web searches.
        category: slug of a category; one of the upper level includes those below it.
        price_min: in major units, inclusive; so `price_max`.
        place: the middle of the circle; without it `radius_km` means nothing.
        radius_km: in kilometres.
        sort: relevance falls back to newest without words, nearest without a place.
        offset: how many results to pass over.
    """

    words: str = ""
    category: str = ""
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    place: Place | None = None
    radius_km: float = 25
    sort: Sort = Sort.NEWEST
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """One page of ads (each with `.distance_km` where a place was given), how many there are, and counts by category.

    `facets` maps a category's slug to the number of hits in it when the category filter is left out.
    """

    listings: list[Listing]
    total: int
    facets: dict[str, int]
    next_offset: int | None


def search(query: SearchQuery) -> Results:
    """One page of live ads that match everything asked for."""
    everywhere = _matching(replace(query, category=""))
    facets = {
        row["category__slug"]: row["n"]
        for row in everywhere.values("category__slug").annotate(n=Count("id")).order_by()
    }
    found = _matching(query)
    total = sum(facets.get(slug, 0) for slug in _slugs(query.category)) if query.category else sum(facets.values())
    page = list(
        _ordered(found, query)
        .select_related("category", "place", "revision")
        .prefetch_related("revision__shown_photos__photo")[query.offset : query.offset + PAGE]
    )
    after = query.offset + len(page)
    return Results(page, total, facets, after if after < total else None)


def similar(listing: Listing, *, limit: int = 4) -> list[Listing]:
    """Other live ads on the same shelf, those that share words of the title first, then the newest."""
    others = Listing.objects.filter(state=ListingState.PUBLISHED, limited_at=None, category=listing.category).exclude(
        pk=listing.pk
    )
    words = [word for word in listing.title.split() if len(word) > 3 and word.isalnum()]
    wanted = TextQuery(" or ".join(words) or listing.title, config="english", search_type="websearch")
    return list(
        others.annotate(rank=SearchRank(F("search"), wanted))
        .order_by("-rank", "-published_at")
        .select_related("category", "place", "revision")
        .prefetch_related("revision__shown_photos__photo")[:limit]
    )


def _slugs(category: str) -> list[str]:
    return list(Category.objects.filter(Q(slug=category) | Q(parent__slug=category)).values_list("slug", flat=True))


def _matching(query: SearchQuery) -> QuerySet[Listing]:
    found = Listing.objects.filter(state=ListingState.PUBLISHED, limited_at=None)
    if query.words.strip():
        found = found.filter(search=_text(query))
    if query.category:
        found = found.filter(category__slug__in=_slugs(query.category))
    if query.price_min is not None:
        found = found.filter(price__gte=query.price_min)
    if query.price_max is not None:
        found = found.filter(price__lte=query.price_max)
    return _near(found, query.place, query.radius_km) if query.place else found


def _near(found: QuerySet[Listing], place: Place, radius_km: float) -> QuerySet[Listing]:
    """A box that an index answers, then the circle inside it (haversine)."""
    tall = math.degrees(radius_km / _EARTH_KM) + _ROUNDING
    sql = (
        "2 * %s * asin(least(1, sqrt(power(sin(radians(listings_listing.latitude - %s) / 2), 2)"
        " + cos(radians(%s)) * cos(radians(listings_listing.latitude))"
        " * power(sin(radians(listings_listing.longitude - %s) / 2), 2))))"
    )
    values = (_EARTH_KM, place.latitude, place.latitude, place.longitude)
    distance = ExpressionWrapper(RawSQL(sql, values, output_field=FloatField()), output_field=FloatField())  # noqa: S611 — bound
    box = found.filter(_meridians(place, tall), latitude__range=(place.latitude - tall, place.latitude + tall))
    return box.annotate(distance_km=distance).filter(distance_km__lte=radius_km)


def _meridians(place: Place, tall: float) -> Q:
    """The longitudes that a circle of angular radius `tall` (degrees) reaches.

    It may lie across the date line, and one that holds a pole reaches all. The last meridian touches the circle where
    sin(Δλ) = sin(radius) / cos(latitude).
    """
    if abs(place.latitude) + tall >= 90:
        return Q(longitude__isnull=False)
    wide = math.degrees(math.asin(min(1, math.sin(math.radians(tall)) / math.cos(math.radians(place.latitude)))))
    west, east = place.longitude - wide, place.longitude + wide
    inside = Q(longitude__range=(west, east))
    if west < -180:
        inside |= Q(longitude__gte=west + 360)
    if east > 180:
        inside |= Q(longitude__lte=east - 360)
    return inside


def _ordered(found: QuerySet[Listing], query: SearchQuery) -> QuerySet[Listing]:
    newest = (F("published_at").desc(), "-id")
    if query.sort is Sort.CHEAPEST:
        return found.order_by(F("price").asc(nulls_last=True), *newest)
    if query.sort is Sort.DEAREST:
        return found.order_by(F("price").desc(nulls_last=True), *newest)
    if query.sort is Sort.NEAREST and query.place:
        return found.order_by(F("distance_km").asc(), *newest)
    if query.sort is Sort.RELEVANCE and query.words.strip():
        return found.annotate(rank=SearchRank(F("search"), _text(query))).order_by("-rank", *newest)
    return found.order_by(*newest)


def _text(query: SearchQuery) -> TextQuery:
    return TextQuery(query.words, config="english", search_type="websearch")
