"""The search form: every search is an address that can be shared, and no address breaks the page."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from haven.listings.models import Place
from haven.listings.queries import SearchQuery, Sort
from haven.marketplace.forms.amounts import AmountField
from haven.marketplace.forms.places import guess_place

RADII = [(5, "5 km"), (10, "10 km"), (25, "25 km"), (50, "50 km"), (100, "100 km"), (200, "200 km")]
SORTS = [
    (Sort.NEWEST, "Newest first"), (Sort.RELEVANCE, "Best match"), (Sort.CHEAPEST, "Cheapest first"),
    (Sort.DEAREST, "Dearest first"), (Sort.NEAREST, "Nearest first"),
]  # fmt: skip
_FURTHEST = 10_000


class SearchForm(forms.Form):
    """Words, category, price, place, order; a field that cannot be read is left out of the search and says so."""

    q = forms.CharField(required=False, max_length=200, strip=True)
    category = forms.SlugField(required=False, max_length=50)
    price_min = AmountField(required=False)
    price_max = AmountField(required=False)
    place = forms.CharField(required=False, max_length=120)
    place_id = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    radius = forms.TypedChoiceField(required=False, choices=RADII, coerce=int)
    sort = forms.ChoiceField(required=False, choices=SORTS)
    view = forms.ChoiceField(required=False, choices=[("list", "List"), ("gallery", "Gallery")])
    offset = forms.IntegerField(required=False, min_value=0, max_value=_FURTHEST)

    place_choices: tuple[Place, ...] = ()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.full_clean()

    def clean(self) -> dict[str, Any]:
        """Find the place that is meant; the prices in the wrong order are read in the right one."""
        read = self.cleaned_data
        if read.get("place"):
            guess = guess_place(read["place"], read.get("place_id"))
            self.place_choices = guess.choices
            read["town"] = guess.place or (guess.choices[0] if guess.choices else None)
            if read["town"] is None:
                self.add_error("place", f"We know no place called {read.get('place')}. Results are from everywhere.")
        low, high = read.get("price_min"), read.get("price_max")
        if low is not None and high is not None and low > high:
            read["price_min"], read["price_max"] = high, low
        return read

    @property
    def town(self) -> Place | None:
        """The middle of the circle that is searched."""
        return self.cleaned_data.get("town")

    @property
    def shown_as(self) -> str:
        """`list` or `gallery`."""
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
            place=self.town,
            radius_km=read.get("radius") or 25,
            sort=self.order,
            offset=read.get("offset") or 0,
        )


def _amount(value: Decimal | None) -> Decimal | None:
    return value if value is not None and value.is_finite() else None
