"""Reading ads, categories and places; nothing here changes anything."""

from haven.listings.queries.catalogue import Shelf, nearest_place, places_beginning, shelves
from haven.listings.queries.search import Results, SearchQuery, Sort, search, similar

__all__ = [
    "Results",
    "SearchQuery",
    "Shelf",
    "Sort",
    "nearest_place",
    "places_beginning",
    "search",
    "shelves",
    "similar",
]
