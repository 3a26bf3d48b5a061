"""What stands beside the results: the choices that narrow a search, each with its count and the address it leads to.

Owns how counts become lists that people read. Must not know how anything is counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.translation import gettext as _

from haven.listings.fields import (
    MONEY,
    AnyField,
    Boolean,
    Choice,
    Multi,
    Number,
    category_name,
    facets_of,
    fields_of,
    unit_name,
)
from haven.listings.formats import price_words
from haven.listings.models import Category, Place
from haven.listings.queries import Shelf
from haven.listings.queries.known import places
from haven.listings.searching.choices import Band, Counts
from haven.listings.searching.details import Range, is_rate
from haven.marketplace.forms.narrowing import PREFIX, names_of, paid_for
from haven.site.queries import site

_MOST_BANDS = 6
_PLACES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Facet:
    """A category with the number of hits in it; `children` only where it, or one below it, is chosen."""

    slug: str
    name: str
    count: int
    chosen: bool
    address: str = ""
    children: tuple["Facet", ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: what it is called, how many ads it shows, whether it is chosen, and where it leads or what it sends."""

    label: str
    count: int
    chosen: bool = False
    address: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class DetailFacet:
    """A typed field to filter by: options to tick, or a range to type with the least and the greatest there is.

    `paid_for` are the things that amounts of a range may be for.
    """

    name: str
    label: str
    parameter: str
    options: tuple[Option, ...] = ()
    unit: str = ""
    typed: tuple[str, str] = ("", "")
    ends: tuple[str, str] = ("", "")
    paid_for: tuple[Option, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether it is filtered by two ends."""
        return not self.options


def address(asked: QueryDict, *, without: Iterable[str] = (), **values: object) -> str:
    """The address of a search without some parameters and with others, from its first page."""
    gone = {"after", *without, *values}
    kept = [(name, value) for name, several in asked.lists() if name not in gone for value in several]
    return "?" + "&".join(f"{_quoted(name)}={_quoted(str(value))}" for name, value in (*kept, *values.items()))


_quoted = lru_cache(4096)(quote_plus)  # a page has some fifty addresses, most of which say the same


def category_facets(catalogue: list[Shelf], counts: dict[int, int], chosen: str, asked: QueryDict) -> list[Facet]:
    """The shelves with the hits of this search; those without any are left out unless chosen."""
    facets = []
    for top in catalogue:
        below = [(child.category, counts.get(child.category.pk, 0)) for child in top.children]
        count = counts.get(top.category.pk, 0) + sum(count for _, count in below)
        is_open = chosen in {top.category.slug, *(child.slug for child, _ in below)}
        if count or is_open:
            shown = [each for each in below if each[1] or each[0].slug == chosen] if is_open else []
            children = tuple(_category_facet(*each, chosen, asked) for each in shown)
            facets.append(replace(_category_facet(top.category, count, chosen, asked), children=children))
    return facets


def any_category(asked: QueryDict) -> str:
    """The address of the search in all categories; what only one of them can tell goes with it."""
    return address(asked, without=["category", *_details_in(asked)])


def price_options(counts: dict[Band, int], asked: QueryDict, currency: str) -> list[Option]:
    """Bands of prices in a currency, those with hits; the smallest are joined to neighbours until a handful is left."""
    bands = [(low, high, counts[low, high]) for low, high in sorted(counts, key=lambda band: band[0])]
    while len(bands) > _MOST_BANDS:
        at = min(range(len(bands) - 1), key=lambda n: bands[n][2] + bands[n + 1][2])
        (low, _, one), (_, high, other) = bands[at : at + 2]
        bands[at : at + 2] = [(low, high, one + other)]
    return [_price_option(low, high, count, asked, currency) for low, high, count in bands] if len(bands) > 1 else []


def several_currencies(currency: str) -> bool:
    """Whether a price needs its currency beside it: the site has several, or one that is not its own was asked for."""
    return site().currencies != (currency,)


def currency_options(counts: dict[str, int], asked: QueryDict, currency: str) -> list[Option]:
    """The currencies that prices can be compared in: the site's, and those of the ads that were found."""
    codes = dict.fromkeys([*site().currencies, currency, *sorted(code for code in counts if code)])
    return [Option(code, counts.get(code, 0), code == currency, address(asked, currency=code), code) for code in codes]


def place_options(counts: dict[int, int], asked: QueryDict, chosen: Place | None) -> list[Option]:
    """The towns with most hits; choosing one shows the ads that name it."""
    towns = places(counts)
    exactly = chosen if asked.get("radius") == "0" else None
    options = [
        Option(
            place.name if place.country == site().region else str(place),
            count,
            place == exactly,
            address(asked, without=["box"], place=place, place_id=pk, radius=0),
        )
        for pk, count in counts.items()
        if (place := towns.get(pk))
    ]
    return options[:_PLACES_SHOWN] if len(options) > 1 or exactly else []


def detail_facets(category: str, counts: Counts, asked: QueryDict, currency: str) -> list[DetailFacet]:
    """The typed fields of a category that tell its hits apart."""
    found = []
    for field in facets_of(category) if category else ():
        counted = counts.details.get(field.name)
        parameter, lower, upper, _per = names_of(field.name)
        if isinstance(counted, Range):
            typed = (asked.get(lower, ""), asked.get(upper, ""))
            if counted.low < counted.high or any(typed):
                spans: tuple[Option, ...] = ()
                if is_rate(field):
                    wanted = paid_for(field, asked)
                    counted, spans = _as_paid(field, counted, wanted), _paid_for(field, category, wanted)
                found.append(replace(_range_facet(field, counted, typed, currency), paid_for=spans))
        elif counted or parameter in asked:
            chosen = asked.getlist(parameter)
            options = _options(field, counted or {}, chosen)
            if options:
                found.append(DetailFacet(field.name, field.title(), parameter, options))
    return found


def _category_facet(category: Category, count: int, chosen: str, asked: QueryDict) -> Facet:
    kept = {name for field in facets_of(category) for name in names_of(field.name)}
    where = address(asked, without=_details_in(asked) - kept, category=category.slug)
    return Facet(category.slug, category_name(category), count, category.slug == chosen, where)


def _details_in(asked: QueryDict) -> set[str]:
    return {name for name in asked if name.startswith(PREFIX)}


def _price_option(low: int, high: int | None, count: int, asked: QueryDict, currency: str) -> Option:
    ends: dict[str, str] = {"price_min": str(low)} if low else {}
    label = _("%(amount)s or more") % {"amount": _amount(low, currency)}
    if high is not None:
        ends["price_max"] = f"{high - 1}.99"  # a band ends below its upper end, a search includes it
        ends_in_words = {"low": _amount(low, currency), "high": _amount(high, currency)}
        label = (_("%(low)s to %(high)s") if low else _("under %(high)s")) % ends_in_words
    chosen = all(asked.get(name, "") == ends.get(name, "") for name in ("price_min", "price_max"))
    said = {"currency": currency} if several_currencies(currency) else {}
    return Option(label, count, chosen, address(asked, without=["price_min", "price_max"], **ends, **said))


def _amount(amount: int, currency: str) -> str:
    return price_words(Decimal(amount), currency)


def _range_facet(field: AnyField, counted: Range, typed: tuple[str, str], currency: str) -> DetailFacet:
    ends = (_number(field, counted.low), _number(field, counted.high)) if counted.count else ("", "")
    unit = getattr(field, "unit", "")
    unit = currency if unit == MONEY else unit_name(unit)
    return DetailFacet(field.name, field.title(), names_of(field.name)[0], (), unit, typed, ends)


def _as_paid(field: Number, counted: Range, wanted: str) -> Range:
    """The range of amounts as they compare for one of the things that they may be for."""
    low, high = (round(field.converted(end, field.usual, wanted), 2) for end in (counted.low, counted.high))
    return Range(low, high, counted.count)


def _paid_for(field: Number, category: str, wanted: str) -> tuple[Option, ...]:
    per = next(one for one in fields_of(category) if one.name == field.per)
    return tuple(Option(per.words(name), 0, name == wanted, value=name) for name in field.times)


def _number(field: AnyField, value: float) -> str:
    if isinstance(field, Number):
        return f"{value:g}" if value < 100_000 else f"{value:.0f}"
    return date.fromordinal(max(1, int(value))).isoformat()


def _options(field: AnyField, counted: dict[str, int], chosen: list[str]) -> tuple[Option, ...]:
    if isinstance(field, Boolean):
        names = {"yes": field.words(value=True), "no": field.words(value=False)}
    elif isinstance(field, Choice | Multi):
        names = {name: field.word(name) for name in field.choices}
    else:
        return ()
    return tuple(
        Option(label, counted.get(name, 0), name in chosen, value=name)
        for name, label in names.items()
        if counted.get(name) or name in chosen
    )
