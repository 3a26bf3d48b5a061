"""A search in words and as an address, as it is kept. Must not know: who keeps it."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from haven.listings.fields import category_name
from haven.listings.formats import amount_words, range_words
from haven.listings.models import Category
from haven.marketplace.facets import several_currencies
from haven.marketplace.forms.search import SearchForm

_KEPT = ("q", "category", "price_min", "price_max", "currency", "place", "place_id", "radius")


def kept_address(asked: QueryDict) -> str:
    """The query string of a search without what belongs to one look at it: page, order, list or map."""
    kept = QueryDict(mutable=True)
    for name in _KEPT:
        value = str(asked.get(name, ""))
        if value:
            kept[name] = value
    return kept.urlencode()[:1000]


def leaves_out(form: SearchForm) -> bool:
    """Whether the search is narrower than what is kept of it: by fields of the category, or by the map's frame."""
    query = form.query()
    return bool(query.details or query.box)


def price_range(form: SearchForm) -> str:
    """The bounds of the price in words, with their currency where it does not go without saying; none for no bounds."""
    low, high = form.cleaned_data.get("price_min"), form.cleaned_data.get("price_max")
    words = range_words(amount_words(low), amount_words(high))
    return f"{words} {form.compared_in}" if words and several_currencies(form.compared_in) else words


def search_in_words(form: SearchForm) -> str:
    """Such as: "touring bicycle", Bicycles, up to 300, within 25 km of Leipzig."""
    read = form.cleaned_data
    category = Category.objects.filter(slug=read.get("category") or "").first()
    radius = form.query().radius_km
    where = {"km": f"{radius:g}", "town": form.town}
    near = (_("within %(km)s km of %(town)s") if radius else _("in %(town)s")) % where
    parts = [
        _("“%(words)s”") % {"words": read["q"]} if read.get("q") else "",
        category_name(category) if category else "",
        price_range(form),
        near if form.town else "",
    ]
    return ", ".join(part for part in parts if part) or _("all new ads")
