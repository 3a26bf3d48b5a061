"""Asking the index: which ads, how many, and how many for each choice that a reader has.

Owns how a search becomes queries of the index, one a filter, so that what stands beside a choice is counted without
the filter that the choice would replace. Answers with ids; whether an ad is still as the index has it is for the caller
to check.
"""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from tantivy import FieldType, Occur, Query

from haven.listings.fields import AnyField
from haven.listings.searching import details, ordering, words
from haven.listings.searching.areas import Area, Circle, cover, points
from haven.listings.searching.choices import BANDS, MOST_PLACES, Band, Counts
from haven.listings.searching.document import NO_CURRENCY
from haven.listings.searching.ordering import Answer, size
from haven.listings.searching.query import SearchQuery, Sort
from haven.listings.searching.reading import Snapshot

Filters = dict[str, Query]
_MOST_CATEGORIES = 1000
_MOST_SPOTS = 20_000


def filters(
    query: SearchQuery, categories: list[int], now: Snapshot, near: Mapping[str, list[str]] | None = None
) -> Filters:
    """The index's queries, by the name of the filter.

    Args:
        query: what is looked for.
        categories: the ids that its category stands for.
        now: the index.
        near: words that do as well as one that was typed.
    """
    found: Filters = {}
    wanted = words.read(query.words)
    if wanted.clauses:
        found["words"] = words.query(wanted, now.fields, now.languages, near or {})
    if query.category:
        found |= in_categories(categories, now)
    if query.compares_prices:
        found |= in_currency(query.currency, now)
    if query.price_min is not None or query.price_max is not None:
        found["price"] = _silent(_prices(query, now))
    for detail in query.details:
        found[details.PREFIX + detail.name] = _silent(details.query(detail, now))
    place = _where(query, now)
    if place is not None:
        found["place"] = _silent(place)
    return found


def in_categories(categories: list[int], now: Snapshot) -> Filters:
    """The filter for ads of these categories."""
    return {"category": _silent(Query.term_set_query(now.fields, "category", categories))}


def in_currency(currency: str, now: Snapshot) -> Filters:
    """The filter for ads in a currency, and those that name no amount; none where there are no others."""
    mine = {currency, NO_CURRENCY}
    others = {code for code, _ in now.searcher.terms_with_prefix("currency", "")} - mine if currency else set()
    return {"currency": _silent(Query.term_set_query(now.fields, "currency", sorted(mine)))} if others else {}


def count(found: Filters, now: Snapshot) -> int:
    """How many ads match."""
    return size(together(found), now)


def page(query: SearchQuery, found: Filters, now: Snapshot) -> Answer:
    """The ads of one page, behind the cursor."""
    if query.order is Sort.NEAREST:
        return ordering.nearest(query, together(found), now)
    if query.order is Sort.RELEVANCE:
        return ordering.best(query, together(found), now)
    return ordering.by_key(query, together(found), now)


def counts(found: Filters, facets: Iterable[AnyField], now: Snapshot, currency: str = "") -> Counts:
    """What stands beside each choice; `facets` are the typed fields that are offered.

    Amounts of money are counted among the ads in `currency` alone.
    """
    asked: dict[str, tuple[Query, dict[str, Any]]] = {}
    fields = {details.PREFIX + field.name: field for field in facets}
    aggregations = _AGGREGATIONS | {name: details.aggregation(field) for name, field in fields.items()}
    money = {"price", *(name for name, field in fields.items() if details.is_money(field))}
    in_one = in_currency(currency, now)
    if in_one:
        aggregations |= {"currency": _BY_CURRENCY}
    for name, aggregation in aggregations.items():
        filters = found | in_one if name in money else found
        without = money | {"currency"} if name == "currency" else {name}
        key = " ".join(other for other in sorted(filters) if other not in without)
        asked.setdefault(key, (together(filters, without=without), {}))[1][name] = aggregation
    answers: dict[str, Any] = {}
    for base, together_asked in asked.values():
        answers |= now.searcher.aggregate(base, together_asked)
    return Counts(
        {int(bucket["key"]): bucket["doc_count"] for bucket in answers["category"]["buckets"]},
        {band: bucket["doc_count"] for bucket in answers["price"]["buckets"] if (band := _band(bucket)) in BANDS},
        {code.strip(NO_CURRENCY): n for code, n in details.by_name(answers.get("currency")).items()},
        {int(bucket["key"]): bucket["doc_count"] for bucket in answers["place"]["buckets"]},
        {field.name: details.counted(field, answers[name]) for name, field in fields.items()},
    )


def spots(found: Filters, now: Snapshot) -> dict[str, int]:
    """How many ads there are at each spot; the most frequent spots."""
    answer = now.searcher.aggregate(together(found), {"spots": {"terms": {"field": "spot", "size": _MOST_SPOTS}}})
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["spots"]["buckets"]}


def together(found: Filters, *, without: Container[str] = ()) -> Query:
    """All filters but some."""
    parts = [(Occur.Must, query) for name, query in found.items() if name not in without]
    return Query.boolean_query(parts) if parts else Query.all_query()


def _band(bucket: dict[str, Any]) -> Band | None:
    """Which band a bucket of the index is, if there is anything in it; the index adds a bucket below the first."""
    low, high = int(bucket.get("from", 0)) // 100, int(bucket["to"]) // 100 if "to" in bucket else None
    return (low, high) if bucket["doc_count"] else None


_BY_CURRENCY: dict[str, Any] = {"terms": {"field": "currency", "size": 200}}
_AGGREGATIONS: dict[str, dict[str, Any]] = {
    "category": {"terms": {"field": "category", "size": _MOST_CATEGORIES}},
    "price": {
        "range": {
            "field": "cents",
            "ranges": [{"from": 100.0 * low} | ({"to": 100.0 * high} if high else {}) for low, high in BANDS],
        }
    },
    "place": {"terms": {"field": "place", "size": MOST_PLACES}},
}


def _prices(query: SearchQuery, now: Snapshot) -> Query:
    low, high = (None if price is None else int(price * 100) for price in (query.price_min, query.price_max))
    if high is not None and high < 0:
        return Query.empty_query()
    return Query.range_query(now.fields, "cents", FieldType.Unsigned, max(0, low or 0), high)


def _where(query: SearchQuery, now: Snapshot) -> Query | None:
    if query.box:
        return _inside(query.box, now)
    if query.place is None:
        return None
    if not query.radius_km:
        return Query.term_query(now.fields, "place", query.place.pk)
    return _inside(Circle(query.place.latitude, query.place.longitude, query.radius_km), now)


def _inside(area: Area, now: Snapshot) -> Query:
    """The cells in an area, and the spots that it holds of those on its edge."""
    within, crossed = cover(area)
    spots = [path for cell in crossed for path, _ in now.searcher.terms_with_prefix("spot", cell)]
    parts = [(Occur.Should, Query.term_set_query(now.fields, "cells", within))] if within else []
    if spots:
        held = area.holds(*points(spots))
        inside = [path for path, holds in zip(spots, held, strict=True) if holds]
        parts.append((Occur.Should, Query.term_set_query(now.fields, "spot", inside)))
    return Query.boolean_query(parts) if parts else Query.empty_query()


def _silent(query: Query) -> Query:
    """A filter has no say in the order."""
    return Query.const_score_query(query, 0.0)
