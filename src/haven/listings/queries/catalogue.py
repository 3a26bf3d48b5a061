"""Categories with their counts, and the gazetteer."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import ExpressionWrapper, F, FloatField, Q

from haven.listings.models import Category, Place
from haven.listings.place_names import fold_name
from haven.listings.queries.known import categories
from haven.listings.queries.search import counts_by_category
from haven.listings.searching.areas import Box


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category, the number of live ads on it (and below it), and what is below it."""

    category: Category
    count: int
    children: tuple["Shelf", ...] = ()


def shelves() -> list[Shelf]:
    """The whole catalogue in its order, with the number of live ads."""
    live = counts_by_category()
    rows = categories()
    tree = []
    for top in (row for row in rows if row.parent_id is None):
        children = tuple(Shelf(row, live.get(row.pk, 0)) for row in rows if row.parent_id == top.pk)
        tree.append(Shelf(top, live.get(top.pk, 0) + sum(child.count for child in children), children))
    return tree


def places_beginning(words: str, *, countries: Sequence[str] = (), limit: int = 8) -> list[Place]:
    """The most populous places whose name begins like `words`; those of `countries` (ISO 3166-1) first."""
    folded = fold_name(words.partition(",")[0])
    if not folded:
        return []
    found = Place.objects.filter(folded__startswith=folded).order_by("-population")
    home = list(found.filter(country__in=countries)[:limit]) if countries else []
    rest = found.exclude(country__in=countries)
    return home + list(rest[: limit - len(home)])


def nearest_place(latitude: float, longitude: float) -> Place | None:
    """The nearest place of the gazetteer within about 55 km north, south, east or west; the coordinates in degrees."""
    shrunk = max(0.1, math.cos(math.radians(latitude)))  # a degree of longitude in degrees of latitude
    tall, wide = 0.5, 0.5 / shrunk
    near = Place.objects.filter(
        latitude__range=(latitude - tall, latitude + tall), longitude__range=(longitude - wide, longitude + wide)
    )
    north, east = F("latitude") - latitude, (F("longitude") - longitude) * shrunk
    away = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    return near.annotate(away=away).order_by("away", "-population").first()


def largest_places(box: Box, *, limit: int) -> list[Place]:
    """The most populous places in a part of the map."""
    sides = Q()
    for west, east in box.longitudes:
        sides |= Q(longitude__range=(west, east))
    return list(Place.objects.filter(sides, latitude__range=(box.south, box.north)).order_by("-population")[:limit])
