"""Finding live ads with PostgreSQL's own full-text search, for as long as there is no index.

Counts end at a cap, so that a common word costs no more than a rare one; whoever shows them says so.
"""

import math
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery as TextQuery
from django.contrib.postgres.search import SearchRank
from django.db.models import BooleanField, F, FloatField, Func, Q, QuerySet, Value
from django.db.models.expressions import ExpressionWrapper, RawSQL

from haven.listings.fields import facets_of
from haven.listings.models import Listing, Place
from haven.listings.searching.analysis import database_language
from haven.listings.searching.areas import EARTH_KM
from haven.listings.searching.choices import MOST_PLACES, Counts, band_of
from haven.listings.searching.details import Range, bounds_money, is_money, is_numeric, path, values_of
from haven.listings.searching.document import listed
from haven.listings.searching.query import PAGE, Cursor, SearchQuery, Sort

CAP = 2000
_ROUNDING = 1e-7  # degrees, about a centimetre


class _Answers(Func):
    """Whether JSON fulfils a condition of the path language; what it cannot be asked of does not."""

    template = "(%(expressions)s::jsonpath)"
    arg_joiner = " @@ "
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class Page:
    """Ads in their order, and whether there are none behind them."""

    listings: list[Listing]
    is_last: bool


def matching(query: SearchQuery, categories: list[int], *, without: Container[str] = ()) -> QuerySet[Listing]:
    """All listed ads that match, but for the filters named; `categories`: the ids that its category means."""
    found = listed()
    if query.words.strip() and "words" not in without:
        found = found.filter(search=_text(query))
    if query.category and "category" not in without:
        found = found.filter(category__in=categories)
    if query.compares_prices and "currency" not in without:
        found = in_currency(found, query.currency)
    if "price" not in without:
        if query.price_min is not None:
            found = found.filter(price__gte=query.price_min)
        if query.price_max is not None:
            found = found.filter(price__lte=query.price_max)
    narrowed = path(detail for detail in query.details if detail.name not in without)
    if narrowed:
        found = found.filter(_Answers(F("details"), Value(narrowed)))
    return found if "place" in without else _placed(found, query)


def page(found: QuerySet[Listing], query: SearchQuery) -> Page:
    """One page, behind the cursor."""
    if query.order in {Sort.RELEVANCE, Sort.NEAREST}:  # computed, so there is nothing to go on behind
        passed = query.after.passed if query.after else 0
        rows = list(_ordered(found, query)[passed : passed + PAGE + 1])
    else:
        rest = found.filter(_behind(query.order, query.after)) if query.after else found
        rows = list(_ordered(rest, query)[: PAGE + 1])
    return Page(rows[:PAGE], len(rows) <= PAGE)


def counts(query: SearchQuery, categories: list[int]) -> Counts:
    """What stands beside each choice, of the first ads that match; with `CAP` of them every number means "at least"."""
    by_category = Counter(_first(matching(query, categories, without=("category",)), "category_id"))
    by_place = Counter(_first(matching(query, categories, without=("place",)), "place_id"))
    priced = in_currency(matching(query, categories, without=("price",)), query.currency)
    by_price = Counter(band_of(price) for price in _first(priced, "price"))
    by_price.pop(None, 0)
    by_place.pop(None, 0)
    bands = {band: n for band, n in by_price.items() if band}
    towns = dict(by_place.most_common(MOST_PLACES))
    return Counts(dict(by_category), bands, _currencies(query, categories), towns, _details(query, categories))


def in_currency(found: QuerySet[Listing], currency: str) -> QuerySet[Listing]:
    """Those in a currency, and those that name no amount; all where none is named."""
    return found.filter(currency__in=[currency, ""]) if currency else found


def _currencies(query: SearchQuery, categories: list[int]) -> dict[str, int]:
    """How many ads are in each currency; nothing where all are in the one that is asked for."""
    money = [detail.name for detail in query.details if bounds_money(detail)]
    found = matching(query, categories, without=("price", "currency", *money))
    counted = Counter(_first(found, "currency")) if query.currency else Counter()
    return dict(counted) if set(counted) - {query.currency, ""} else {}


