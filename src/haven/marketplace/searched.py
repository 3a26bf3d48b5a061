"""A search in words and as an address, as it is kept. Must not know: who keeps it."""

from django.http import QueryDict

from haven.listings.models import Category
from haven.marketplace.forms.search import SearchForm

_KEPT = ("q", "category", "price_min", "price_max", "place", "place_id", "radius")


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


def search_in_words(form: SearchForm) -> str:
    """Such as: "touring bicycle", Bicycles, up to 300, within 25 km of Leipzig."""
    read = form.cleaned_data
    category = Category.objects.filter(slug=read.get("category") or "").first()
    low, high = read.get("price_min"), read.get("price_max")
    price = (
        f"{low} to {high}"
        if low is not None and high is not None
        else f"from {low}"
        if low is not None
        else f"up to {high}"
        if high is not None
        else ""
    )
    radius = form.query().radius_km
    near = f"within {radius:g} km of {form.town}" if radius else f"in {form.town}"
    parts = [
        f"“{read['q']}”" if read.get("q") else "",
        category.name if category else "",
        price,
        near if form.town else "",
    ]
    return ", ".join(part for part in parts if part) or "all new ads"
