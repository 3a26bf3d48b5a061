"""`{% load choices %}`: what narrows a search, as links with their counts and as the options of a menu.

Owns their markup. A page of results has some forty, and as a template they took a tenth of its time.
"""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

from haven.marketplace.facets import Facet, Option
from haven.project.templatetags.haven import many

register = template.Library()


@register.simple_tag
def shelf_links(facets: Iterable[Facet], is_least: bool) -> SafeString:
    """Categories, those below one inside of it; with `is_least` there may be more than each count says."""
    return SafeString("".join(_shelf(facet, is_least) for facet in facets))


@register.simple_tag
def option_links(options: Iterable[Option], name: str, is_least: bool) -> SafeString:
    """Bands of prices, or towns; each has the id of the list and its number in it, so that focus survives a swap."""
    each = (_link(f"{name}-{n}", one.label, one, is_least) for n, one in enumerate(options, start=1))
    return SafeString("".join(f"<li>{link}</li>" for link in each))


@register.simple_tag
def menu_options(choices: Iterable[tuple[object, object]], chosen: object) -> SafeString:
    """Pairs of a value and what it is called."""
    each = (
        f'<option value="{escape(str(v))}"{" selected" * (v == chosen)}>{escape(str(w))}</option>' for v, w in choices
    )
    return SafeString("".join(each))


def _shelf(facet: Facet, is_least: bool) -> str:
    below = "".join(_shelf(child, is_least) for child in facet.children)
    inside = f'<li><ul class="facets facets-below">{below}</ul></li>' if below else ""
    return f"<li>{_link(f'facet-{facet.slug}', facet.name, facet, is_least)}</li>{inside}"


def _link(name: str, words: str, choice: Facet | Option, is_least: bool) -> str:
    chosen = ' aria-current="true"' if choice.chosen else ""
    count = escape(many(choice.count, is_least))
    return (
        f'<a id="{escape(name)}" href="{escape(choice.address)}"{chosen}>'
        f'<span>{escape(words)}</span><span class="number">{count}</span></a>'
    )