def capped(found: QuerySet[Listing]) -> int:
    """How many there are, up to the cap."""
    return found.order_by()[:CAP].count()


def with_distance(found: QuerySet[Listing], place: Place) -> QuerySet[Listing]:
    """Adds `distance_km` from a place (haversine)."""
    sql = (
        "2 * %s * asin(least(1, sqrt(power(sin(radians(listings_listing.latitude - %s) / 2), 2)"
        " + cos(radians(%s)) * cos(radians(listings_listing.latitude))"
        " * power(sin(radians(listings_listing.longitude - %s) / 2), 2))))"
    )
    values = (EARTH_KM, place.latitude, place.latitude, place.longitude)
    distance = ExpressionWrapper(RawSQL(sql, values, output_field=FloatField()), output_field=FloatField())  # noqa: S611 — bound
    return found.annotate(distance_km=distance)


def _details(query: SearchQuery, categories: list[int]) -> dict[str, dict[str, int] | Range]:
    fields = facets_of(query.category) if query.category else ()
    filtered = {detail.name for detail in query.details}
    rows = _first(matching(query, categories), "details") if fields else []
    found: dict[str, dict[str, int] | Range] = {}
    for field in fields:
        others = matching(query, categories, without=(field.name,))
        if is_money(field):
            mine = _first(in_currency(others, query.currency), "details")
        else:
            mine = rows if field.name not in filtered else _first(others, "details")
        kept = [value for row in mine for value in values_of(field, row)]
        numbers = [value for value in kept if isinstance(value, float)]
        if is_numeric(field):
            found[field.name] = Range(min(numbers, default=0), max(numbers, default=0), len(numbers))
        else:
            found[field.name] = dict(Counter(map(str, kept)))
    return found


def _first(found: QuerySet[Listing], column: str) -> list[Any]:
    return list(found.order_by().values_list(column, flat=True)[:CAP])


def _placed(found: QuerySet[Listing], query: SearchQuery) -> QuerySet[Listing]:
    if query.box:
        sides = Q()
        for west, east in query.box.longitudes:
            sides |= Q(longitude__range=(west, east))
        return found.filter(sides, latitude__range=(query.box.south, query.box.north))
    if query.place is None:
        return found
    found = with_distance(found, query.place)
    if not query.radius_km:
        return found.filter(place=query.place)
    tall = math.degrees(query.radius_km / EARTH_KM) + _ROUNDING
    box = Q(latitude__range=(query.place.latitude - tall, query.place.latitude + tall))
    return found.filter(box & _meridians(query.place, tall) & Q(distance_km__lte=query.radius_km))


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


def _behind(order: Sort, after: Cursor) -> Q:
    """What comes after the cursor: for prices the dearer or cheaper ones, of the same price the older."""
    at = datetime.fromtimestamp(after.published // 1_000_000, UTC).replace(microsecond=after.published % 1_000_000)
    older = Q(published_at__lt=at) | Q(published_at=at, pk__lt=after.listing_id)
    if order not in {Sort.CHEAPEST, Sort.DEAREST}:
        return older
    if after.cents < 0:
        return Q(price__isnull=True) & older
    price = after.price
    beyond = Q(price__gt=price) if order is Sort.CHEAPEST else Q(price__lt=price)
    return beyond | Q(price__isnull=True) | (Q(price=price) & older)


def _ordered(found: QuerySet[Listing], query: SearchQuery) -> QuerySet[Listing]:
    newest = (F("published_at").desc(), "-id")
    if query.order is Sort.CHEAPEST:
        return found.order_by(F("price").asc(nulls_last=True), *newest)
    if query.order is Sort.DEAREST:
        return found.order_by(F("price").desc(nulls_last=True), *newest)
    if query.order is Sort.NEAREST:
        return found.order_by(F("distance_km").asc(), *newest)
    if query.order is Sort.RELEVANCE:
        return found.annotate(rank=SearchRank(F("search"), _text(query))).order_by("-rank", *newest)
    return found.order_by(*newest)


def _text(query: SearchQuery) -> TextQuery:
    return TextQuery(query.words, config=database_language(), search_type="websearch")
