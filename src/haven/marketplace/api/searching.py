"""The search: the same parameters, engine and counts as the search page."""

from typing import Any

from django.http import HttpRequest, QueryDict
from ninja import Field, Router, Schema

from haven.api.authentication import ANYONE
from haven.api.errors import Problem
from haven.listings.queries import Shelf, places_beginning, search, shelves
from haven.marketplace.api.asking import WRONG, faults
from haven.marketplace.api.shown import CardOut, PlaceOut, card_out
from haven.marketplace.facets import (
    DetailFacet,
    Facet,
    category_facets,
    currency_options,
    detail_facets,
    place_options,
    price_options,
)
from haven.marketplace.facets import Option as Choice
from haven.marketplace.forms.search import RADII, SORTS, SearchForm
from haven.marketplace.hiding import MOST_HIDDEN, codes_in
from haven.site.queries import site

router = Router(tags=["Search"])


class OptionOut(Schema):
    """A choice that narrows the search: how many ads it leaves, and the parameters of the search with it."""

    label: str
    count: int
    chosen: bool
    value: str
    parameters: str


class DetailOut(Schema):
    """A typed field to filter by: choices of `parameter`, or a range of it from and to.

    Amounts are per one of `paid_for`, `parameter` with `.per`; others are converted.
    """

    name: str
    label: str
    parameter: str
    unit: str
    options: list[OptionOut]
    lowest: str
    highest: str
    paid_for: list[OptionOut]


class FacetsOut(Schema):
    """What stands beside the results.

    Prices are those of the ads in the chosen one of the currencies; these are empty where there is but one.
    """

    categories: list[OptionOut]
    prices: list[OptionOut]
    currencies: list[OptionOut]
    places: list[OptionOut]
    details: list[DetailOut]


class ResultsOut(Schema):
    """One page of ads. `total` means "at least" where `at_least`; `next` is where the next page is, None on the last.

    `hidden` of the page's ads are not shown because the caller hides them.

    `meant` is what was typed with its mistakes mended, where few ads have the words as they were typed.
    """

    total: int
    at_least: bool
    ads: list[CardOut]
    facets: FacetsOut
    hidden: int
    meant: str
    next: str | None


class ShelfOut(Schema):
    """A category, how many live ads it has, and the categories below it."""

    slug: str
    name: str
    count: int
    children: list["ShelfOut"] = Field(default_factory=list)


def _parameter(name: str, about: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": about, "schema": {"type": "string"} | schema}


_PARAMETERS = [
    _parameter("q", "words, as they are typed on the search page", maxLength=200),
    _parameter("category", "a category's slug"),
    _parameter("price_min", "the least price"),
    _parameter("price_max", "the greatest price"),
    _parameter("currency", "in which prices are compared (ISO 4217): the site's first where none is named"),
    _parameter("place", "a town's name", maxLength=120),
    _parameter("place_id", "which town of that name: its GeoNames number", type="integer"),
    _parameter("radius", "kilometres around it", enum=[str(km) for km, _ in RADII]),
    _parameter("box", "south,west,north,east in degrees"),
    _parameter("exact", "only the words as typed", enum=["on"]),
    _parameter("sort", "the order", enum=[str(value) for value, _ in SORTS]),
    _parameter(
        "hide",
        "an ad that is not to be shown, any number of times",
        type="array",
        items={"type": "string"},
        maxItems=MOST_HIDDEN,
    ),
    _parameter("after", "where the page goes on: take it from `next`"),
    {
        "name": "details",
        "in": "query",
        "description": "typed fields of the category: f.fuel=petrol, f.year.from=2015, f.salary_from.per=hour",
        "style": "form",
        "explode": True,
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    },
]


@router.get("/ads", auth=ANYONE, response=ResultsOut, summary="Search", openapi_extra={"parameters": _PARAMETERS})
def find(request: HttpRequest) -> ResultsOut:
    """Live ads that match everything asked for, with counts. What cannot be read is refused, not left out."""
    asked = request.GET
    form = SearchForm(asked)
    wrong = faults(form) | {name: sentence for name, (_title, sentence) in form.narrowing.problems.items()}
    if wrong:
        raise Problem(422, WRONG, wrong)
    found = search(form.query())
    category, hidden = form.query().category, set(codes_in(asked.getlist("hide"), MOST_HIDDEN))
    shown = [listing for listing in found.listings if listing.code not in hidden]
    currencies = currency_options(found.counts.currencies, asked, form.compared_in)
    return ResultsOut(
        total=found.total,
        at_least=found.capped,
        ads=[card_out(listing) for listing in shown],
        hidden=len(found.listings) - len(shown),
        facets=FacetsOut(
            categories=[*_shelves(category_facets(shelves(), found.counts.categories, category, asked))],
            prices=[_option(option) for option in price_options(found.counts.bands, asked, form.compared_in)],
            currencies=[_option(option) for option in currencies] if len(currencies) > 1 else [],
            places=[_option(option) for option in place_options(found.counts.places, asked, form.town)],
            details=[_detail(facet) for facet in detail_facets(category, found.counts, asked, form.compared_in)],
        ),
        meant=found.meant,
        next=_next(request, asked, str(found.after)) if found.after else None,
    )


@router.get("/categories", auth=ANYONE, response=list[ShelfOut], summary="All categories")
def categories(request: HttpRequest) -> list[ShelfOut]:
    """The whole catalogue with the number of live ads."""
    return [_shelf(shelf) for shelf in shelves()]


@router.get("/places", auth=ANYONE, response=list[PlaceOut], summary="Places that begin like this")
def places(request: HttpRequest, q: str) -> list[PlaceOut]:
    """Towns of the gazetteer, the largest first."""
    words = q.strip()[:120]
    return (
        [PlaceOut.from_orm(place) for place in places_beginning(words, countries=site().countries)]
        if len(words) > 1
        else []
    )


def _next(request: HttpRequest, asked: QueryDict, after: str) -> str:
    further = asked.copy()
    further["after"] = after
    return f"{request.path}?{further.urlencode()}"


def _shelves(facets: list[Facet]) -> list[OptionOut]:
    return [
        OptionOut(
            label=facet.name, count=facet.count, chosen=facet.chosen, value=facet.slug, parameters=facet.address[1:]
        )
        for top in facets
        for facet in (top, *top.children)
    ]


def _option(option: Choice) -> OptionOut:
    return OptionOut(
        label=option.label,
        count=option.count,
        chosen=option.chosen,
        value=option.value,
        parameters=option.address[1:],
    )


def _detail(facet: DetailFacet) -> DetailOut:
    return DetailOut(
        name=facet.name,
        label=facet.label,
        parameter=facet.parameter,
        unit=facet.unit,
        options=[_option(option) for option in facet.options],
        lowest=facet.ends[0],
        highest=facet.ends[1],
        paid_for=[_option(option) for option in facet.paid_for],
    )


def _shelf(shelf: Shelf) -> ShelfOut:
    below = [_shelf(child) for child in shelf.children]
    return ShelfOut(slug=shelf.category.slug, name=shelf.category.name, count=shelf.count, children=below)
