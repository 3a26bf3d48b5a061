"""Finding live ads: the index says which, PostgreSQL says what they are now."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from threading import Lock

import numpy as np
from django.db.models import Count
from numpy.typing import NDArray

from haven.listings.fields import facets_of
from haven.listings.models import Listing
from haven.listings.queries import database, known
from haven.listings.queries.shown import columns, complete
from haven.listings.searching import asking
from haven.listings.searching.areas import points
from haven.listings.searching.asking import Filters
from haven.listings.searching.choices import Counts
from haven.listings.searching.document import listed
from haven.listings.searching.query import Cursor, SearchQuery, Sort
from haven.listings.searching.reading import IndexUnusable, Snapshot, snapshot
from haven.listings.searching.spelling import corrected, near_words
from haven.listings.searching.words import read as read_words

_REMEMBERED = 256
_FEW = 4  # hits that are too few for the words to be spelled as most people spell them


@dataclass(frozen=True, slots=True)
class Results:
    """One page of ads, each with `.distance_km` where a place was given, and what stands beside each choice.

    Attributes:
        listings: the page.
        total: how many match; "at least" where `capped`.
        counts: see `Counts`, with ids of categories and places.
        after: where the next page goes on; None behind the last.
        passed: how many came on the pages before.
        near: for a word that hardly an ad has, the ones that were searched for beside it.
        meant: what was typed with those words, where that finds more.
        capped: PostgreSQL answered and stopped counting, so that every count means "at least".
    """

    listings: list[Listing]
    total: int
    counts: Counts
    after: Cursor | None
    passed: int = 0
    near: dict[str, list[str]] = field(default_factory=dict)
    meant: str = ""
    capped: bool = False


def search(query: SearchQuery) -> Results:
    """One page of live ads that match everything asked for."""
    categories = _ids_of(query.category)
    try:
        with snapshot() as now:
            found = _from_index(query, categories, now)
    except IndexUnusable:
        found = None
    return found or _from_database(query, categories)


def spots(query: SearchQuery) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Where the ads of a search are: latitudes, longitudes and how many there; without an index of the first ones."""
    categories = _ids_of(query.category)
    try:
        with snapshot() as now:
            filters = asking.filters(query, categories, now)
            near = _near(query, asking.count(filters, now), now)
            counted = asking.spots(asking.filters(query, categories, now, near) if near else filters, now)
            return *points(list(counted)), np.array(list(counted.values()), float)
    except IndexUnusable:
        found = database.matching(query, categories).filter(latitude__isnull=False)
        rows = np.array(found.order_by().values_list("latitude", "longitude")[: database.CAP], float).reshape(-1, 2)
        return rows[:, 0], rows[:, 1], np.ones(len(rows))


def counts_by_category() -> dict[int, int]:
    """The number of live ads by id of their category."""
    try:
        with snapshot() as now:
            return _counts(SearchQuery(), {}, now).categories
    except IndexUnusable:
        return dict(listed().values_list("category").annotate(n=Count("pk")).order_by())


def similar(listing: Listing, *, limit: int = 4) -> list[Listing]:
    """Other live ads on the same shelf, those that share words of the title first, then the newest."""
    others = listed().filter(category=listing.category).exclude(pk=listing.pk)
    words = " or ".join(word for word in listing.title.split() if len(word) > 3 and word.isalnum())
    ids = _sharing_words(listing, words, limit) if words else []
    alike = {row.pk: row for row in columns(others.filter(pk__in=ids))}
    newest = columns(others.exclude(pk__in=ids)).order_by("-published_at", "-pk")
    found = [*(alike[pk] for pk in ids if pk in alike), *newest[: limit - len(alike)]][:limit]
    complete(found)
    return found


