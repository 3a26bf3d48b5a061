"""A search in words and as an address, as it is kept. Must not know: who keeps it."""

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _

from haven.listings.fields import AnyField, Boolean, Choice, Multi, category_name, fields_of
from haven.listings.formats import amount_words, range_words
from haven.listings.models import Category
from haven.listings.searching.details import Chosen, is_rate
from haven.marketplace.facets import several_currencies
from haven.marketplace.forms.narrowing import names_of, paid_for
from haven.marketplace.forms.search import SearchForm

_KEPT = ("q", "category", "price_min", "price_max", "currency", "place", "place_id", "radius", "box")


def kept_address(asked: QueryDict, form: SearchForm) -> str:
    """The query string of a search without what could not be read, or belongs to one look at it: page, order, view."""
    kept = QueryDict(mutable=True)
    for name in _KEPT:
        value = str(asked.get(name, ""))
        if value and name not in form.errors:
            kept[name] = value
    for detail in form.narrowing.details:
        for name in names_of(detail.name):
            kept.setlist(name, [value for value in asked.getlist(name) if value])
    return kept.urlencode()


def price_range(form: SearchForm) -> str:
    """The bounds of the price in words, with their currency where it does not go without saying; none for no bounds."""
    low, high = form.cleaned_data.get("price_min"), form.cleaned_data.get("price_max")
    words = range_words(amount_words(low), amount_words(high))
    return f"{words} {form.compared_in}" if words and several_currencies(form.compared_in) else words


def narrowed_in_words(form: SearchForm, asked: QueryDict) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each typed field that is filtered by: what it is called, its values in words, and its parameters."""
    fields = {field.name: field for field in fields_of(form.cleaned_data.get("category") or "")}
    for detail in form.narrowing.details:
        field, names = fields[detail.name], names_of(detail.name)
        if isinstance(detail, Chosen):
            words = ", ".join(_word(field, value) for value in detail.values)
        else:
            words = range_words(*(asked.get(name, "").strip() for name in names[1:3]))
        per = fields.get(getattr(field, "per", "") or "")
        if is_rate(field) and isinstance(per, Choice):
            words = f"{words} {per.word(paid_for(field, asked))}"
        yield field.title(), words, names


def search_in_words(form: SearchForm, asked: QueryDict) -> str:
    """Such as: "touring bicycle", Bicycles, Condition: good, up to 300, within 25 km of Leipzig."""
    read = form.cleaned_data
    category = Category.objects.filter(slug=read.get("category") or "").first()
    radius = form.query().radius_km
    where = {"km": f"{radius:g}", "town": form.town}
    near = (_("within %(km)s km of %(town)s") if radius else _("in %(town)s")) % where
    parts = [
        _("“%(words)s”") % {"words": read["q"]} if read.get("q") else "",
        category_name(category) if category else "",
        *(f"{title}: {words}" for title, words, _names in narrowed_in_words(form, asked)),
        price_range(form),
        near if form.town else _("in a part of the map") if form.query().box else "",
    ]
    return ", ".join(part for part in parts if part) or _("all new ads")


def _word(field: AnyField, value: str) -> str:
    """A chosen value as readers see it."""
    if isinstance(field, Boolean):
        return field.words(value == "yes")
    return field.words([value]) if isinstance(field, Multi) else field.words(value)
