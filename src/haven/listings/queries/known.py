"""Categories and towns as this process knows them: they change when Haven is upgraded, and every page names some.

Owns what is remembered, and for how long. Must not know who asks.
"""

from collections.abc import Collection

from haven.listings.models import Category, Place
from haven.site.kept import Kept

_MOST_PLACES = 10_000
_places: dict[int, Place] = {}
_kept_categories: Kept[tuple[Category, ...]] = Kept(lambda: tuple(Category.objects.order_by("position")))


def categories() -> tuple[Category, ...]:
    """The whole catalogue in its order, at most a second old."""
    return _kept_categories.get()


def places(ids: Collection[int]) -> dict[int, Place]:
    """The towns with these ids that there are, by id."""
    missing = [pk for pk in ids if pk not in _places]
    if len(_places) + len(missing) > _MOST_PLACES:
        _places.clear()
        missing = list(ids)
    if missing:
        _places.update(Place.objects.in_bulk(missing))
    return {pk: _places[pk] for pk in ids if pk in _places}


def forget() -> None:
    """Read all of it anew at the next call."""
    _kept_categories.forget()
    _places.clear()
