"""Indexes that are told of changes."""

from haven.listings.models import SearchChange, SearchIndex, Stemming
from tests.factories.listings import a_listing


def a_search_index() -> SearchIndex:
    """An index that nobody has written yet."""
    return SearchIndex.objects.create()


def a_search_change(*, index: SearchIndex | None = None) -> SearchChange:
    """A change that waits for an index."""
    index = index or a_search_index()
    a_listing()
    return SearchChange.objects.filter(index=index).earliest("pk")


def a_stemming(*, kind: str = "ads", language: str = "english", up_to: int | None = None) -> Stemming:
    """That all rows of a kind are kept in a language."""
    return Stemming.objects.create(kind=kind, language=language, up_to=up_to)
