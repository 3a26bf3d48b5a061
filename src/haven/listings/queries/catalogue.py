"""Categories with their counts, and the gazetteer."""

from dataclasses import dataclass

from django.db.models import Count, F, FloatField, Q
from django.db.models.functions import Abs, Cast

from haven.listings.models import Category, ListingState, Place
from haven.listings.place_names import fold_name


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category, the number of live ads on it (and below it), and what is below it."""

    category: Category
    count: int
    children: tuple["Shelf", ...] = ()


def shelves() -> list[Shelf]:
    """The whole catalogue in its order, with the number of live ads."""
    live = Count("listing", filter=Q(listing__state=ListingState.PUBLISHED))
    rows = list(Category.objects.annotate(live=live).order_by("position"))
    tree = []
    for top in (row for row in rows if row.parent_id is None):
        children = tuple(Shelf(row, row.live) for row in rows if row.parent_id == top.pk)
        tree.append(Shelf(top, top.live + sum(child.count for child in children), children))
    return tree


def places_beginning(words: str, *, country: str | None = None, limit: int = 8) -> list[Place]:
    """The most populous places whose name begins like `words`; those of `country` (ISO 3166) first."""
    folded = fold_name(words.partition(",")[0])
    if not folded:
        return []
    found = Place.objects.filter(folded__startswith=folded).order_by("-population")
    home = list(found.filter(country=country)[:limit]) if country else []
    rest = found.exclude(country=country) if country else found
    return home + list(rest[: limit - len(home)])


def nearest_place(latitude: float, longitude: float) -> Place | None:
    """The nearest place of the gazetteer within about 50 km, by plain angular distance; the coordinates in degrees."""
    near = Place.objects.filter(
        latitude__range=(latitude - 0.5, latitude + 0.5), longitude__range=(longitude - 0.7, longitude + 0.7)
    )
    away = Cast(Abs(F("latitude") - latitude) + Abs(F("longitude") - longitude), FloatField())
    return near.annotate(away=away).order_by("away").first()
