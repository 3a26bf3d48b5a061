"""Reading ads, categories and places; nothing here changes anything."""

from haven.listings.queries.catalogue import Shelf, largest_places, nearest_place, places_beginning, shelves
from haven.listings.queries.search import Results, search, similar, spots
from haven.listings.searching.query import SearchQuery, Sort

__all__ = [
    "Results",
    "SearchQuery",
    "Shelf",
    "Sort",
    "largest_places",
    "nearest_place",
    "places_beginning",
    "search",
    "shelves",
    "similar",
    "spots",
]
