"""Search results, and the suggestions for a place while it is typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from haven.listings.queries import Shelf, places_beginning, search, shelves
from haven.marketplace.forms.search import RADII, SORTS, SearchForm

# What htmx asks to replace, and the template that has it: typing replaces the results, a link the filters too.
_PARTS = {"results": "part", "search": "whole"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is filtered by, and the address of the search without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A category with the number of hits in it; `children` only where it, or one below it, is chosen."""

    slug: str
    name: str
    count: int
    chosen: bool
    children: tuple["Facet", ...] = ()


@vary_on_headers("HX-Target")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """A page of results; only the part that changed for htmx."""
    form = SearchForm(request.GET)
    found = search(form.query())
    catalogue = shelves()
    facets = category_facets(catalogue, found.facets, form.query().category)
    context = {
        "form": form,
        "found": found,
        "facets": facets,
        "everywhere": sum(found.facets.values()),
        "chosen": next((f for top in facets for f in (top, *top.children) if f.chosen), None),
        "chips": list(chips(request.GET, form, catalogue)),
        "search_words": form.cleaned_data.get("q", ""),
        "other_places": list(
            {str(place): place for place in form.place_choices if str(place) != str(form.town)}.values()
        )[:5],
        "radii": RADII,
        "sorts": [(value, label) for value, label in SORTS if value != "nearest" or form.town],
        "order": form.order,
        "shown_as": form.shown_as,
    }
    template = _PARTS.get(request.headers.get("HX-Target", ""), "page")
    return render(request, f"marketplace/search/{template}.html", context | {"fragment": template != "page"})


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Places whose name begins like `place` or `place_words`, as a list to pick from."""
    words = (request.GET.get("place_words") or request.GET.get("place") or "").replace("\x00", "")[:120]
    found = places_beginning(words, country=settings.SITE_REGION) if len(words.strip()) > 1 else []
    return render(request, "marketplace/search/places.html", {"places": found, "words": words})


def category_facets(catalogue: list[Shelf], counts: dict[str, int], chosen: str) -> list[Facet]:
    """The shelves with the hits of this search; those without any are left out unless chosen."""
    facets = []
    for top in catalogue:
        slug = top.category.slug
        below = tuple(
            Facet(
                child.category.slug,
                child.category.name,
                counts.get(child.category.slug, 0),
                child.category.slug == chosen,
            )
            for child in top.children
        )
        is_open = slug == chosen or any(child.chosen for child in below)
        count = counts.get(slug, 0) + sum(child.count for child in below)
        if count or is_open:
            shown = tuple(child for child in below if child.count or child.chosen) if is_open else ()
            facets.append(Facet(slug, top.category.name, count, slug == chosen, shown))
    return facets


def chips(asked: QueryDict, form: SearchForm, catalogue: list[Shelf]) -> Iterator[Chip]:
    """What the results are filtered by; one chip each."""
    read = form.cleaned_data
    names = {shelf.category.slug: shelf.category.name for top in catalogue for shelf in (top, *top.children)}
    if read.get("q"):
        yield Chip(f"“{read['q']}”", _without(asked, "q"))
    if read.get("category"):
        yield Chip(names.get(read["category"], read["category"]), _without(asked, "category"))
    low, high = read.get("price_min"), read.get("price_max")
    if low is not None or high is not None:
        words = (
            f"{low} to {high}"
            if low is not None and high is not None
            else f"from {low}"
            if high is None
            else f"up to {high}"
        )
        yield Chip(f"Price {words}", _without(asked, "price_min", "price_max"))
    if form.town:
        radius = read.get("radius") or 25
        yield Chip(f"{form.town}, within {radius} km", _without(asked, "place", "place_id", "radius"))


def _without(asked: QueryDict, *names: str) -> str:
    rest = asked.copy()
    for name in (*names, "offset"):
        rest.pop(name, None)
    return "?" + rest.urlencode()
