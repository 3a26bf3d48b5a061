"""The search form: every search is an address that can be shared, and no address breaks the page."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from haven.listings.models import Place
from haven.listings.queries import SearchQuery, Sort
from haven.listings.searching.areas import Box
from haven.listings.searching.query import Cursor
from haven.marketplace.forms.amounts import AmountField
from haven.marketplace.forms.narrowing import Narrowing, narrow
from haven.marketplace.forms.places import guess_place
from haven.site.queries import site

RADII = [
    (0, _("Only there")), (5, "5 km"), (10, "10 km"), (25, "25 km"), (50, "50 km"), (100, "100 km"), (200, "200 km"),
]  # fmt: skip
SORTS = [
    (Sort.NEWEST, _("Newest first")), (Sort.RELEVANCE, _("Best match")), (Sort.CHEAPEST, _("Cheapest first")),
    (Sort.DEAREST, _("Dearest first")), (Sort.NEAREST, _("Nearest first")),
]  # fmt: skip
VIEWS = [("list", _("List")), ("gallery", _("Gallery")), ("map", _("Map"))]
_USUAL_RADIUS = 25


class BoxField(forms.CharField):
    """A part of the map: "south,west,north,east" in degrees."""

    def clean(self, value: Any) -> Box | None:
        """The box; None for nothing. A box that is upside down or off the world is refused."""
        words = super().clean(value)
        if not words:
            return None
        try:
            south, west, north, east = (float(part) for part in words.split(","))
        except ValueError:
            south = north = west = east = 1000.0
        if not (-90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 180 and west != east):
            raise forms.ValidationError(_("This is no part of the map."))
        return Box(south, west, north, east)


class SearchForm(forms.Form):
    """Words, category, price, place, order; a field that cannot be read is left out of the search and says so."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200, strip=True)
    category = forms.SlugField(label=_("Category"), required=False, max_length=50)
    price_min = AmountField(label=_("Price"), required=False)
    price_max = AmountField(label=_("Price"), required=False)
    currency = forms.RegexField(r"^[A-Za-z]{3}$", label=_("Currency"), required=False)
    place = forms.CharField(label=_("Place"), required=False, max_length=120)
    place_id = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    radius = forms.TypedChoiceField(label=_("Within"), required=False, choices=RADII, coerce=int, empty_value=None)
    box = BoxField(label=_("Map"), required=False, max_length=120)
    exact = forms.BooleanField(required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)
    view = forms.ChoiceField(label=_("Show as"), required=False, choices=VIEWS)
    after = forms.CharField(label=_("Page"), required=False, max_length=80)

    place_choices: tuple[Place, ...] = ()
    narrowing: Narrowing

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.full_clean()
        self.narrowing = narrow(self.cleaned_data.get("category") or "", data)

    def clean_after(self) -> Cursor | None:
        """Where to go on; an address that was cut or altered says so, else the first page looked like the next."""
        words = self.cleaned_data["after"]
        cursor = Cursor.read(words)
        if words and cursor is None:
            raise forms.ValidationError(_("The address of this page of results is not complete."))
        return cursor

    def clean(self) -> dict[str, Any]:
        """Find the place that is meant; the prices in the wrong order are read in the right one."""
        read = self.cleaned_data
        if read.get("place"):
            guess = guess_place(read["place"], read.get("place_id"))
            self.place_choices = guess.choices
            read["town"] = guess.place or (guess.choices[0] if guess.choices else None)
            if read["town"] is None:
                self.add_error(
                    "place",
                    _("We know no place called %(place)s. Results are from everywhere.") % {"place": read["place"]},
                )
        low, high = read.get("price_min"), read.get("price_max")
        if low is not None and high is not None and low > high:
            read["price_min"], read["price_max"] = high, low
        return read

    @property
    def town(self) -> Place | None:
        """The middle of the circle that is searched."""
        return self.cleaned_data.get("town")

    @property
    def radius_km(self) -> int:
        """How far around it; 0 for only there."""
        radius = self.cleaned_data.get("radius")
        return _USUAL_RADIUS if radius is None else int(radius)

    @property
    def compared_in(self) -> str:
        """In which prices are compared: the one that was asked for, or the site's first."""
        return (self.cleaned_data.get("currency") or site().currency).upper()

    @property
    def shown_as(self) -> str:
        """`list`, `gallery` or `map`."""
        return self.cleaned_data.get("view") or "list"

    @property
    def order(self) -> Sort:
        """The order asked for, or the one that fits the search: best match for words, else newest."""
        asked = self.cleaned_data.get("sort")
        if asked:
            return Sort(asked)
        return Sort.RELEVANCE if self.cleaned_data.get("q") else Sort.NEWEST

    def query(self) -> SearchQuery:
        """What to search for; what could not be read is left out."""
        read = self.cleaned_data
        return SearchQuery(
            words=read.get("q") or "",
            category=read.get("category") or "",
            price_min=_amount(read.get("price_min")),
            price_max=_amount(read.get("price_max")),
            currency=self.compared_in,
            place=self.town,
            radius_km=self.radius_km,
            box=None if self.town else read.get("box"),
            details=tuple(self.narrowing.details),
            exact=bool(read.get("exact")),
            sort=self.order,
            after=read.get("after"),
        )


def _amount(value: Decimal | None) -> Decimal | None:
    return value if value is not None and value.is_finite() else None
