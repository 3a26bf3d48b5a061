"""One page of hits in an order, behind a cursor.

Owns how each order goes on without counting through what came before: by a number of the index that no two ads share,
from town to town outwards, or, by relevance, from where the last ad is found again.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from tantivy import FieldType, Occur, Order, Query

from haven.listings.searching.areas import distance_km, points
from haven.listings.searching.document import cheapest_key, dearest_key, newest_key
from haven.listings.searching.query import PAGE, Cursor, SearchQuery, Sort
from haven.listings.searching.reading import Snapshot

_DRIFT = 48  # places by which new ads may have moved the last one of a page
_MOST_SPOTS = 65_000  # the index refuses more


@dataclass(frozen=True, slots=True)
class Answer:
    """One page: ids in their order, the number of all hits, and how many were passed before the page."""

    ids: list[int]
    total: int
    passed: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Key:
    """An order by one field, and where a cursor stands in it."""

    field: str
    ascending: bool
    at: int | None


def by_key(query: SearchQuery, matching: Query, now: Snapshot) -> Answer:
    """By time or price."""
    key = _key(query.order, query.after)
    behind = matching
    if key.at is not None:
        low, high = (key.at, None) if key.ascending else (None, key.at)
        rest = Query.range_query(now.fields, key.field, FieldType.Unsigned, low, high)
        behind = Query.boolean_query([(Occur.Must, matching), (Occur.Must, rest)])
    # one more shows whether there is a next page; the cursor's own ad comes first, if it is still there
    hits = now.searcher.search(behind, PAGE + 2, False, key.field, 0, Order.Asc if key.ascending else Order.Desc).hits
    ids = _ids(hits, now)
    if query.after and query.after.listing_id in ids:
        ids = ids[ids.index(query.after.listing_id) + 1 :]
    return _answer(ids, size(matching, now), query)


def best(query: SearchQuery, matching: Query, now: Snapshot) -> Answer:
    """By how well the words match. Ads that came or went since move the others: the last one is looked for nearby."""
    after = query.after
    start = max(0, after.passed - _DRIFT) if after else 0
    wanted = PAGE + 1 + (after.passed - start + _DRIFT if after else 0)
    found: Any = now.searcher.search(matching, wanted, True, None, start)
    ids = _ids(found.hits, now)
    if after:
        at = ids.index(after.listing_id) + 1 if after.listing_id in ids else after.passed - start
        ids = ids[at:]
    return _answer(ids[: PAGE + 1], int(found.count), query)


def nearest(query: SearchQuery, matching: Query, now: Snapshot) -> Answer:
    """From the middle outwards, spot by spot; in each spot the newest first."""
    if query.place is None:
        raise ValueError("nearest to what?")
    ids: list[int] = []
    counted = now.searcher.aggregate(matching, {"spots": {"terms": {"field": "spot", "size": _MOST_SPOTS}}})
    spots = [bucket["key"] for bucket in counted["spots"]["buckets"]]
    away = distance_km(query.place.latitude, query.place.longitude, *points(spots))
    order = sorted(zip(np.round(away, 6).tolist(), spots, strict=True))
    after = query.after if query.after and query.after.spot else None
    if after:
        gone = distance_km(query.place.latitude, query.place.longitude, *points([after.spot]))
        order = [step for step in order if step >= (round(float(gone[0]), 6), after.spot)]
    for _, path in order:
        here = [(Occur.Must, matching), (Occur.Must, Query.term_query(now.fields, "spot", path, "basic"))]
        if after and path == after.spot:
            at = newest_key(after.published // 1_000_000, after.listing_id)
            here.append(
                (Occur.Must, Query.range_query(now.fields, "newest", FieldType.Unsigned, None, at, True, False))
            )
        hits = now.searcher.search(Query.boolean_query(here), PAGE + 1 - len(ids), False, "newest").hits
        ids += _ids(hits, now)
        if len(ids) > PAGE:
            break
    return _answer(ids, size(matching, now), query)


def size(query: Query, now: Snapshot) -> int:
    """How many ads match."""
    found: Any = now.searcher.search(query, 1, True)
    return int(found.count)


def _key(order: Sort, after: Cursor | None) -> _Key:
    if order is Sort.CHEAPEST:
        return _Key("cheapest", True, cheapest_key(after.cents, after.listing_id) if after else None)
    if order is Sort.DEAREST:
        return _Key("dearest", False, dearest_key(after.cents, after.listing_id) if after else None)
    return _Key("newest", False, newest_key(after.published // 1_000_000, after.listing_id) if after else None)


def _ids(hits: list[Any], now: Snapshot) -> list[int]:
    return [int(value) for value in now.searcher.fast_field_values("id", [address for _, address in hits]) if value]


def _answer(ids: list[int], total: int, query: SearchQuery) -> Answer:
    passed = query.after.passed if query.after else 0
    return Answer(ids[:PAGE], total, passed, len(ids) <= PAGE)
