"""The same searches by three ways, in one process, page and counts: index, PostgreSQL's full text, `icontains`."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import QueryDict

from benchmarks.search.asked import Asked

if TYPE_CHECKING:
    from haven.marketplace.forms.search import SearchForm


def times(asked: Iterable[Asked], way: Callable[[Asked], object]) -> list[float]:
    """Milliseconds of each."""
    taken = []
    for one in asked:
        begun = time.perf_counter()
        way(one)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def by_index(one: Asked) -> object:
    """Haven's own search."""
    from haven.listings.queries import search

    return search(_form(one).query())


def by_full_text(one: Asked) -> object:
    """PostgreSQL's full text with exact counts by category; what answers without an index stops counting earlier."""
    from haven.listings.queries import database

    query = _form(one).query()
    ids = _ids(query.category)
    counted = database.matching(query, ids, without=("category",)).order_by().values("category").annotate(n=Count("pk"))
    return database.page(database.matching(query, ids), query), list(counted)


def by_icontains(one: Asked) -> object:
    """What Django does without full text."""
    from haven.listings.queries import database

    query = _form(one).query()
    wordless, ids = replace(query, words=""), _ids(query.category)
    found, everywhere = database.matching(wordless, ids), database.matching(wordless, ids, without=("category",))
    for word in query.words.split():
        says = Q(title__icontains=word) | Q(revision__body__icontains=word)
        found, everywhere = found.filter(says), everywhere.filter(says)
    counted = everywhere.order_by().values("category").annotate(n=Count("pk"))
    return list(found.order_by("-published_at", "-pk")[:24]), list(counted)


def _ids(category: str) -> list[int]:
    from haven.listings.models import Category

    above = Q(slug=category) | Q(parent__slug=category)
    return list(Category.objects.filter(above).values_list("pk", flat=True)) if category else []


def _form(one: Asked) -> "SearchForm":
    from haven.marketplace.forms.search import SearchForm

    return SearchForm(QueryDict(one.path.partition("?")[2]))
