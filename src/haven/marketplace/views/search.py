"""Search results as a page and as a feed, and the suggestions for a place while it is typed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from haven.listings.fields import category_meant, category_name, fields_of
from haven.listings.queries import Results, SearchQuery, Shelf, places_beginning, search, shelves
from haven.listings.searching.highlighting import Marker
from haven.listings.searching.words import read
from haven.marketplace.cards import Card, card_of
from haven.marketplace.facets import (
    address,
    any_category,
    category_facets,
    currency_options,
    detail_facets,
    place_options,
    price_options,
)
from haven.marketplace.forms.narrowing import names_of
from haven.marketplace.forms.search import RADII, SORTS, VIEWS, SearchForm
from haven.marketplace.hiding import without_hidden
from haven.marketplace.maps.results import map_of
from haven.marketplace.searched import narrowed_in_words, price_range
from haven.site.queries import site

# What htmx asks to replace, and the template that has it: typing replaces the results, a link the filters too.
_PARTS = {"results": "part", "search": "whole"}
_MOVES = [
    ("nearer", _("Closer"), "+"), ("farther", _("Further out"), "−"), ("north", _("North"), "↑"),
    ("south", _("South"), "↓"), ("west", _("West"), "←"), ("east", _("East"), "→"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is filtered by, and the address of the search without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Move:
    """A step to a neighbouring part of the map."""

    way: str
    label: str
    sign: str
    address: str


@vary_on_headers("HX-Target")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """A page of results; only the part that changed for htmx."""
    form = SearchForm(request.GET)
    found = search(form.query())
    template = _PARTS.get(request.headers.get("HX-Target", ""), "page")
    found = replace(found, listings=without_hidden(request, listings := found.listings))
    hidden = len(listings) - len(found.listings)
    context = {"form": form, "found": found, "cards": cards(form, found), "hidden": hidden}
    context["fragment"] = template != "page"
    context |= _choices(request.GET, form, found) | _ways(request.GET, form)
    if form.shown_as == "map":
        context |= _map(request.GET, form, found)
    return render(request, f"marketplace/search/{template}.html", context)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Places whose name begins like `place` or `place_words`, as a list to pick from."""
    words = (request.GET.get("place_words") or request.GET.get("place") or "")[:120]
    found = places_beginning(words, countries=site().countries) if len(words.strip()) > 1 else []
    return render(request, "marketplace/search/places.html", {"places": found, "words": words})


def cards(form: SearchForm, found: Results) -> list[Card]:
    """The ads of a page; marked where words were looked for."""
    wanted = read(form.query().words)
    marker = Marker.of(wanted, also=[word for words in found.near.values() for word in words]) if wanted.terms else None
    return [card_of(listing, marker) for listing in found.listings]


def _choices(asked: QueryDict, form: SearchForm, found: Results) -> dict[str, Any]:
    """What stands beside the results."""
    query, counts = form.query(), found.counts
    catalogue = shelves()
    currencies, by_price = currency_options(counts.currencies, asked, form.compared_in), query.compares_prices
    facets = category_facets(catalogue, counts.categories, query.category, asked)
    return {
        "facets": facets,
        "any_category": any_category(asked),
        "everywhere": sum(counts.categories.values()),
        "chosen": next((f for top in facets for f in (top, *top.children) if f.chosen), None),
        "whole_shelf": _whole_shelf(asked, query, found.meant, catalogue),
        "bands": price_options(counts.bands, asked, form.compared_in),
        "currencies": currencies if len(currencies) > 1 else [],
        "other_currencies": [one for one in currencies if one.count and not one.chosen] if by_price else [],
        "towns": place_options(counts.places, asked, form.town),
        "details": detail_facets(query.category, counts, asked, form.compared_in),
        "chips": list(chips(asked, form, catalogue)),
        "shown_from": found.passed + 1,
        "shown_to": found.passed + len(found.listings),
    }


def _whole_shelf(asked: QueryDict, query: SearchQuery, meant: str, catalogue: list[Shelf]) -> tuple[str, str] | None:
    """Name and address of the category that the words name, without them: ads on a shelf seldom say its name."""
    wanted = category_meant(query.words) or category_meant(meant)
    every = [shelf for top in catalogue for shelf in (top, *top.children)]
    shelf = next((shelf for shelf in every if shelf.category.slug == wanted and shelf.count), None)
    if shelf is None or query.category not in {"", wanted}:
        return None
    return category_name(shelf.category), address(asked, without=["q", "exact"], category=wanted)


def _map(asked: QueryDict, form: SearchForm, found: Results) -> dict[str, Any]:
    """The map, with the address that each of its parts leads to."""
    shown = map_of(form.query(), found.total)
    place = ["box", "place", "place_id", "radius"]
    return {
        "shown": shown,
        "clusters": {
            kind: [replace(cluster, address=address(asked, without=place, box=cluster.box)) for cluster in clusters]
            for kind, clusters in (("fine", shown.map.clusters), ("coarse", shown.map.coarse))
        },
        "moves": [
            Move(way, str(label), sign, address(asked, without=place, box=shown.map.around[way]))
            for way, label, sign in _MOVES
        ],
    }


def _ways(asked: QueryDict, form: SearchForm) -> dict[str, Any]:
    """How the results can be seen and ordered."""
    return {
        "search_words": form.cleaned_data.get("q", form["q"].value()),  # also where they are too many to look for
        "other_places": list(
            {str(place): place for place in form.place_choices if str(place) != str(form.town)}.values()
        )[:5],
        "radii": [(km, gettext("within %(km)s km") % {"km": km} if km else label) for km, label in RADII],
        "sorts": [(value, label) for value, label in SORTS if value != "nearest" or form.town],
        "views": [(value, label, address(asked, view=value)) for value, label in VIEWS],
        "order": form.order,
        "shown_as": form.shown_as,
        "feed": address(asked, without=["view", "sort"]),
    }


def chips(asked: QueryDict, form: SearchForm, catalogue: list[Shelf]) -> Iterator[Chip]:
    """What the results are filtered by; one chip each."""
    taken = form.cleaned_data
    names = {shelf.category.slug: category_name(shelf.category) for top in catalogue for shelf in (top, *top.children)}
    if taken.get("q"):
        yield Chip(gettext("“%(words)s”") % {"words": taken["q"]}, address(asked, without=["q", "exact"]))
    if taken.get("category"):
        gone = [name for field in fields_of(taken["category"]) for name in names_of(field.name)]
        yield Chip(names.get(taken["category"], taken["category"]), address(asked, without=["category", *gone]))
    for title, words, names_gone in narrowed_in_words(form, asked):
        yield Chip(f"{title}: {words}", address(asked, without=names_gone))
    if price_range(form):
        yield Chip(
            f"{gettext('Price')}: {price_range(form)}",
            address(asked, without=["price_min", "price_max"]),
        )
    if form.town:
        around = gettext("%(town)s, within %(km)s km") % {"town": form.town, "km": form.radius_km}
        where = around if form.radius_km else str(form.town)
        yield Chip(where, address(asked, without=["place", "place_id", "radius"]))
    elif taken.get("box"):
        yield Chip(gettext("This part of the map"), address(asked, without=["box"]))