def _sharing_words(listing: Listing, words: str, limit: int) -> list[int]:
    """Ids of live ads of the same category with any of the words, the likest first."""
    query = SearchQuery(words=words, exact=True, sort=Sort.RELEVANCE)
    category = [listing.category_id] if listing.category_id else []
    try:
        with snapshot() as now:
            wanted = asking.filters(query, [], now) | asking.in_categories(category, now)
            ids = asking.page(query, wanted, now).ids
    except IndexUnusable:
        found = database.matching(query, []).filter(category__in=category).order_by("-published_at")[: database.CAP]
        ids = [row.pk for row in database.page(Listing.objects.filter(pk__in=found.values("pk")), query).listings]
    return [pk for pk in ids if pk != listing.pk][:limit]


def _from_index(query: SearchQuery, categories: list[int], now: Snapshot) -> Results | None:
    """None where all that the index named is over by now."""
    filters = asking.filters(query, categories, now)
    if not filters and query.order is Sort.NEWEST:  # PostgreSQL has these in order; the index would have to sort them
        page = database.page(columns(database.matching(query, categories)), query)
        counts = _counts(query, filters, now)
        return _results(page.listings, sum(counts.categories.values()), counts, query, is_last=page.is_last)
    answer = asking.page(query, filters, now)
    near = _near(query, answer.total, now)
    if near:
        filters = asking.filters(query, categories, now, near)
        answer = asking.page(query, filters, now)
    rows = columns(database.matching(query, categories, without=("words",)).filter(pk__in=answer.ids))
    fresh = {row.pk: row for row in rows}
    listings = [fresh[listing_id] for listing_id in answer.ids if listing_id in fresh]
    if answer.ids and not listings:
        return None
    found = _results(listings, answer.total, _counts(query, filters, now), query, is_last=answer.is_last)
    return replace(found, near=near, meant=_meant(query, categories, near, now)) if near else found


def _near(query: SearchQuery, total: int, now: Snapshot) -> dict[str, list[str]]:
    """The words to search for beside those that were typed: none while these find enough."""
    if query.exact or total >= _FEW:
        return {}
    return near_words(read_words(query.words), now)


def _meant(query: SearchQuery, categories: list[int], near: dict[str, list[str]], now: Snapshot) -> str:
    words = corrected(query.words, near)
    finds = asking.count(asking.filters(replace(query, words=words), categories, now), now)
    return words if words != query.words and finds else ""


def _from_database(query: SearchQuery, categories: list[int]) -> Results:
    page = database.page(columns(database.matching(query, categories)), query)
    counts = database.counts(query, categories)
    total = database.capped(database.matching(query, categories))
    return _results(page.listings, total, counts, query, is_last=page.is_last, capped=database.CAP)


def _results(
    listings: list[Listing], total: int, counts: Counts, query: SearchQuery, *, is_last: bool, capped: int = 0
) -> Results:
    passed = query.after.passed if query.after else 0
    complete(listings)
    after = None if is_last or not listings else Cursor.behind(listings[-1], passed + len(listings))
    return Results(listings, total, counts, after, passed, capped=bool(capped) and total >= capped)


def _ids_of(category: str) -> list[int]:
    """The category and what is below it."""
    rows = known.categories() if category else ()
    chosen = {row.pk for row in rows if row.slug == category}
    return [row.pk for row in rows if row.pk in chosen or row.parent_id in chosen]


_memory: OrderedDict[tuple[object, ...], Counts] = OrderedDict()
_memory_lock = Lock()


def _counts(query: SearchQuery, filters: Filters, now: Snapshot) -> Counts:
    """What stands beside the choices, remembered until the next commit: the same on every page, in every order."""
    key = (now.index_id, now.number, query.compares_prices, replace(query, sort=Sort.NEWEST, after=None))
    with _memory_lock:
        if key in _memory:
            _memory.move_to_end(key)
            return _memory[key]
    counted = asking.counts(filters, facets_of(query.category) if query.category else (), now, query.currency)
    with _memory_lock:
        _memory[key] = counted
        while len(_memory) > _REMEMBERED:
            _memory.popitem(last=False)
    return counted
